"""A bank account that is proved and signed keeps its figures."""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen

FROZEN = (
    "company_id, bank_account_id, as_of, statement_date, bank_minor, books_minor, outstanding_minor, missing_minor, "
    "explanation, needs_two, signed_by, signed_at, file_id"
)


def _link(to, *, null=False):
    return models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, {"ledger_banksignoff": FROZEN}))


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_create_room"), ("ledger", "0004_load_voucher_files")]
    operations = [
        migrations.CreateModel(
            name="BankSignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("statement_date", models.DateField()),
                ("bank_minor", models.BigIntegerField()),
                ("books_minor", models.BigIntegerField()),
                ("outstanding_minor", models.BigIntegerField()),
                ("missing_minor", models.BigIntegerField()),
                ("explanation", models.CharField(blank=True, max_length=500)),
                ("needs_two", models.BooleanField()),
                ("signed_by", models.CharField(max_length=150)),
                ("signed_at", models.DateTimeField()),
                ("second_by", models.CharField(blank=True, max_length=150)),
                ("second_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=150)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
                ("bank_account", _link("ledger.bankaccount")),
                ("company", _link("companies.company")),
                ("file", _link("companies.storedfile")),
                ("second_file", _link("companies.storedfile", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("company", "bank_account", "as_of"),
                        name="ledger_sign_off_day",
                    )
                ]
            },
        ),
        migrations.RunPython(_freeze),
    ]
