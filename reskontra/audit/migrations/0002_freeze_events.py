"""Events are never changed or deleted; only a payload's content may be erased."""

from django.db import migrations

# table: the columns that never change; None where no column does.
FROZEN = {
    "audit_event": None,
    "audit_payload": ("id, company_id, event_id"),
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


def _create_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION reskontra_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_create_tables")]
    operations = [migrations.RunPython(_create_function), migrations.RunPython(_create)]
