"""Files whose vouchers were posted are known by their bytes."""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


def _link(to):
    return models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, {"ledger_voucherfile": None}))


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_create_room"), ("ledger", "0003_tell_corrections")]
    operations = [
        migrations.CreateModel(
            name="VoucherFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voucher_count", models.IntegerField()),
                ("company", _link("companies.company")),
                ("file", _link("companies.storedfile")),
                ("posting_run", _link("ledger.postingrun")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("company", "file"), name="ledger_voucher_file")]
            },
        ),
        migrations.RunPython(_freeze),
    ]
