"""The room's tables as they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [("companies", "0001_create_tables")]
    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('country', models.CharField(max_length=2)),
                ('currency', models.CharField(max_length=3)),
                ('language', models.CharField(max_length=35)),
                ('preset', models.CharField(max_length=20)),
                ('organisation_number', models.CharField(blank=True, max_length=30)),
                ('vat_number', models.CharField(blank=True, max_length=30)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Currency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('code', models.CharField(max_length=3)),
                ('rounding_limit_minor', models.BigIntegerField(default=0)),
                ('application_rounding_minor', models.BigIntegerField(default=0)),
                ('payment_tolerance_basis_points', models.IntegerField(default=0)),
                ('max_payment_tolerance_minor', models.BigIntegerField(default=0)),
                ('realized_gains_account', models.CharField(blank=True, max_length=20)),
                ('realized_losses_account', models.CharField(blank=True, max_length=20)),
                ('unrealized_gains_account', models.CharField(blank=True, max_length=20)),
                ('unrealized_losses_account', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'code'), name='companies_currency_code')],
            },
        ),
        migrations.CreateModel(
            name='FiscalYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('code', models.CharField(max_length=10)),
                ('start_date', models.DateField()),
                ('end_date', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'code'), name='companies_fiscal_year_code'), models.UniqueConstraint(fields=('company', 'start_date'), name='companies_fiscal_year_start'), models.CheckConstraint(condition=models.Q(('end_date__gte', models.F('start_date'))), name='companies_fiscal_year_days')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('code', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('prefix', models.CharField(blank=True, max_length=10)),
                ('digits', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'code'), name='companies_series_code'), models.CheckConstraint(condition=models.Q(('kind__in', ['VOUCHER', 'DOCUMENT', 'JOURNAL', 'RUN'])), name='companies_series_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('currency', models.CharField(max_length=3)),
                ('start_date', models.DateField()),
                ('rate_e8', models.BigIntegerField()),
                ('source', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'currency', 'start_date'), name='companies_rate_date'), models.CheckConstraint(condition=models.Q(('rate_e8__gt', 0)), name='companies_rate_positive')],
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('key', models.CharField(max_length=80)),
                ('value', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'key'), name='companies_setting_key')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=255)),
                ('size', models.BigIntegerField()),
                ('content', models.BinaryField()),
                ('stored_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'sha256'), name='companies_file_sha256')],
            },
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('kind', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('due_formula', models.CharField(blank=True, max_length=30)),
                ('discount_formula', models.CharField(blank=True, max_length=30)),
                ('discount_basis_points', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'kind', 'code'), name='companies_terms_code'), models.CheckConstraint(condition=models.Q(('kind__in', ['PAYMENT', 'REMINDER', 'FINANCE_CHARGE'])), name='companies_terms_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('fiscal_year', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.fiscalyear')),
                ('number', models.IntegerField()),
                ('start_date', models.DateField()),
                ('end_date', models.DateField()),
                ('state', models.CharField(default='OPEN', max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'fiscal_year', 'number'), name='companies_period_number'), models.UniqueConstraint(fields=('company', 'start_date'), name='companies_period_start'), models.CheckConstraint(condition=models.Q(('end_date__gte', models.F('start_date'))), name='companies_period_days'), models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'CLOSED', 'LOCKED'])), name='companies_period_state_known')],
            },
        ),
        migrations.CreateModel(
            name='SeriesCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('series', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.numberseries')),
                ('fiscal_year_code', models.CharField(blank=True, max_length=10)),
                ('last_number', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'series', 'fiscal_year_code'), name='companies_counter_series')],
            },
        ),
    ]
