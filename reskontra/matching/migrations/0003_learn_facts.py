"""Facts with their history and their use, corrections, and text mappings with more conditions and splits."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def number_rows(apps, schema_editor):
    """Facts and mappings are named by a number of their company's, in the order in which they were made."""
    for name in ("Fact", "TextMapping"):
        model = apps.get_model("matching", name)
        last = {}
        for row in model.objects.order_by("id"):
            last[row.company_id] = last.get(row.company_id, 0) + 1
            row.number = last[row.company_id]
            row.save(update_fields=["number"])


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0001_create_tables'),
        ('journals', '0002_add_worksheets'),
        ('ledger', '0004_guard_bank_entries'),
        ('matching', '0002_unbind_parts'),
        ('parties', '0002_sort_names_by_bytes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('rule', models.CharField(blank=True, max_length=20)),
                ('confidence', models.CharField(max_length=10)),
                ('origin', models.CharField(max_length=10)),
                ('was_reviewed', models.BooleanField()),
                ('payment_date', models.DateField()),
                ('actor', models.CharField(max_length=150)),
                ('corrected_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FactUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effect', models.CharField(max_length=15)),
                ('actor', models.CharField(max_length=150)),
                ('decided_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='MappingSplit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.IntegerField()),
                ('account_type', models.CharField(max_length=10)),
                ('account_number', models.CharField(max_length=30)),
                ('share_basis_points', models.IntegerField(null=True)),
                ('fixed_minor', models.BigIntegerField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='matching_fact_value',
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='matching_fact_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='textmapping',
            name='matching_mapping_text',
        ),
        migrations.AddField(
            model_name='fact',
            name='account_number',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='fact',
            name='contradictions',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='fact',
            name='created_at',
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='fact',
            name='created_by',
            field=models.CharField(default='', max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='fact',
            name='direction',
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name='fact',
            name='note',
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name='fact',
            name='number',
            field=models.IntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='fact',
            name='revoked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='fact',
            name='revoked_by',
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name='fact',
            name='revoked_reason',
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name='fact',
            name='written',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='textmapping',
            name='counterparty_account',
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AddField(
            model_name='textmapping',
            name='field',
            field=models.CharField(default='ANY', max_length=10),
        ),
        migrations.AddField(
            model_name='textmapping',
            name='number',
            field=models.IntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='textmapping',
            name='test',
            field=models.CharField(default='CONTAINS', max_length=10),
        ),
        migrations.AddField(
            model_name='textmapping',
            name='transaction_code',
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AlterField(
            model_name='fact',
            name='hits',
            field=models.IntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='fact',
            name='party',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.RunPython(number_rows, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['company', 'kind', 'value'], name='matching_fact_value'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['company', 'party', 'kind'], name='matching_fact_party'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(fields=('company', 'number'), name='matching_fact_number'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('party__isnull', False)), fields=('company', 'kind', 'value', 'direction', 'party'), name='matching_fact_of_party'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('company', 'kind', 'value', 'direction', 'account_number'), name='matching_fact_of_account'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['ACCOUNT', 'NAME', 'TEXT', 'PAYS_FOR'])), name='matching_fact_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['', 'IN', 'OUT'])), name='matching_fact_direction_known'),
        ),
        migrations.AddConstraint(
            model_name='textmapping',
            constraint=models.UniqueConstraint(fields=('company', 'number'), name='matching_mapping_number'),
        ),
        migrations.AddConstraint(
            model_name='textmapping',
            constraint=models.CheckConstraint(condition=models.Q(('test__in', ['CONTAINS', 'WORDS', 'PATTERN'])), name='matching_mapping_test_known'),
        ),
        migrations.AddConstraint(
            model_name='textmapping',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['ANY', 'TEXT', 'NAME'])), name='matching_mapping_field_known'),
        ),
        migrations.AddField(
            model_name='correction',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='correction',
            name='line',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline'),
        ),
        migrations.AddField(
            model_name='factuse',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='factuse',
            name='fact',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.fact'),
        ),
        migrations.AddField(
            model_name='factuse',
            name='line',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='fact',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.fact'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='line',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journalline'),
        ),
        migrations.AddField(
            model_name='mappingsplit',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='mappingsplit',
            name='mapping',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.textmapping'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['company', 'payment_date'], name='matching_correction_date'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['OVERRULED', 'REVERSED'])), name='matching_correction_kind_known'),
        ),
        migrations.AddIndex(
            model_name='factuse',
            index=models.Index(fields=['company', 'fact'], name='matching_use_fact'),
        ),
        migrations.AddConstraint(
            model_name='factuse',
            constraint=models.UniqueConstraint(fields=('company', 'line', 'fact'), name='matching_use_line'),
        ),
        migrations.AddIndex(
            model_name='lesson',
            index=models.Index(fields=['company', 'line'], name='matching_lesson_of'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.UniqueConstraint(fields=('company', 'fact', 'line'), name='matching_lesson_line'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('effect__in', ['CONFIRMED', 'CONTRADICTED', 'WITHDRAWN'])), name='matching_lesson_effect_known'),
        ),
        migrations.AddConstraint(
            model_name='mappingsplit',
            constraint=models.UniqueConstraint(fields=('company', 'mapping', 'sequence'), name='matching_split_sequence'),
        ),
        migrations.AddConstraint(
            model_name='mappingsplit',
            constraint=models.CheckConstraint(condition=models.Q(('account_type__in', ['CUSTOMER', 'VENDOR', 'GL', 'BANK'])), name='matching_split_account_type_known'),
        ),
        migrations.AddConstraint(
            model_name='mappingsplit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fixed_minor__isnull', False), ('share_basis_points__isnull', True)), models.Q(('fixed_minor__isnull', True), ('share_basis_points__isnull', False)), _connector='OR'), name='matching_split_one_amount'),
        ),
    ]
