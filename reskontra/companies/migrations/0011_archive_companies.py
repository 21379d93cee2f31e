"""Since when a company is only read, what its archive is known by, and which companies are no more."""

from django.db import migrations, models

SHA256 = "archive_sha256"


class Migration(migrations.Migration):

    dependencies = [("companies", "0010_keep_places")]

    operations = [
        migrations.AddField(model_name="company", name="archived_at", field=models.DateTimeField(null=True)),
        # SQLite would make the table of companies anew, without guards.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE companies_company ADD COLUMN {SHA256} varchar(64) DEFAULT '' NOT NULL",
                    f"ALTER TABLE companies_company DROP COLUMN {SHA256}",
                )
            ],
            state_operations=[
                migrations.AddField(
                    model_name="company",
                    name=SHA256,
                    field=models.CharField(blank=True, db_default="", default="", max_length=64),
                )
            ],
        ),
        migrations.CreateModel(
            name="DeletedCompany",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BigIntegerField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=250)),
                ("archived_at", models.DateTimeField(null=True)),
                ("archive_sha256", models.CharField(blank=True, max_length=64)),
                ("trail_digest", models.CharField(blank=True, max_length=64)),
                ("begun_by", models.CharField(max_length=150)),
                ("begun_at", models.DateTimeField()),
                ("rows", models.BigIntegerField(default=0)),
                ("deleted_by", models.CharField(blank=True, max_length=150)),
                ("deleted_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
