"""Who signed in within the last month is not told of her own browser as a new one: no device was kept until now."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

A_MONTH = timedelta(days=30)


def _wait(apps, schema_editor):
    now = timezone.now()
    users = apps.get_model("interface", "User").objects.using(schema_editor.connection.alias)
    users.filter(last_login__gt=now - A_MONTH).update(quiet_until=now + A_MONTH)


class Migration(migrations.Migration):

    atomic = False
    dependencies = [("interface", "0010_wait_for_first_devices")]

    operations = [migrations.RunPython(_wait, migrations.RunPython.noop)]
