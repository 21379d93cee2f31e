from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


def _freeze(apps, schema_editor):
    """SQLite makes the table anew, and its guards go with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        execute(schema_editor, frozen("sqlite", {"bank_importreading": None}))


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0007_keep_uploads'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='importreading', name='bank_reading_import'),
        migrations.AddConstraint(
            model_name='importreading',
            constraint=models.UniqueConstraint(fields=('company', 'file_import', 'name'), name='bank_reading_import'),
        ),
        migrations.RunPython(_freeze),
    ]
