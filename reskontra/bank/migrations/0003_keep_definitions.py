"""Import definitions, version by version, and which of them a file was read by: stored once, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen

FROZEN = {"bank_importdefinition": None, "bank_importreading": None}


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0002_undo_imports'),
        ('companies', '0001_create_room'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('version', models.IntegerField()),
                ('content', models.TextField()),
                ('actor', models.CharField(max_length=150)),
                ('saved_at', models.DateTimeField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
        ),
        migrations.CreateModel(
            name='ImportReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('version', models.IntegerField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('definition', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.importdefinition')),
                ('file_import', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bank.fileimport')),
            ],
        ),
        migrations.AddConstraint(
            model_name='importdefinition',
            constraint=models.UniqueConstraint(fields=('company', 'name', 'version'), name='bank_definition_version'),
        ),
        migrations.AddConstraint(
            model_name='importreading',
            constraint=models.UniqueConstraint(fields=('company', 'file_import'), name='bank_reading_import'),
        ),
        migrations.RunPython(_freeze),
    ]
