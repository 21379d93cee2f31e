"""An import may be undone while nothing of it is posted: its rows stay, marked once, and else never change."""

from django.db import migrations, models

FROZEN = {
    "bank_fileimport": (
        "id, company_id, number, file_id, format, actor, imported_at, overrides, override_reason",
        "undone_at, undone_by, undone_reason",
        "OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL",
    ),
    "bank_bankstatement": (
        "id, company_id, file_import_id, bank_account_id, format, statement_id, sequence, currency, created_date, "
        "from_date, to_date, statement_date, opening_minor, closing_minor, closing_date, new_count, known_count, "
        "expected_count, warnings",
        "undone_at",
        "OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL",
    ),
    "bank_banktransaction": (
        "id, company_id, bank_account_id, statement_id, number, entry_number, part_number, same_as_id, booking_date, "
        "value_date, amount_minor, currency, entry_minor, instructed_minor, instructed_currency, exchange_rate, "
        "charges_minor, charges_currency, end_to_end_id, uetr, bank_reference, entry_reference, "
        "entry_bank_reference, batch_reference, mandate_id, transaction_code, return_reason, is_reversal, paid_to, "
        "paid_to_scheme, fingerprint, ordinal",
        "state",
        "NEW.state <> 'UNDONE'",
    ),
}


def _statements(vendor):
    event = "BEGIN SELECT RAISE(ABORT, '{message}'); END"
    when = "WHEN {condition} "
    if vendor == "postgresql":
        event = "EXECUTE FUNCTION reskontra_refuse('{message}')"
        when = "WHEN ({condition}) "
    row = "FOR EACH ROW "
    for table, (frozen, undoing, forbidden) in FROZEN.items():
        on = f" ON {table}" if vendor == "postgresql" else ""
        for guard in ("frozen", "kept"):
            yield f"DROP TRIGGER IF EXISTS {table}_{guard}{on}"  # SQLite has lost them with the table it rebuilt
        message = f"{table} is posted and never changes"
        yield f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {frozen} ON {table} {row}" + event.format(message=message)
        yield (
            f"CREATE TRIGGER {table}_undone BEFORE UPDATE OF {undoing} ON {table} {row}"
            + when.format(condition=forbidden)
            + event.format(message=message)
        )
        message = f"{table} is never deleted"
        yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {row}" + event.format(message=message)


def _create(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("bank", "0001_create_room")]
    operations = [
        migrations.AddField("fileimport", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField("fileimport", "undone_by", models.CharField(blank=True, default="", max_length=150), False),
        migrations.AddField("fileimport", "undone_reason", models.CharField(blank=True, default="", max_length=500), False),
        migrations.AddField("bankstatement", "undone_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("fileimport", "bank_import_file"),
        migrations.AddConstraint(
            "fileimport",
            models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("company", "file"), name="bank_import_file"
            ),
        ),
        migrations.RemoveConstraint("banktransaction", "bank_transaction_state_known"),
        migrations.AddConstraint(
            "banktransaction",
            models.CheckConstraint(
                condition=models.Q(("state__in", ["BOOKED", "EXPECTED", "KNOWN", "DETAIL", "UNDONE"])),
                name="bank_transaction_state_known",
            ),
        ),
        migrations.RunPython(_create),
    ]
