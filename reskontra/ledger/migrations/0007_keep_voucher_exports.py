"""Which vouchers were written for other programs is kept."""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


def _freeze(apps, schema_editor):
    columns = "company_id, number, receiver, form, after_run, until_run, head, vouchers, rows, sha256, made_by, made_at"
    execute(schema_editor, frozen(schema_editor.connection.vendor, {"ledger_voucherexport": columns}))


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_create_room"), ("ledger", "0006_draw_checks")]
    operations = [
        migrations.CreateModel(
            name="VoucherExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
                ("receiver", models.TextField(blank=True)),
                ("form", models.CharField(max_length=10)),
                ("after_run", models.BigIntegerField()),
                ("until_run", models.BigIntegerField()),
                ("head", models.TextField()),
                ("vouchers", models.IntegerField()),
                ("rows", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "number"), name="ledger_export_number"),
                    models.CheckConstraint(
                        condition=models.Q(("after_run__gte", 0), ("until_run__gte", models.F("after_run"))),
                        name="ledger_export_runs",
                    ),
                ]
            },
        ),
        migrations.RunPython(_freeze),
    ]
