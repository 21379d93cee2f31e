"""The room's tables as they are.

Folds are compared byte by byte, so that a search for the start of a name can use the index.
"""

import django.db.models.deletion
from django.db import migrations, models


def _collate(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE parties_partyname ALTER COLUMN fold TYPE varchar(200) COLLATE "C"')


class Migration(migrations.Migration):

    initial = True
    replaces = [("parties", "0001_create_tables"), ("parties", "0002_sort_names_by_bytes")]
    dependencies = [("companies", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('ledger', models.CharField(max_length=10)),
                ('number', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=200)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('city', models.CharField(blank=True, max_length=100)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('organisation_number', models.CharField(blank=True, max_length=30)),
                ('vat_number', models.CharField(blank=True, max_length=30)),
                ('email', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=50)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('payment_terms', models.CharField(blank=True, max_length=20)),
                ('reminder_terms', models.CharField(blank=True, max_length=20)),
                ('finance_charge_terms', models.CharField(blank=True, max_length=20)),
                ('application_method', models.CharField(default='MANUAL', max_length=20)),
                ('posting_group', models.CharField(blank=True, max_length=20)),
                ('blocked', models.CharField(blank=True, max_length=10)),
                ('blocks_payment_tolerance', models.BooleanField(default=False)),
                ('asks_when_underpaid', models.BooleanField(default=False)),
                ('credit_limit_minor', models.BigIntegerField(default=0)),
                ('bill_to', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('merged_into', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('is_active', models.BooleanField(default=True)),
                ('is_privacy_blocked', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'organisation_number'], name='parties_party_org')],
                'constraints': [models.UniqueConstraint(fields=('company', 'ledger', 'number'), name='parties_party_number'), models.CheckConstraint(condition=models.Q(('ledger__in', ['CUSTOMER', 'VENDOR'])), name='parties_party_ledger_known'), models.CheckConstraint(condition=models.Q(('application_method__in', ['MANUAL', 'APPLY_TO_OLDEST'])), name='parties_party_application_method_known'), models.CheckConstraint(condition=models.Q(('blocked__in', ['', 'SHIP', 'INVOICE', 'PAYMENT', 'ALL'])), name='parties_party_blocked_known')],
            },
        ),
        migrations.CreateModel(
            name='PartyAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('kind', models.CharField(max_length=10)),
                ('number', models.CharField(max_length=50)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'party', 'number'], name='parties_account_party')],
                'constraints': [models.UniqueConstraint(fields=('company', 'number', 'party', 'kind'), name='parties_account_number'), models.CheckConstraint(condition=models.Q(('kind__in', ['IBAN', 'BANKGIRO', 'PLUSGIRO', 'BBAN'])), name='parties_account_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='PartyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('kind', models.SmallIntegerField()),
                ('fold', models.CharField(max_length=200)),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'party'], name='parties_name_party')],
                'constraints': [models.UniqueConstraint(fields=('company', 'kind', 'fold', 'party'), name='parties_name_fold')],
            },
        ),
        migrations.RunPython(_collate),
    ]
