"""The room's tables as they are, with what the database guards.

What the bank sent is stored once and never changed.
"""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


# table: the columns that never change; None where no column does.
FROZEN = {
    "bank_fileimport": None,
    "bank_bankstatement": None,
    "bank_banktransaction": None,
    "bank_knownpart": None,
    "bank_transactionparty": None,
    "bank_transactiontext": None,
    "bank_transactionreference": None,
}


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))


class Migration(migrations.Migration):

    initial = True
    replaces = [("bank", "0001_create_tables"), ("bank", "0002_create_tables"), ("bank", "0003_freeze_statements"), ("bank", "0004_find_references")]
    dependencies = [("audit", "0001_create_room"), ("companies", "0001_create_room"), ("ledger", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='FileImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.BigIntegerField()),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.storedfile')),
                ('format', models.CharField(max_length=30)),
                ('actor', models.CharField(max_length=150)),
                ('imported_at', models.DateTimeField()),
                ('overrides', models.CharField(blank=True, max_length=200)),
                ('override_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='bank_import_number'), models.UniqueConstraint(fields=('company', 'file'), name='bank_import_file')],
            },
        ),
        migrations.CreateModel(
            name='BankStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('file_import', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.fileimport')),
                ('bank_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount')),
                ('format', models.CharField(max_length=30)),
                ('statement_id', models.CharField(max_length=100)),
                ('sequence', models.CharField(blank=True, max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('created_date', models.DateField(null=True)),
                ('from_date', models.DateField(null=True)),
                ('to_date', models.DateField(null=True)),
                ('statement_date', models.DateField()),
                ('opening_minor', models.BigIntegerField(null=True)),
                ('closing_minor', models.BigIntegerField(null=True)),
                ('closing_date', models.DateField(null=True)),
                ('new_count', models.IntegerField(default=0)),
                ('known_count', models.IntegerField(default=0)),
                ('expected_count', models.IntegerField(default=0)),
                ('warnings', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'bank_account', 'statement_date'], name='bank_statement_date'), models.Index(fields=['company', 'bank_account', 'statement_id'], name='bank_statement_number'), models.Index(fields=['company', 'file_import'], name='bank_statement_import')],
            },
        ),
        migrations.CreateModel(
            name='BankTransaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('bank_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount')),
                ('statement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.bankstatement')),
                ('number', models.IntegerField()),
                ('entry_number', models.IntegerField()),
                ('part_number', models.IntegerField(default=0)),
                ('state', models.CharField(max_length=10)),
                ('same_as', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('booking_date', models.DateField(null=True)),
                ('value_date', models.DateField(null=True)),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('entry_minor', models.BigIntegerField()),
                ('instructed_minor', models.BigIntegerField(null=True)),
                ('instructed_currency', models.CharField(blank=True, max_length=3)),
                ('exchange_rate', models.CharField(blank=True, max_length=30)),
                ('charges_minor', models.BigIntegerField(default=0)),
                ('charges_currency', models.CharField(blank=True, max_length=3)),
                ('end_to_end_id', models.CharField(blank=True, max_length=100)),
                ('uetr', models.CharField(blank=True, max_length=36)),
                ('bank_reference', models.CharField(blank=True, max_length=100)),
                ('entry_reference', models.CharField(blank=True, max_length=100)),
                ('entry_bank_reference', models.CharField(blank=True, max_length=100)),
                ('batch_reference', models.CharField(blank=True, max_length=100)),
                ('mandate_id', models.CharField(blank=True, max_length=100)),
                ('transaction_code', models.CharField(blank=True, max_length=60)),
                ('return_reason', models.CharField(blank=True, max_length=40)),
                ('is_reversal', models.BooleanField(default=False)),
                ('paid_to', models.CharField(blank=True, max_length=50)),
                ('paid_to_scheme', models.CharField(blank=True, max_length=35)),
                ('fingerprint', models.BigIntegerField()),
                ('ordinal', models.IntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'bank_account', 'booking_date'], name='bank_transaction_date'), models.Index(fields=['company', 'bank_account', 'fingerprint'], name='bank_transaction_fingerprint'), models.Index(condition=models.Q(('bank_reference', ''), _negated=True), fields=['company', 'bank_reference'], name='bank_transaction_reference'), models.Index(condition=models.Q(('end_to_end_id', ''), _negated=True), fields=['company', 'end_to_end_id'], name='bank_transaction_end_to_end'), models.Index(condition=models.Q(('same_as__isnull', False)), fields=['company', 'same_as'], name='bank_transaction_same_as')],
                'constraints': [models.UniqueConstraint(fields=('company', 'statement', 'number'), name='bank_transaction_number'), models.CheckConstraint(condition=models.Q(('state__in', ['BOOKED', 'EXPECTED', 'KNOWN', 'DETAIL'])), name='bank_transaction_state_known')],
            },
        ),
        migrations.CreateModel(
            name='KnownPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('transaction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('part', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'transaction', 'part'), name='bank_known_part_transaction')],
            },
        ),
        migrations.CreateModel(
            name='TransactionParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('transaction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('name', models.CharField(blank=True, max_length=350)),
                ('ultimate_name', models.CharField(blank=True, max_length=350)),
                ('iban', models.CharField(blank=True, max_length=34)),
                ('other_account', models.CharField(blank=True, max_length=70)),
                ('other_scheme', models.CharField(blank=True, max_length=35)),
                ('bic', models.CharField(blank=True, max_length=11)),
                ('address', models.CharField(blank=True, max_length=700)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('city', models.CharField(blank=True, max_length=140)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('organisation_number', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'transaction'), name='bank_party_transaction')],
            },
        ),
        migrations.CreateModel(
            name='TransactionReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('transaction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('sequence', models.IntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('scheme', models.CharField(blank=True, max_length=35)),
                ('raw', models.CharField(max_length=140)),
                ('amount_minor', models.BigIntegerField(null=True)),
                ('discount_minor', models.BigIntegerField(null=True)),
                ('group_number', models.IntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'raw'], name='bank_reference_raw')],
                'constraints': [models.UniqueConstraint(fields=('company', 'transaction', 'sequence'), name='bank_reference_sequence'), models.CheckConstraint(condition=models.Q(('kind__in', ['CREDITOR', 'DOCUMENT'])), name='bank_reference_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='TransactionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('transaction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.banktransaction')),
                ('sequence', models.IntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('text', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'transaction', 'sequence'), name='bank_text_sequence'), models.CheckConstraint(condition=models.Q(('kind__in', ['REMITTANCE', 'TRANSACTION_INFO', 'ENTRY_INFO', 'ADDITIONAL'])), name='bank_text_kind_known')],
            },
        ),
        migrations.RunPython(_freeze),
    ]
