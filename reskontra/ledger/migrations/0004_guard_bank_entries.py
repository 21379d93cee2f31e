"""A bank entry enters no sealed voucher: as with its lines."""

from django.db import migrations

SEALED = "a sealed voucher takes no change and no more bank entries"

SQLITE = f"""CREATE TRIGGER ledger_bankentry_open BEFORE INSERT ON ledger_bankentry BEGIN
    SELECT RAISE(ABORT, '{SEALED}') WHERE EXISTS (
        SELECT 1 FROM ledger_voucher WHERE id = NEW.voucher_id AND posted_at IS NOT NULL);
    END"""
POSTGRESQL = [
    f"""CREATE FUNCTION ledger_guard_bank_entries() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM added JOIN ledger_voucher v ON v.id = added.voucher_id WHERE v.posted_at IS NOT NULL) THEN
        RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL; END $$""",
    "CREATE TRIGGER ledger_bankentry_open AFTER INSERT ON ledger_bankentry REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_bank_entries()",
]


def _create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else [SQLITE]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_add_worksheets")]
    operations = [migrations.RunPython(_create)]
