"""Discount and tolerance have a part that is VAT; SQLite makes the table anew for it, and loses its triggers."""

from importlib import import_module

from django.db import migrations, models

DETAIL_KINDS = [
    "INITIAL",
    "APPLICATION",
    "PAYMENT_DISCOUNT",
    "PAYMENT_DISCOUNT_TOLERANCE",
    "PAYMENT_TOLERANCE",
    "APPLICATION_ROUNDING",
    "UNREALIZED_GAIN",
    "UNREALIZED_LOSS",
    "REALIZED_GAIN",
    "REALIZED_LOSS",
    "CORRECTION_OF_REMAINING",
    "PAYMENT_DISCOUNT_VAT",
    "PAYMENT_DISCOUNT_TOLERANCE_VAT",
    "PAYMENT_TOLERANCE_VAT",
]
TABLE = "receivables_entrydetail"


def _triggers(schema_editor):
    """Those that name the table, as they were made; none on PostgreSQL, which changes a constraint in place."""
    if schema_editor.connection.vendor == "postgresql":
        return
    made = import_module("reskontra.receivables.migrations.0002_keep_remaining")
    for statement in (*made._statements("sqlite"), *made.SQLITE):
        if statement.startswith("CREATE TRIGGER") and TABLE in statement:
            yield statement


def _drop(apps, schema_editor):
    for statement in _triggers(schema_editor):
        schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}", params=None)


def _restore(apps, schema_editor):
    for statement in _triggers(schema_editor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("receivables", "0004_add_worksheets")]
    operations = [
        migrations.RunPython(_drop),
        migrations.RemoveConstraint("entrydetail", "receivables_detail_kind_known"),
        migrations.AddConstraint(
            "entrydetail",
            models.CheckConstraint(
                condition=models.Q(("kind__in", DETAIL_KINDS)), name="receivables_detail_kind_known"
            ),
        ),
        migrations.RunPython(_restore),
    ]
