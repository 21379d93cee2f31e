"""A line may be a correction. The column is added as it is: making the table anew would lose its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_create_room"), ("ledger", "0002_create_bank_entries")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL("ALTER TABLE ledger_voucherline ADD COLUMN is_correction bool NOT NULL DEFAULT false")
            ],
            state_operations=[
                migrations.AddField("voucherline", "is_correction", models.BooleanField(default=False, db_default=False))
            ],
        ),
        migrations.AddIndex(
            "voucherline",
            models.Index(
                condition=models.Q(("is_correction", True)),
                fields=["company", "account", "posting_date"],
                name="ledger_line_correction",
            ),
        ),
    ]
