"""Details move what remains of an entry, and nothing else does; posted entries are frozen."""

from django.db import migrations

# table: the columns that never change; None where no column does.
FROZEN = {
    "receivables_entry": (
        "id, company_id, ledger, party_id, posting_group_id, voucher_id, document_type, document_number, "
        "external_document_number, posting_date, document_date, currency, rate_e8, document_minor, "
        "is_opening, reverses_id"
    ),
    "receivables_entrydetail": None,
    "receivables_application": None,
}

BY_DETAILS = "what remains of an entry is moved by its details alone"

SQLITE = [
    # The keys are looked up by number: a clustered table holds them once instead of twice.
    "DROP TABLE receivables_entrykey",
    """CREATE TABLE receivables_entrykey (
    company_id bigint NOT NULL REFERENCES companies_company (id) DEFERRABLE INITIALLY DEFERRED,
    key bigint NOT NULL,
    entry_id bigint NOT NULL REFERENCES receivables_entry (id) DEFERRABLE INITIALLY DEFERRED,
    kind smallint NOT NULL,
    PRIMARY KEY (company_id, key, entry_id, kind)) WITHOUT ROWID""",
    """CREATE TRIGGER receivables_entrydetail_move AFTER INSERT ON receivables_entrydetail BEGIN
    UPDATE receivables_entry SET remaining_minor = remaining_minor + NEW.amount_minor,
        remaining_local_minor = remaining_local_minor + NEW.local_minor WHERE id = NEW.entry_id;
    END""",
    f"""CREATE TRIGGER receivables_entry_kept_remaining
    BEFORE UPDATE OF remaining_minor, remaining_local_minor ON receivables_entry BEGIN
    SELECT RAISE(ABORT, '{BY_DETAILS}') WHERE 1 IS NOT (
        SELECT sum(amount_minor) = NEW.remaining_minor AND sum(local_minor) = NEW.remaining_local_minor
        FROM receivables_entrydetail WHERE company_id = NEW.company_id AND entry_id = NEW.id);
    END""",
    f"""CREATE TRIGGER receivables_entry_born_empty BEFORE INSERT ON receivables_entry
    WHEN NEW.remaining_minor <> 0 OR NEW.remaining_local_minor <> 0 BEGIN
    SELECT RAISE(ABORT, '{BY_DETAILS}'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION receivables_move_remaining() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE receivables_entry e SET remaining_minor = e.remaining_minor + moved.amount,
        remaining_local_minor = e.remaining_local_minor + moved.local
    FROM (SELECT entry_id, sum(amount_minor)::bigint AS amount, sum(local_minor)::bigint AS local
          FROM added GROUP BY entry_id) moved WHERE e.id = moved.entry_id;
    RETURN NULL; END $$""",
    "CREATE TRIGGER receivables_entrydetail_move AFTER INSERT ON receivables_entrydetail "
    "REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION receivables_move_remaining()",
    f"""CREATE FUNCTION receivables_guard_remaining() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION '{BY_DETAILS}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW; END $$""",
    "CREATE TRIGGER receivables_entry_kept_remaining BEFORE UPDATE OF remaining_minor, remaining_local_minor "
    "ON receivables_entry FOR EACH ROW EXECUTE FUNCTION receivables_guard_remaining()",
    "CREATE TRIGGER receivables_entry_born_empty BEFORE INSERT ON receivables_entry FOR EACH ROW "
    "WHEN (NEW.remaining_minor <> 0 OR NEW.remaining_local_minor <> 0) "
    f"EXECUTE FUNCTION reskontra_refuse('{BY_DETAILS}')",
]


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


def _create_moves(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("receivables", "0001_create_tables"), ("audit", "0002_freeze_events")]
    operations = [migrations.RunPython(_create), migrations.RunPython(_create_moves)]
