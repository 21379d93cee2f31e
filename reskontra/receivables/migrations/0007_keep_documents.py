"""A document remembers the file it was drafted from; once posted, it and its lines stay as they are."""

import django.db.models.deletion
from django.db import migrations, models

TABLE, LINES = "receivables_document", "receivables_documentline"
FROZEN = f"{TABLE} is posted and never changes"
KEPT = f"{TABLE} is never deleted"
LINES_FROZEN = f"{LINES} is posted and never changes"

OF_POSTED = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = {{row}}.document_id AND state = 'POSTED')"
EVENTS = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}

SQLITE = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN OLD.state = 'POSTED' "
    f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    *(
        f"CREATE TRIGGER {LINES}_{event.lower()} BEFORE {event} ON {LINES} WHEN {OF_POSTED.format(row=row)} "
        f"BEGIN SELECT RAISE(ABORT, '{LINES_FROZEN}'); END"
        for event, row in EVENTS.items()
    ),
]
POSTGRESQL = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'POSTED') "
    f"EXECUTE FUNCTION reskontra_refuse('{FROZEN}')",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION reskontra_refuse('{KEPT}')",
    f"CREATE TRIGGER {TABLE}_untruncated BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION reskontra_refuse('{KEPT}')",
    f"""CREATE FUNCTION receivables_guard_lines() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (TG_OP = 'INSERT' AND {OF_POSTED.format(row="NEW")}) OR (TG_OP <> 'INSERT' AND {OF_POSTED.format(row="OLD")}) THEN
        RAISE EXCEPTION '{LINES_FROZEN}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW; END $$""",
    *(
        f"CREATE TRIGGER {LINES}_{event.lower()} BEFORE {event} ON {LINES} FOR EACH ROW "
        "EXECUTE FUNCTION receivables_guard_lines()"
        for event in EVENTS
    ),
]


def _create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_create_tables"),
        ("receivables", "0006_find_entries_of_parties"),
    ]
    operations = [
        migrations.AddField(
            model_name="document",
            name="file",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="companies.storedfile",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("file__isnull", False)),
                fields=["company", "file"],
                name="receivables_document_file",
            ),
        ),
        migrations.RunPython(_create),
    ]
