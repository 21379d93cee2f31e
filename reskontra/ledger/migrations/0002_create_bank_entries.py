"""Bank and check entries, and what the database guards in the room.

A voucher is sealed only in balance, and a sealed one is frozen with its lines and bank entries.
"""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


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
    "ledger_openingbalance": None,
    "ledger_checkentry": ("id, company_id, bank_account_id, check_number, check_date, amount_minor"),
}

OUT_OF_BALANCE = "a voucher is sealed only with lines that sum to zero"
SEALED = "a sealed voucher takes no change and no more lines"
SEALED_BANK = "a sealed voucher takes no change and no more bank entries"

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
    f"""CREATE TRIGGER ledger_bankentry_open BEFORE INSERT ON ledger_bankentry BEGIN
    SELECT RAISE(ABORT, '{SEALED_BANK}') WHERE EXISTS (
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
    f"""CREATE FUNCTION ledger_guard_bank_entries() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM added JOIN ledger_voucher v ON v.id = added.voucher_id WHERE v.posted_at IS NOT NULL) THEN
        RAISE EXCEPTION '{SEALED_BANK}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL; END $$""",
    "CREATE TRIGGER ledger_bankentry_open AFTER INSERT ON ledger_bankentry REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_bank_entries()",
]


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))


def _create_seal(apps, schema_editor):
    execute(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


class Migration(migrations.Migration):

    replaces = [("ledger", "0002_seal_vouchers"), ("ledger", "0004_guard_bank_entries"), ("ledger", "0005_keep_opening_balances"), ("ledger", "0006_find_external_numbers")]
    dependencies = [("audit", "0001_create_room"), ("bank", "0001_create_room"), ("ledger", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='BankEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('bank_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount')),
                ('voucher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('posting_date', models.DateField()),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('local_minor', models.BigIntegerField()),
                ('document_type', models.CharField(blank=True, max_length=20)),
                ('external_document_number', models.CharField(blank=True, max_length=100)),
                ('description', models.CharField(blank=True, max_length=250)),
                ('transaction', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('statement', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.bankstatement')),
                ('state', models.CharField(default='OPEN', max_length=10)),
                ('closed_date', models.DateField(null=True)),
                ('reverses', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankentry')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'bank_account', 'posting_date'], name='ledger_bank_entry_date'), models.Index(fields=['company', 'voucher'], name='ledger_bank_entry_voucher'), models.Index(condition=models.Q(('state', 'CLOSED'), _negated=True), fields=['company', 'bank_account', 'amount_minor'], name='ledger_bank_entry_open'), models.Index(condition=models.Q(('statement__isnull', False)), fields=['company', 'statement'], name='ledger_bank_entry_statement')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'MATCHED', 'CLOSED'])), name='ledger_bank_entry_state_known')],
            },
        ),
        migrations.CreateModel(
            name='CheckEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('bank_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount')),
                ('bank_entry', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankentry')),
                ('check_number', models.CharField(max_length=30)),
                ('check_date', models.DateField()),
                ('amount_minor', models.BigIntegerField()),
                ('state', models.CharField(max_length=20)),
                ('original_state', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'bank_account', 'check_number'), name='ledger_check_number'), models.CheckConstraint(condition=models.Q(('state__in', ['PRINTED', 'VOIDED', 'POSTED', 'FINANCIALLY_VOIDED', 'TEST_PRINT', 'EXPORTED', 'TRANSMITTED'])), name='ledger_check_state_known')],
            },
        ),
        migrations.RunPython(_freeze),
        migrations.RunPython(_create_seal),
    ]
