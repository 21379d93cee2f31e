"""Folds are compared byte by byte, so that a search for the start of a name can use the index."""

from django.db import migrations


def _collate(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE parties_partyname ALTER COLUMN fold TYPE varchar(200) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_create_tables")]
    operations = [migrations.RunPython(_collate)]
