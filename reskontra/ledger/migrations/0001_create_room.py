"""The room's tables as they are, but for bank and check entries, which come after the bank's transactions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [("ledger", "0001_create_tables"), ("ledger", "0003_add_worksheets")]
    dependencies = [("companies", "0001_create_room"), ("parties", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(default='POSTING', max_length=15)),
                ('side', models.CharField(default='BALANCE', max_length=10)),
                ('is_blocked', models.BooleanField(default=False)),
                ('is_direct_posting', models.BooleanField(default=True)),
                ('vat_code', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='ledger_account_number'), models.CheckConstraint(condition=models.Q(('kind__in', ['POSTING', 'HEADING', 'TOTAL', 'BEGIN_TOTAL', 'END_TOTAL'])), name='ledger_account_kind_known'), models.CheckConstraint(condition=models.Q(('side__in', ['BALANCE', 'INCOME'])), name='ledger_account_side_known')],
            },
        ),
        migrations.CreateModel(
            name='PostingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('kind', models.CharField(max_length=10)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('is_default', models.BooleanField(default=False)),
                ('control_account', models.CharField(max_length=20)),
                ('discount_account', models.CharField(max_length=20)),
                ('tolerance_account', models.CharField(max_length=20)),
                ('rounding_account', models.CharField(max_length=20)),
                ('charge_account', models.CharField(max_length=20)),
                ('interest_account', models.CharField(blank=True, max_length=20)),
                ('fee_account', models.CharField(blank=True, max_length=20)),
                ('opening_account', models.CharField(max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'kind', 'code'), name='ledger_group_code'), models.CheckConstraint(condition=models.Q(('kind__in', ['CUSTOMER', 'VENDOR'])), name='ledger_group_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='PostingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.BigIntegerField()),
                ('action', models.CharField(max_length=80)),
                ('actor', models.CharField(max_length=150)),
                ('posted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='ledger_run_number')],
            },
        ),
        migrations.CreateModel(
            name='VatCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('rate_basis_points', models.IntegerField()),
                ('sales_account', models.CharField(blank=True, max_length=20)),
                ('purchase_account', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'code'), name='ledger_vat_code'), models.CheckConstraint(condition=models.Q(('rate_basis_points__gte', 0), ('rate_basis_points__lte', 10000)), name='ledger_vat_rate')],
            },
        ),
        migrations.CreateModel(
            name='BankAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('currency', models.CharField(max_length=3)),
                ('iban', models.CharField(blank=True, max_length=34)),
                ('other_account', models.CharField(blank=True, max_length=50)),
                ('bankgiro', models.CharField(blank=True, max_length=8)),
                ('plusgiro', models.CharField(blank=True, max_length=8)),
                ('gl_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('match_tolerance_type', models.CharField(default='AMOUNT', max_length=10)),
                ('match_tolerance_value', models.BigIntegerField(default=0)),
                ('disables_auto_match', models.BooleanField(default=False)),
                ('suspense_account', models.CharField(blank=True, max_length=20)),
                ('charge_account', models.CharField(blank=True, max_length=20)),
                ('rounding_account', models.CharField(blank=True, max_length=20)),
                ('last_statement_number', models.CharField(blank=True, max_length=50)),
                ('balance_last_statement_minor', models.BigIntegerField(null=True)),
                ('is_blocked', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='ledger_bank_account_number'), models.UniqueConstraint(condition=models.Q(('iban', ''), _negated=True), fields=('company', 'iban'), name='ledger_bank_account_iban'), models.CheckConstraint(condition=models.Q(('match_tolerance_type__in', ['PERCENTAGE', 'AMOUNT'])), name='ledger_bank_account_match_tolerance_type_known')],
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('posting_run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.postingrun')),
                ('series', models.CharField(max_length=20)),
                ('fiscal_year_code', models.CharField(max_length=10)),
                ('number', models.BigIntegerField()),
                ('posting_date', models.DateField()),
                ('document_date', models.DateField()),
                ('source', models.CharField(max_length=40)),
                ('description', models.CharField(blank=True, max_length=250)),
                ('external_document_number', models.CharField(blank=True, max_length=100)),
                ('reverses', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('posted_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'posting_run'], name='ledger_voucher_run'), models.Index(fields=['company', 'posting_date'], name='ledger_voucher_date'), models.Index(condition=models.Q(('external_document_number', ''), _negated=True), fields=['company', 'external_document_number'], name='ledger_voucher_external')],
                'constraints': [models.UniqueConstraint(fields=('company', 'series', 'fiscal_year_code', 'number'), name='ledger_voucher_number'), models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('company', 'reverses'), name='ledger_voucher_reverses')],
            },
        ),
        migrations.CreateModel(
            name='OpeningBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('voucher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('amount_minor', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'account', 'voucher'), name='ledger_opening_account')],
            },
        ),
        migrations.CreateModel(
            name='VoucherLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('voucher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('line_number', models.IntegerField()),
                ('posting_date', models.DateField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('currency_minor', models.BigIntegerField()),
                ('party', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('description', models.CharField(blank=True, max_length=250)),
                ('vat_code', models.CharField(blank=True, max_length=20)),
                ('cost_center', models.CharField(blank=True, max_length=20)),
                ('project', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'account', 'posting_date', 'amount_minor'], name='ledger_line_account')],
                'constraints': [models.UniqueConstraint(fields=('company', 'voucher', 'line_number'), name='ledger_line_number')],
            },
        ),
    ]
