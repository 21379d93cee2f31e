"""Statements of account as they were issued: stored once, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen

FROZEN = {"collections_statementrun": None, "collections_customerstatement": None}


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))


class Migration(migrations.Migration):

    dependencies = [
        ('collections', '0004_add_contacts'),
        ('companies', '0007_guard_sandboxes'),
        ('parties', '0002_find_by_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatementRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
                ('start_date', models.DateField()),
                ('end_date', models.DateField()),
                ('style', models.CharField(max_length=10)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=150)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
        ),
        migrations.CreateModel(
            name='CustomerStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
                ('language', models.CharField(max_length=35)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.storedfile')),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collections.statementrun')),
            ],
        ),
        migrations.AddConstraint(
            model_name='statementrun',
            constraint=models.UniqueConstraint(fields=('company', 'number'), name='collections_statement_run_number'),
        ),
        migrations.AddConstraint(
            model_name='statementrun',
            constraint=models.CheckConstraint(condition=models.Q(('style__in', ['BALANCE', 'OPEN'])), name='collections_statement_run_style_known'),
        ),
        migrations.AddIndex(
            model_name='customerstatement',
            index=models.Index(fields=['company', 'file'], name='collections_statement_file'),
        ),
        migrations.AddConstraint(
            model_name='customerstatement',
            constraint=models.UniqueConstraint(fields=('company', 'party', 'number'), name='collections_statement_number'),
        ),
        migrations.AddConstraint(
            model_name='customerstatement',
            constraint=models.UniqueConstraint(fields=('company', 'run', 'party'), name='collections_statement_of_run'),
        ),
        migrations.RunPython(_freeze),
    ]
