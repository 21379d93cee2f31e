"""A line typed by hand may be paid by a check."""

import django.db.models.deletion
from django.db import migrations, models


def _text(most):
    return models.CharField(blank=True, db_default="", default="", max_length=most)


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0004_keep_notes"),
        ("journals", "0005_register_payments_of_vendors"),
        ("ledger", "0006_draw_checks"),
    ]
    operations = [
        migrations.AddField("typedline", "check_kind", _text(10)),
        migrations.AddField("typedline", "check_number", _text(30)),
        migrations.AddField(
            "typedline",
            "printed_check",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="ledger.checkentry",
            ),
        ),
        migrations.AddConstraint(
            "typedline",
            models.CheckConstraint(
                condition=models.Q(("check_kind__in", ["", "MANUAL", "COMPUTER"])),
                name="journals_typed_check_kind_known",
            ),
        ),
    ]  # fmt: skip
