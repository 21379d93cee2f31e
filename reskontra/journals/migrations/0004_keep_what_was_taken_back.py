import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_create_room"),
        ("ledger", "0003_tell_corrections"),
        ("journals", "0003_undo_imports"),
    ]
    operations = [
        migrations.CreateModel(
            name="TakenBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("company", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company")),
                ("line", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journals.journalline")),
                ("voucher", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.voucher")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("company", "voucher", "line"), name="journals_takenback_voucher")],
                "indexes": [models.Index(fields=["company", "line"], name="journals_takenback_line")],
            },
        ),
    ]
