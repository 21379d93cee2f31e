"""Rows of a company that is gone may be deleted; that only a sandbox goes is kept by the company's own row.

SQLite needs none of it: there the guards are taken off inside the one transaction that deletes, and put back.
"""

from django.db import migrations

NO_SANDBOX = "a company that is no sandbox is never deleted"

POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION reskontra_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND to_jsonb(OLD) ? 'company_id' AND NOT EXISTS (
        SELECT 1 FROM companies_company WHERE id = (to_jsonb(OLD) ->> 'company_id')::bigint) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"CREATE TRIGGER companies_company_kept BEFORE DELETE ON companies_company FOR EACH ROW "
    f"WHEN (NOT OLD.is_sandbox) EXECUTE FUNCTION reskontra_refuse('{NO_SANDBOX}')",
]


def _let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_create_room"), ("companies", "0005_keep_address")]

    operations = [migrations.RunPython(_let_go, migrations.RunPython.noop)]
