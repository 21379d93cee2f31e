"""The room's tables as they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [("matching", "0001_create_tables"), ("matching", "0002_unbind_parts"), ("matching", "0003_learn_facts")]
    dependencies = [("companies", "0001_create_room"), ("parties", "0001_create_room"), ("ledger", "0002_create_bank_entries"), ("receivables", "0001_create_room"), ("journals", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline')),
                ('kind', models.CharField(max_length=10)),
                ('rule', models.CharField(blank=True, max_length=20)),
                ('confidence', models.CharField(max_length=10)),
                ('origin', models.CharField(max_length=10)),
                ('was_reviewed', models.BooleanField()),
                ('payment_date', models.DateField()),
                ('actor', models.CharField(max_length=150)),
                ('corrected_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'payment_date'], name='matching_correction_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['OVERRULED', 'REVERSED'])), name='matching_correction_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.IntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('value', models.CharField(max_length=200)),
                ('direction', models.CharField(blank=True, max_length=3)),
                ('written', models.CharField(blank=True, max_length=200)),
                ('party', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('account_number', models.CharField(blank=True, max_length=20)),
                ('hits', models.IntegerField(default=0)),
                ('contradictions', models.IntegerField(default=0)),
                ('is_confirmed', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=250)),
                ('created_by', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('revoked_by', models.CharField(blank=True, max_length=150)),
                ('revoked_reason', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'kind', 'value'], name='matching_fact_value'), models.Index(fields=['company', 'party', 'kind'], name='matching_fact_party')],
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='matching_fact_number'), models.UniqueConstraint(condition=models.Q(('party__isnull', False)), fields=('company', 'kind', 'value', 'direction', 'party'), name='matching_fact_of_party'), models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('company', 'kind', 'value', 'direction', 'account_number'), name='matching_fact_of_account'), models.CheckConstraint(condition=models.Q(('kind__in', ['ACCOUNT', 'NAME', 'TEXT', 'PAYS_FOR'])), name='matching_fact_kind_known'), models.CheckConstraint(condition=models.Q(('direction__in', ['', 'IN', 'OUT'])), name='matching_fact_direction_known')],
            },
        ),
        migrations.CreateModel(
            name='FeeRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('country', models.CharField(blank=True, max_length=2)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('max_amount_minor', models.BigIntegerField()),
                ('max_basis_points', models.IntegerField()),
                ('account', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'country', 'currency'), name='matching_fee_rule_currency')],
            },
        ),
        migrations.CreateModel(
            name='MatchMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline')),
                ('sequence', models.IntegerField()),
                ('code', models.CharField(max_length=50)),
                ('content', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'line', 'sequence'), name='matching_message_sequence')],
            },
        ),
        migrations.CreateModel(
            name='MatchRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.BigIntegerField()),
                ('actor', models.CharField(max_length=150)),
                ('started_at', models.DateTimeField()),
                ('milliseconds', models.IntegerField()),
                ('line_count', models.IntegerField()),
                ('ready_count', models.IntegerField()),
                ('review_count', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='matching_run_number')],
            },
        ),
        migrations.CreateModel(
            name='PayerRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('payer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('kind', models.CharField(max_length=10)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'payer', 'party', 'kind'), name='matching_relation_payer'), models.CheckConstraint(condition=models.Q(('kind__in', ['BILL_TO', 'GROUP', 'FACTOR', 'PAYS_FOR'])), name='matching_relation_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline')),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journal')),
                ('confidence', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=15)),
                ('is_ready', models.BooleanField()),
                ('is_reviewed', models.BooleanField(default=False)),
                ('difference_minor', models.BigIntegerField()),
                ('quality', models.IntegerField(default=0)),
                ('rule', models.CharField(blank=True, max_length=20)),
                ('origin', models.CharField(max_length=10)),
                ('explanation', models.TextField(blank=True)),
                ('alternatives', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'journal', 'state'], name='matching_proposal_journal')],
                'constraints': [models.UniqueConstraint(fields=('company', 'line'), name='matching_proposal_line'), models.CheckConstraint(condition=models.Q(('confidence__in', ['none', 'low', 'medium', 'high', 'mapped', 'manual'])), name='matching_proposal_confidence_known'), models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'review', 'ambiguous', 'underpaid', 'overpaid', 'unmatched', 'already_paid', 'duplicate'])), name='matching_proposal_state_known'), models.CheckConstraint(condition=models.Q(('origin__in', ['AUTO', 'MANUAL', 'MAPPING', 'SPLIT'])), name='matching_proposal_origin_known')],
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('confidence', models.CharField(max_length=10)),
                ('priority', models.IntegerField()),
                ('party', models.CharField(max_length=20)),
                ('document', models.CharField(max_length=20)),
                ('amount', models.CharField(max_length=20)),
                ('direct_debit', models.CharField(max_length=20)),
                ('review_required', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'confidence', 'priority'), name='matching_rule_priority'), models.CheckConstraint(condition=models.Q(('priority__gte', 1), ('priority__lte', 999)), name='matching_rule_priority_bounds'), models.CheckConstraint(condition=models.Q(('confidence__in', ['NONE', 'LOW', 'MEDIUM', 'HIGH'])), name='matching_rule_confidence_known'), models.CheckConstraint(condition=models.Q(('party__in', ['NOT_CONSIDERED', 'FULLY', 'PARTIALLY', 'NO'])), name='matching_rule_party_known'), models.CheckConstraint(condition=models.Q(('document__in', ['NOT_CONSIDERED', 'YES', 'NO', 'MULTIPLE'])), name='matching_rule_document_known'), models.CheckConstraint(condition=models.Q(('amount__in', ['NOT_CONSIDERED', 'ONE', 'MULTIPLE', 'NONE'])), name='matching_rule_amount_known'), models.CheckConstraint(condition=models.Q(('direct_debit__in', ['NOT_CONSIDERED', 'YES', 'NO'])), name='matching_rule_direct_debit_known')],
            },
        ),
        migrations.CreateModel(
            name='TextMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.IntegerField()),
                ('text', models.CharField(max_length=250)),
                ('test', models.CharField(default='CONTAINS', max_length=10)),
                ('field', models.CharField(default='ANY', max_length=10)),
                ('direction', models.CharField(blank=True, max_length=3)),
                ('bank_account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount')),
                ('min_amount_minor', models.BigIntegerField(null=True)),
                ('max_amount_minor', models.BigIntegerField(null=True)),
                ('counterparty_account', models.CharField(blank=True, max_length=50)),
                ('transaction_code', models.CharField(blank=True, max_length=50)),
                ('account_type', models.CharField(max_length=10)),
                ('account_number', models.CharField(max_length=30)),
                ('priority', models.IntegerField(default=100)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='matching_mapping_number'), models.CheckConstraint(condition=models.Q(('test__in', ['CONTAINS', 'WORDS', 'PATTERN'])), name='matching_mapping_test_known'), models.CheckConstraint(condition=models.Q(('field__in', ['ANY', 'TEXT', 'NAME'])), name='matching_mapping_field_known'), models.CheckConstraint(condition=models.Q(('direction__in', ['', 'IN', 'OUT'])), name='matching_mapping_direction_known'), models.CheckConstraint(condition=models.Q(('account_type__in', ['CUSTOMER', 'VENDOR', 'GL', 'BANK'])), name='matching_mapping_account_type_known')],
            },
        ),
        migrations.CreateModel(
            name='FactUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('fact', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.fact')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'fact'], name='matching_use_fact')],
                'constraints': [models.UniqueConstraint(fields=('company', 'line', 'fact'), name='matching_use_line')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('fact', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.fact')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline')),
                ('effect', models.CharField(max_length=15)),
                ('actor', models.CharField(max_length=150)),
                ('decided_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'line'], name='matching_lesson_of')],
                'constraints': [models.UniqueConstraint(fields=('company', 'fact', 'line'), name='matching_lesson_line'), models.CheckConstraint(condition=models.Q(('effect__in', ['CONFIRMED', 'CONTRADICTED', 'WITHDRAWN'])), name='matching_lesson_effect_known')],
            },
        ),
        migrations.CreateModel(
            name='MappingSplit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('mapping', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.textmapping')),
                ('sequence', models.IntegerField()),
                ('account_type', models.CharField(max_length=10)),
                ('account_number', models.CharField(max_length=30)),
                ('share_basis_points', models.IntegerField(null=True)),
                ('fixed_minor', models.BigIntegerField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'mapping', 'sequence'), name='matching_split_sequence'), models.CheckConstraint(condition=models.Q(('account_type__in', ['CUSTOMER', 'VENDOR', 'GL', 'BANK'])), name='matching_split_account_type_known'), models.CheckConstraint(condition=models.Q(models.Q(('fixed_minor__isnull', False), ('share_basis_points__isnull', True)), models.Q(('fixed_minor__isnull', True), ('share_basis_points__isnull', False)), _connector='OR'), name='matching_split_one_amount')],
            },
        ),
        migrations.CreateModel(
            name='ProposalPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('proposal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.proposal')),
                ('sequence', models.IntegerField()),
                ('account_type', models.CharField(max_length=10)),
                ('account_number', models.CharField(max_length=30)),
                ('party', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('entry', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receivables.entry')),
                ('bank_entry', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankentry')),
                ('cash_minor', models.BigIntegerField()),
                ('discount_minor', models.BigIntegerField(default=0)),
                ('tolerance_minor', models.BigIntegerField(default=0)),
                ('charge_minor', models.BigIntegerField(default=0)),
                ('rounding_minor', models.BigIntegerField(default=0)),
                ('exchange_difference_minor', models.BigIntegerField(default=0)),
                ('entry_minor', models.BigIntegerField(default=0)),
                ('description', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('entry__isnull', False)), fields=['company', 'entry'], name='matching_part_entry')],
                'constraints': [models.UniqueConstraint(fields=('company', 'proposal', 'sequence'), name='matching_part_sequence'), models.CheckConstraint(condition=models.Q(('account_type__in', ['CUSTOMER', 'VENDOR', 'GL', 'BANK'])), name='matching_part_account_type_known')],
            },
        ),
    ]
