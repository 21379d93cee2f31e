"""A deposit that is posted or deleted keeps what its header says, and none is deleted from its table."""

from django.db import migrations

from reskontra.database.freezing import execute

TABLE = "journals_deposit"
FROZEN, KEPT = f"{TABLE} is posted and never changes", f"{TABLE} is never deleted"

SQLITE = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN OLD.state <> 'OPEN' "
    f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
]
POSTGRESQL = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (OLD.state <> 'OPEN') "
    f"EXECUTE FUNCTION reskontra_refuse('{FROZEN}')",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION reskontra_refuse('{KEPT}')",
    f"CREATE TRIGGER {TABLE}_untruncated BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION reskontra_refuse('{KEPT}')",
]


def _freeze(apps, schema_editor):
    execute(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


class Migration(migrations.Migration):
    dependencies = [("journals", "0007_enter_deposits")]
    operations = [migrations.RunPython(_freeze)]
