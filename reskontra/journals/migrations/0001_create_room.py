"""The room's tables as they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [("journals", "0001_create_tables"), ("journals", "0002_add_worksheets")]
    dependencies = [("companies", "0001_create_room"), ("bank", "0001_create_room"), ("ledger", "0002_create_bank_entries"), ("receivables", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=30)),
                ('bank_account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount')),
                ('statement', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.bankstatement')),
                ('file_import', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.fileimport')),
                ('closing_override_minor', models.BigIntegerField(null=True)),
                ('closing_override_reason', models.CharField(blank=True, max_length=200)),
                ('posting_date_override', models.DateField(null=True)),
                ('state', models.CharField(default='OPEN', max_length=10)),
                ('created_by', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'state', 'kind'], name='journals_journal_state'), models.Index(fields=['company', 'file_import'], name='journals_journal_import'), models.Index(fields=['company', 'statement'], name='journals_journal_statement')],
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='journals_journal_number'), models.CheckConstraint(condition=models.Q(('kind__in', ['PAYMENT_RECONCILIATION', 'BANK_RECONCILIATION', 'CASH_RECEIPT', 'PAYMENT', 'GENERAL'])), name='journals_journal_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'POSTED', 'REVERSED'])), name='journals_journal_state_known')],
            },
        ),
        migrations.CreateModel(
            name='JournalTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(max_length=30)),
                ('forces_balance', models.BooleanField(default=True)),
                ('balancing_type', models.CharField(blank=True, max_length=10)),
                ('balancing_number', models.CharField(blank=True, max_length=30)),
                ('series', models.CharField(blank=True, max_length=20)),
                ('allows_manual_numbers', models.BooleanField(default=True)),
                ('allowed_from', models.DateField(null=True)),
                ('allowed_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'code'), name='journals_template_code'), models.CheckConstraint(condition=models.Q(('kind__in', ['CASH_RECEIPT', 'PAYMENT', 'GENERAL'])), name='journals_template_kind_known'), models.CheckConstraint(condition=models.Q(('balancing_type__in', ['', 'GL', 'CUSTOMER', 'VENDOR', 'BANK'])), name='journals_template_balancing_type_known')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('user', models.CharField(max_length=150)),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('is_made', models.BooleanField(default=False)),
                ('received_date', models.DateField(null=True)),
                ('amount_minor', models.BigIntegerField(default=0)),
                ('discount_date', models.DateField(null=True)),
                ('external_document_number', models.CharField(blank=True, max_length=100)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'user', 'entry'), name='journals_registration_entry')],
            },
        ),
        migrations.CreateModel(
            name='JournalBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journal')),
                ('template', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journaltemplate')),
                ('description', models.CharField(blank=True, max_length=100)),
                ('balancing_type', models.CharField(blank=True, max_length=10)),
                ('balancing_number', models.CharField(blank=True, max_length=30)),
                ('series', models.CharField(blank=True, max_length=20)),
                ('suggests_balancing_amount', models.BooleanField(default=False)),
                ('is_deleted', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'journal'), name='journals_batch_journal'), models.CheckConstraint(condition=models.Q(('balancing_type__in', ['', 'GL', 'CUSTOMER', 'VENDOR', 'BANK'])), name='journals_batch_balancing_type_known')],
            },
        ),
        migrations.CreateModel(
            name='JournalLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journal')),
                ('line_number', models.IntegerField()),
                ('transaction', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('parent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline')),
                ('date', models.DateField()),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('account_minor', models.BigIntegerField(null=True)),
                ('account_type', models.CharField(blank=True, max_length=10)),
                ('account_number', models.CharField(blank=True, max_length=30)),
                ('description', models.CharField(blank=True, max_length=250)),
                ('is_duplicate_suspect', models.BooleanField(default=False)),
                ('reviewed_by', models.CharField(blank=True, max_length=150)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('state', models.CharField(default='OPEN', max_length=10)),
                ('voucher', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'journal', 'state'], name='journals_line_state'), models.Index(condition=models.Q(('voucher__isnull', False)), fields=['company', 'voucher'], name='journals_line_voucher')],
                'constraints': [models.UniqueConstraint(fields=('company', 'journal', 'line_number'), name='journals_line_number'), models.UniqueConstraint(condition=models.Q(('parent__isnull', True), ('state__in', ['OPEN', 'POSTED']), ('transaction__isnull', False)), fields=('company', 'transaction'), name='journals_line_transaction'), models.CheckConstraint(condition=models.Q(('account_type__in', ['', 'GL', 'CUSTOMER', 'VENDOR', 'BANK'])), name='journals_line_account_type_known'), models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'POSTED', 'REVERSED', 'SUPERSEDED'])), name='journals_line_state_known')],
            },
        ),
        migrations.CreateModel(
            name='RegistrationSetup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('user', models.CharField(blank=True, max_length=150)),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journal')),
                ('balancing_type', models.CharField(max_length=10)),
                ('balancing_number', models.CharField(max_length=30)),
                ('is_default_account', models.BooleanField(default=True)),
                ('fills_date', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'user'), name='journals_registration_user'), models.CheckConstraint(condition=models.Q(('balancing_type__in', ['GL', 'BANK'])), name='journals_registration_setup_balancing_type_known')],
            },
        ),
        migrations.CreateModel(
            name='TypedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journal')),
                ('line_number', models.IntegerField()),
                ('posting_date', models.DateField(null=True)),
                ('document_date', models.DateField(null=True)),
                ('document_type', models.CharField(blank=True, max_length=20)),
                ('document_number', models.CharField(blank=True, max_length=50)),
                ('external_document_number', models.CharField(blank=True, max_length=100)),
                ('account_type', models.CharField(blank=True, max_length=10)),
                ('account_number', models.CharField(blank=True, max_length=30)),
                ('description', models.CharField(blank=True, max_length=250)),
                ('currency', models.CharField(max_length=3)),
                ('amount_minor', models.BigIntegerField(default=0)),
                ('local_minor', models.BigIntegerField(null=True)),
                ('balancing_type', models.CharField(blank=True, max_length=10)),
                ('balancing_number', models.CharField(blank=True, max_length=30)),
                ('applies_to_type', models.CharField(blank=True, max_length=20)),
                ('applies_to_number', models.CharField(blank=True, max_length=50)),
                ('applies_to_id', models.CharField(blank=True, max_length=50)),
                ('accepts_late_discount', models.BooleanField(null=True)),
                ('accepts_tolerance', models.BooleanField(null=True)),
                ('on_hold', models.CharField(blank=True, max_length=3)),
                ('is_correction', models.BooleanField(default=False)),
                ('vat_code', models.CharField(blank=True, max_length=20)),
                ('cost_center', models.CharField(blank=True, max_length=20)),
                ('project', models.CharField(blank=True, max_length=20)),
                ('comment', models.CharField(blank=True, max_length=250)),
                ('state', models.CharField(default='OPEN', max_length=10)),
                ('voucher', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
                ('created_by', models.CharField(max_length=150)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'journal', 'state'], name='journals_typed_state'), models.Index(condition=models.Q(('voucher__isnull', False)), fields=['company', 'voucher'], name='journals_typed_voucher')],
                'constraints': [models.UniqueConstraint(fields=('company', 'journal', 'line_number'), name='journals_typed_number'), models.CheckConstraint(condition=models.Q(('account_type__in', ['', 'GL', 'CUSTOMER', 'VENDOR', 'BANK'])), name='journals_typed_account_type_known'), models.CheckConstraint(condition=models.Q(('balancing_type__in', ['', 'GL', 'CUSTOMER', 'VENDOR', 'BANK'])), name='journals_typed_balancing_type_known'), models.CheckConstraint(condition=models.Q(('document_type__in', ['', 'INVOICE', 'CREDIT_MEMO', 'PAYMENT', 'REFUND', 'FINANCE_CHARGE', 'REMINDER'])), name='journals_typed_document_type_known'), models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'POSTED', 'DELETED'])), name='journals_typed_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.typedline')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('position', models.IntegerField()),
                ('amount_minor', models.BigIntegerField(null=True)),
                ('accepts_late_discount', models.BooleanField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'entry'], name='journals_mark_entry')],
                'constraints': [models.UniqueConstraint(fields=('company', 'line', 'entry'), name='journals_mark_line')],
            },
        ),
    ]
