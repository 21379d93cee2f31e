"""The room's tables as they are, with what the database guards.

Details move what remains of an entry, and nothing else does; posted entries and documents are frozen.
"""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


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


TABLE, LINES = "receivables_document", "receivables_documentline"
DOCUMENT_FROZEN = f"{TABLE} is posted and never changes"
KEPT = f"{TABLE} is never deleted"
LINES_FROZEN = f"{LINES} is posted and never changes"

OF_POSTED = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = {{row}}.document_id AND state = 'POSTED')"
EVENTS = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}

SQLITE_DOCUMENTS = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN OLD.state = 'POSTED' "
    f"BEGIN SELECT RAISE(ABORT, '{DOCUMENT_FROZEN}'); END",
    f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    *(
        f"CREATE TRIGGER {LINES}_{event.lower()} BEFORE {event} ON {LINES} WHEN {OF_POSTED.format(row=row)} "
        f"BEGIN SELECT RAISE(ABORT, '{LINES_FROZEN}'); END"
        for event, row in EVENTS.items()
    ),
]
POSTGRESQL_DOCUMENTS = [
    f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'POSTED') "
    f"EXECUTE FUNCTION reskontra_refuse('{DOCUMENT_FROZEN}')",
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


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))


def _create_moves(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    execute(schema_editor, POSTGRESQL if is_postgresql else SQLITE)
    execute(schema_editor, POSTGRESQL_DOCUMENTS if is_postgresql else SQLITE_DOCUMENTS)


class Migration(migrations.Migration):

    initial = True
    replaces = [("receivables", "0001_create_tables"), ("receivables", "0002_keep_remaining"), ("receivables", "0003_find_reversals"), ("receivables", "0004_add_worksheets"), ("receivables", "0005_name_vat_of_discounts"), ("receivables", "0006_find_entries_of_parties"), ("receivables", "0007_keep_documents")]
    dependencies = [("audit", "0001_create_room"), ("companies", "0001_create_room"), ("parties", "0001_create_room"), ("ledger", "0002_create_bank_entries")]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.BigIntegerField()),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('voucher', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('posting_date', models.DateField()),
                ('unapplies', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.application')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('voucher__isnull', False)), fields=['company', 'voucher'], name='receivables_application_vch')],
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='receivables_application_number'), models.UniqueConstraint(condition=models.Q(('unapplies__isnull', False)), fields=('company', 'unapplies'), name='receivables_application_unapplies')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('ledger', models.CharField(max_length=10)),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('posting_group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.postinggroup')),
                ('voucher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('document_type', models.CharField(blank=True, max_length=20)),
                ('document_number', models.CharField(max_length=50)),
                ('external_document_number', models.CharField(blank=True, max_length=100)),
                ('payment_reference', models.CharField(blank=True, max_length=50)),
                ('posting_date', models.DateField()),
                ('document_date', models.DateField()),
                ('due_date', models.DateField()),
                ('currency', models.CharField(max_length=3)),
                ('rate_e8', models.BigIntegerField()),
                ('document_minor', models.BigIntegerField()),
                ('remaining_minor', models.BigIntegerField(default=0)),
                ('remaining_local_minor', models.BigIntegerField(default=0)),
                ('discount_minor', models.BigIntegerField(default=0)),
                ('discount_date', models.DateField(null=True)),
                ('discount_tolerance_date', models.DateField(null=True)),
                ('max_tolerance_minor', models.BigIntegerField(default=0)),
                ('description', models.CharField(blank=True, max_length=250)),
                ('on_hold', models.CharField(blank=True, max_length=3)),
                ('promised_date', models.DateField(null=True)),
                ('dispute_status', models.CharField(blank=True, max_length=20)),
                ('is_opening', models.BooleanField(default=False)),
                ('reverses', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('adjusted_rate_e8', models.BigIntegerField(null=True)),
                ('edited_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'voucher'], name='receivables_entry_voucher'), models.Index(fields=['company', 'document_number'], name='receivables_entry_number'), models.Index(condition=models.Q(('remaining_minor', 0), _negated=True), fields=['company', 'party', 'remaining_minor'], name='receivables_entry_open'), models.Index(models.F('company'), models.F('party'), django.db.models.expressions.CombinedExpression(models.F('remaining_minor'), '-', models.F('discount_minor')), condition=models.Q(models.Q(('discount_minor', 0), _negated=True), models.Q(('remaining_minor', 0), _negated=True)), name='receivables_entry_net'), models.Index(condition=models.Q(('remaining_minor', 0), _negated=True), fields=['company', 'remaining_minor'], name='receivables_entry_amount'), models.Index(fields=['company', 'ledger', 'posting_date'], name='receivables_entry_date'), models.Index(fields=['company', 'party', 'posting_date'], name='receivables_entry_party'), models.Index(condition=models.Q(('reverses__isnull', False)), fields=['company', 'reverses'], name='receivables_entry_reverses')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ledger__in', ['CUSTOMER', 'VENDOR'])), name='receivables_entry_ledger_known'), models.CheckConstraint(condition=models.Q(('document_type__in', ['INVOICE', 'CREDIT_MEMO', 'PAYMENT', 'REFUND', 'FINANCE_CHARGE', 'REMINDER', ''])), name='receivables_entry_document_type_known'), models.UniqueConstraint(condition=models.Q(('document_type__in', ['PAYMENT', 'REFUND', '']), _negated=True), fields=('company', 'ledger', 'party', 'document_type', 'document_number'), name='receivables_entry_document'), models.UniqueConstraint(condition=models.Q(('document_type', 'INVOICE'), ('ledger', 'CUSTOMER')), fields=('company', 'document_number'), name='receivables_entry_invoice')],
            },
        ),
        migrations.CreateModel(
            name='ExchangeAdjustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('voucher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('kind', models.CharField(max_length=10)),
                ('subject', models.CharField(max_length=30)),
                ('currency', models.CharField(max_length=3)),
                ('rate_e8', models.BigIntegerField()),
                ('as_of', models.DateField()),
                ('base_minor', models.BigIntegerField()),
                ('base_local_minor', models.BigIntegerField()),
                ('adjustment_minor', models.BigIntegerField()),
                ('created_by', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'as_of'], name='receivables_adjustment_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['CUSTOMER', 'VENDOR', 'BANK'])), name='receivables_adjustment_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='BadDebt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('kind', models.CharField(max_length=10)),
                ('amount_minor', models.BigIntegerField()),
                ('local_minor', models.BigIntegerField()),
                ('vat_local_minor', models.BigIntegerField(default=0)),
                ('posting_date', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=250)),
                ('voucher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('write_off', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('ended_voucher', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('ended_at', models.DateTimeField(null=True)),
                ('created_by', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'entry'], name='receivables_baddebt_entry'), models.Index(fields=['company', 'kind', 'posting_date'], name='receivables_baddebt_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['CONFIRMED', 'FEARED'])), name='receivables_baddebt_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('ledger', models.CharField(max_length=10)),
                ('document_type', models.CharField(max_length=20)),
                ('draft_number', models.CharField(max_length=20)),
                ('number', models.CharField(blank=True, max_length=50)),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('external_document_number', models.CharField(blank=True, max_length=100)),
                ('document_date', models.DateField()),
                ('posting_date', models.DateField()),
                ('due_date', models.DateField(null=True)),
                ('payment_terms', models.CharField(blank=True, max_length=20)),
                ('currency', models.CharField(max_length=3)),
                ('payment_reference', models.CharField(blank=True, max_length=50)),
                ('applies_to_number', models.CharField(blank=True, max_length=50)),
                ('description', models.CharField(blank=True, max_length=250)),
                ('state', models.CharField(default='DRAFT', max_length=10)),
                ('entry', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('file', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.storedfile')),
                ('created_by', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'state', 'ledger'], name='receivables_document_state'), models.Index(condition=models.Q(('entry__isnull', False)), fields=['company', 'entry'], name='receivables_document_entry'), models.Index(condition=models.Q(('file__isnull', False)), fields=['company', 'file'], name='receivables_document_file')],
                'constraints': [models.UniqueConstraint(fields=('company', 'draft_number'), name='receivables_document_draft'), models.CheckConstraint(condition=models.Q(('ledger__in', ['CUSTOMER', 'VENDOR'])), name='receivables_document_ledger_known'), models.CheckConstraint(condition=models.Q(('document_type__in', ['INVOICE', 'CREDIT_MEMO'])), name='receivables_document_document_type_known'), models.CheckConstraint(condition=models.Q(('state__in', ['DRAFT', 'POSTED', 'DELETED'])), name='receivables_document_state_known')],
            },
        ),
        migrations.CreateModel(
            name='EntryDetail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('kind', models.CharField(max_length=30)),
                ('posting_date', models.DateField()),
                ('amount_minor', models.BigIntegerField()),
                ('local_minor', models.BigIntegerField()),
                ('application', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.application')),
                ('voucher', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('applied_entry', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('discount_before_minor', models.BigIntegerField(default=0)),
                ('max_tolerance_before_minor', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'entry', 'posting_date'], name='receivables_detail_entry'), models.Index(condition=models.Q(('application__isnull', False)), fields=['company', 'application'], name='receivables_detail_applied')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['INITIAL', 'APPLICATION', 'PAYMENT_DISCOUNT', 'PAYMENT_DISCOUNT_TOLERANCE', 'PAYMENT_TOLERANCE', 'APPLICATION_ROUNDING', 'UNREALIZED_GAIN', 'UNREALIZED_LOSS', 'REALIZED_GAIN', 'REALIZED_LOSS', 'CORRECTION_OF_REMAINING', 'PAYMENT_DISCOUNT_VAT', 'PAYMENT_DISCOUNT_TOLERANCE_VAT', 'PAYMENT_TOLERANCE_VAT'])), name='receivables_detail_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='EntryKey',
            fields=[
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('pk', models.CompositePrimaryKey('company_id', 'key', 'entry_id', 'kind', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('kind', models.SmallIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Repayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('amount_minor', models.BigIntegerField()),
                ('account_kind', models.CharField(max_length=10)),
                ('account_number', models.CharField(max_length=50)),
                ('state', models.CharField(default='PROPOSED', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=250)),
                ('proposed_by', models.CharField(max_length=150)),
                ('proposed_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'state'], name='receivables_repayment_state'), models.Index(fields=['company', 'entry'], name='receivables_repayment_entry')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['PROPOSED', 'APPROVED', 'CANCELLED'])), name='receivables_repayment_state_known'), models.CheckConstraint(condition=models.Q(('amount_minor__gt', 0)), name='receivables_repayment_amount')],
            },
        ),
        migrations.CreateModel(
            name='DocumentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.document')),
                ('line_number', models.IntegerField()),
                ('description', models.CharField(max_length=250)),
                ('account_number', models.CharField(max_length=20)),
                ('vat_code', models.CharField(blank=True, max_length=20)),
                ('quantity_e4', models.BigIntegerField(null=True)),
                ('price_e4', models.BigIntegerField(null=True)),
                ('amount_minor', models.BigIntegerField()),
                ('vat_minor', models.BigIntegerField()),
                ('cost_center', models.CharField(blank=True, max_length=20)),
                ('project', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'document', 'line_number'), name='receivables_docline_number')],
            },
        ),
        migrations.RunPython(_freeze),
        migrations.RunPython(_create_moves),
    ]
