"""Where a company's books are, and what places there are. SQLite would make the table of companies anew, without guards."""

from django.db import migrations, models

COLUMNS = ("place", "moving_to")


class Migration(migrations.Migration):

    dependencies = [("companies", "0009_mark_invoice_copies")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE companies_company ADD COLUMN {name} varchar(40) DEFAULT '' NOT NULL",
                    f"ALTER TABLE companies_company DROP COLUMN {name}",
                )
                for name in COLUMNS
            ],
            state_operations=[
                migrations.AddField(
                    model_name="company",
                    name=name,
                    field=models.CharField(blank=True, db_default="", default="", max_length=40),
                )
                for name in COLUMNS
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("url", models.TextField()),
                ("secret", models.CharField(blank=True, max_length=100)),
                ("schema", models.CharField(blank=True, max_length=63)),
                ("added_at", models.DateTimeField()),
            ],
        ),
    ]
