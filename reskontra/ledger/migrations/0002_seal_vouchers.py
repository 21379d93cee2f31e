"""A voucher is sealed only in balance, and a sealed one is frozen with its lines and bank entries."""

from django.db import migrations

# table: the columns that never change; None where no column does.
FROZEN = {
    "ledger_postingrun": None,
    "ledger_voucher": (
        "id, company_id, posting_run_id, series, fiscal_year_code, number, posting_date, document_date, "
        "source, description, external_document_number, reverses_id"
    ),
    "ledger_voucherline": None,
    "ledger_bankentry": (
        "id, company_id, bank_account_id, voucher_id, posting_date, amount_minor, currency, local_minor, "
        "document_type, external_document_number, description, reverses_id"
    ),
    "ledger_checkentry": ("id, company_id, bank_account_id, check_number, check_date, amount_minor"),
}

OUT_OF_BALANCE = "a voucher is sealed only with lines that sum to zero"
SEALED = "a sealed voucher takes no change and no more lines"

SQLITE = [
    f"""CREATE TRIGGER ledger_voucher_seal BEFORE UPDATE OF posted_at ON ledger_voucher BEGIN
    SELECT RAISE(ABORT, '{SEALED}') WHERE OLD.posted_at IS NOT NULL;
    SELECT RAISE(ABORT, '{OUT_OF_BALANCE}') WHERE 0 IS NOT (
        SELECT sum(amount_minor) FROM ledger_voucherline WHERE company_id = NEW.company_id AND voucher_id = NEW.id);
    END""",
    f"""CREATE TRIGGER ledger_voucher_draft BEFORE INSERT ON ledger_voucher WHEN NEW.posted_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, '{OUT_OF_BALANCE}'); END""",
    f"""CREATE TRIGGER ledger_voucherline_open BEFORE INSERT ON ledger_voucherline BEGIN
    SELECT RAISE(ABORT, '{SEALED}') WHERE EXISTS (
        SELECT 1 FROM ledger_voucher WHERE id = NEW.voucher_id AND posted_at IS NOT NULL);
    END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION ledger_seal_voucher() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.posted_at IS NOT NULL THEN
        RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (SELECT sum(amount_minor) FROM ledger_voucherline
        WHERE company_id = NEW.company_id AND voucher_id = NEW.id) IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION '{OUT_OF_BALANCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW; END $$""",
    "CREATE TRIGGER ledger_voucher_seal BEFORE UPDATE OF posted_at ON ledger_voucher "
    "FOR EACH ROW EXECUTE FUNCTION ledger_seal_voucher()",
    "CREATE TRIGGER ledger_voucher_draft BEFORE INSERT ON ledger_voucher FOR EACH ROW "
    f"WHEN (NEW.posted_at IS NOT NULL) EXECUTE FUNCTION reskontra_refuse('{OUT_OF_BALANCE}')",
    f"""CREATE FUNCTION ledger_guard_lines() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM added JOIN ledger_voucher v ON v.id = added.voucher_id WHERE v.posted_at IS NOT NULL) THEN
        RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL; END $$""",
    "CREATE TRIGGER ledger_voucherline_open AFTER INSERT ON ledger_voucherline REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_lines()",
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


def _create_seal(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_create_tables"), ("audit", "0002_freeze_events"), ("bank", "0002_create_tables")]
    operations = [migrations.RunPython(_create), migrations.RunPython(_create_seal)]
