"""Checks say whom they pay and what took them back, and go only forward. A number is free again with its spoiled paper.

The table of checks is made anew, without rows so far; its guards go before and come again after.
"""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen

FROZEN = {
    "ledger_checkentry": (
        "id, company_id, bank_account_id, kind, check_number, check_date, amount_minor, counter_type, counter_number, "
        "payee, document_number, external_document_number"
    )
}
STEPS = "a check is posted or voided once it is printed, and financially voided once it is posted"
KEPT = "a check keeps its bank entries"
_FORWARD = "('PRINTED>POSTED', 'PRINTED>VOIDED', 'POSTED>FINANCIALLY_VOIDED')"

SQLITE = [
    f"""CREATE TRIGGER ledger_checkentry_steps BEFORE UPDATE ON ledger_checkentry BEGIN
    SELECT RAISE(ABORT, '{STEPS}') WHERE NEW.state IS NOT OLD.state
        AND OLD.state || '>' || NEW.state NOT IN {_FORWARD};
    SELECT RAISE(ABORT, '{KEPT}')
        WHERE (OLD.bank_entry_id IS NOT NULL AND NEW.bank_entry_id IS NOT OLD.bank_entry_id)
        OR (OLD.void_entry_id IS NOT NULL AND NEW.void_entry_id IS NOT OLD.void_entry_id);
    END"""
]
POSTGRESQL = [
    f"""CREATE FUNCTION ledger_guard_check() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.state IS DISTINCT FROM OLD.state AND OLD.state || '>' || NEW.state NOT IN {_FORWARD} THEN
        RAISE EXCEPTION '{STEPS}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.bank_entry_id IS NOT NULL AND NEW.bank_entry_id IS DISTINCT FROM OLD.bank_entry_id)
        OR (OLD.void_entry_id IS NOT NULL AND NEW.void_entry_id IS DISTINCT FROM OLD.void_entry_id) THEN
        RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW; END $$""",
    "CREATE TRIGGER ledger_checkentry_steps BEFORE UPDATE ON ledger_checkentry "
    "FOR EACH ROW EXECUTE FUNCTION ledger_guard_check()",
]


def _thaw(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    on = " ON ledger_checkentry" if is_postgresql else ""
    guards = ("frozen", "kept", "untruncated") if is_postgresql else ("frozen", "kept")
    execute(schema_editor, [f"DROP TRIGGER ledger_checkentry_{guard}{on}" for guard in guards])


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))
    execute(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def _text(most):
    return models.CharField(blank=True, db_default="", default="", max_length=most)


def _link(to):
    return models.ForeignKey(
        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_sign_off_bank_accounts")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE ledger_bankaccount ADD COLUMN last_check_number varchar(30) NOT NULL DEFAULT ''"
                )
            ],
            state_operations=[migrations.AddField("bankaccount", "last_check_number", _text(30))],
        ),
        migrations.RunPython(_thaw),
        migrations.AddField(
            "checkentry", "kind", models.CharField(db_default="MANUAL", default="MANUAL", max_length=10)
        ),
        migrations.AddField("checkentry", "counter_type", _text(10)),
        migrations.AddField("checkentry", "counter_number", _text(30)),
        migrations.AddField("checkentry", "payee", _text(250)),
        migrations.AddField("checkentry", "document_number", _text(50)),
        migrations.AddField("checkentry", "external_document_number", _text(100)),
        migrations.AddField("checkentry", "void_entry", _link("ledger.bankentry")),
        migrations.RemoveConstraint("checkentry", "ledger_check_number"),
        migrations.AddConstraint(
            "checkentry",
            models.UniqueConstraint(
                condition=models.Q(("state__in", ["PRINTED", "POSTED", "FINANCIALLY_VOIDED"])),
                fields=("company", "bank_account", "check_number"),
                name="ledger_check_number",
            ),
        ),
        migrations.AddConstraint(
            "checkentry",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["MANUAL", "COMPUTER"])), name="ledger_check_kind_known"
            ),
        ),
        migrations.AddConstraint(
            "checkentry", models.CheckConstraint(condition=models.Q(("amount_minor__gt", 0)), name="ledger_check_amount")
        ),
        migrations.AddIndex(
            "checkentry",
            models.Index(
                condition=models.Q(("bank_entry__isnull", False)),
                fields=["company", "bank_entry"],
                name="ledger_check_entry",
            ),
        ),
        migrations.AddIndex(
            "checkentry",
            models.Index(
                condition=models.Q(("void_entry__isnull", False)),
                fields=["company", "void_entry"],
                name="ledger_check_void",
            ),
        ),
        migrations.RunPython(_freeze),
    ]
