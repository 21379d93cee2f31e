"""Since when the bytes of a file are gone, and which audit event names it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("companies", "0011_archive_companies")]

    operations = [
        migrations.AddField(model_name="storedfile", name="erased_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="storedfile", name="erased_event", field=models.BigIntegerField(null=True)),
    ]
