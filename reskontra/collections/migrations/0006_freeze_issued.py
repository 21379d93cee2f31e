"""What is issued never changes but by being cancelled, and by the letter that is made of it once; nor do its lines."""

from django.db import migrations

from reskontra.database.freezing import execute

TABLE, LINES = "collections_collectiondocument", "collections_collectionline"
FIXED = (
    "company_id", "kind", "draft_number", "number", "party_id", "currency", "language", "posting_date",
    "document_date", "due_date", "level", "terms", "interest_terms", "is_at_one_level", "posts_interest", "posts_fee",
    "posts_line_fee", "remaining_minor", "interest_minor", "fee_minor", "line_fee_minor", "vat_minor",
    "rounding_minor", "made_at", "made_by", "issued_at", "issued_by", "entry_id", "voucher_id",
)
ONCE = ("cancelled_at", "cancelled_by", "cancel_number", "cancel_voucher_id")
FROZEN = f"{TABLE} is issued and never changes"
KEPT = f"{TABLE} is never deleted"
LINES_FROZEN = f"{LINES} is issued and never changes"
OF_ISSUED = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = {{row}}.document_id AND state IN ('ISSUED', 'CANCELLED'))"
EVENTS = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}


def _changed(names, other):
    return " OR ".join(f"OLD.{name} {other} NEW.{name}" for name in names)


def _when(other):
    return (
        f"OLD.state IN ('ISSUED', 'CANCELLED') AND ({_changed(FIXED, other)} "
        f"OR (OLD.state <> NEW.state AND NOT (OLD.state = 'ISSUED' AND NEW.state = 'CANCELLED')) "
        f"OR (NEW.state = 'ISSUED' AND ({_changed(ONCE, other)})) "
        f"OR (OLD.state = 'CANCELLED' AND ({_changed(ONCE, other)})) "
        f"OR (OLD.pdf_sha256 <> '' AND OLD.pdf_sha256 <> NEW.pdf_sha256))"
    )


SQLITE = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN {_when('IS NOT')} "
    f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    *(
        f"CREATE TRIGGER {LINES}_{event.lower()} BEFORE {event} ON {LINES} WHEN {OF_ISSUED.format(row=row)} "
        f"BEGIN SELECT RAISE(ABORT, '{LINES_FROZEN}'); END"
        for event, row in EVENTS.items()
    ),
]
POSTGRESQL = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({_when('IS DISTINCT FROM')}) "
    f"EXECUTE FUNCTION reskontra_refuse('{FROZEN}')",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION reskontra_refuse('{KEPT}')",
    f"CREATE TRIGGER {TABLE}_untruncated BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION reskontra_refuse('{KEPT}')",
    f"""CREATE FUNCTION collections_guard_lines() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM companies_company WHERE id = OLD.company_id) THEN
        RETURN OLD;
    END IF;
    IF (TG_OP = 'INSERT' AND {OF_ISSUED.format(row="NEW")}) OR (TG_OP <> 'INSERT' AND {OF_ISSUED.format(row="OLD")}) THEN
        RAISE EXCEPTION '{LINES_FROZEN}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW; END $$""",
    *(
        f"CREATE TRIGGER {LINES}_{event.lower()} BEFORE {event} ON {LINES} FOR EACH ROW "
        "EXECUTE FUNCTION collections_guard_lines()"
        for event in EVENTS
    ),
]


def _freeze(apps, schema_editor):
    execute(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


class Migration(migrations.Migration):

    dependencies = [("collections", "0005_keep_statements"), ("audit", "0002_let_sandboxes_go")]

    operations = [migrations.RunPython(_freeze, migrations.RunPython.noop)]
