"""What the bank sent is stored once and never changed."""

from django.db import migrations

# table: the columns that never change; None where no column does.
FROZEN = {
    "bank_fileimport": None,
    "bank_bankstatement": None,
    "bank_banktransaction": None,
    "bank_knownpart": None,
    "bank_transactionparty": None,
    "bank_transactiontext": None,
    "bank_transactionreference": None,
}


def _statements(vendor):
    event = "BEGIN SELECT RAISE(ABORT, '{message}'); END"
    if vendor == "postgresql":
        event = "FOR EACH ROW EXECUTE FUNCTION reskontra_refuse('{message}')"
    for table, columns in FROZEN.items():
        of = f" OF {columns}" if columns else ""
        message = f"{table} is posted and never changes"
        yield f"CREATE TRIGGER {table}_frozen BEFORE UPDATE{of} ON {table} " + event.format(message=message)
        message = f"{table} is never deleted"
        yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} " + event.format(message=message)
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_untruncated BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION reskontra_refuse('{message}')"
            )


def _create(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("bank", "0002_create_tables"), ("audit", "0002_freeze_events")]
    operations = [migrations.RunPython(_create)]
