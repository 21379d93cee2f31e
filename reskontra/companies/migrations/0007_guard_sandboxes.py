"""A sandbox stays one, and a company that is none never becomes one; on SQLite, too, only a sandbox goes."""

from django.db import migrations

TURNED = "a sandbox stays a sandbox, and a company that is none becomes none"
NO_SANDBOX = "a company that is no sandbox is never deleted"

POSTGRESQL = [
    f"CREATE TRIGGER companies_company_sandbox BEFORE UPDATE OF is_sandbox ON companies_company FOR EACH ROW "
    f"WHEN (OLD.is_sandbox IS DISTINCT FROM NEW.is_sandbox) EXECUTE FUNCTION reskontra_refuse('{TURNED}')",
]
SQLITE = [
    f"CREATE TRIGGER companies_company_sandbox BEFORE UPDATE OF is_sandbox ON companies_company "
    f"WHEN OLD.is_sandbox IS NOT NEW.is_sandbox BEGIN SELECT RAISE(ABORT, '{TURNED}'); END",
    # REPLACE is an insertion: it would take the row away and put another in its place.
    f"CREATE TRIGGER companies_company_replaced BEFORE INSERT ON companies_company WHEN EXISTS (SELECT 1 FROM "
    f"companies_company WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{TURNED}'); END",
    f"CREATE TRIGGER companies_company_kept BEFORE DELETE ON companies_company WHEN NOT OLD.is_sandbox "
    f"BEGIN SELECT RAISE(ABORT, '{NO_SANDBOX}'); END",
]


def _guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("companies", "0006_keep_logo"), ("audit", "0002_let_sandboxes_go")]

    operations = [migrations.RunPython(_guard, migrations.RunPython.noop)]
