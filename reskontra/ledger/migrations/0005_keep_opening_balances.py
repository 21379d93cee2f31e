"""What accounts held when the books were taken over: never changed, never deleted."""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "ledger_openingbalance"


def _statements(vendor):
    event = "BEGIN SELECT RAISE(ABORT, '{message}'); END"
    if vendor == "postgresql":
        event = "FOR EACH ROW EXECUTE FUNCTION reskontra_refuse('{message}')"
    message = f"{TABLE} is posted and never changes"
    yield f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} " + event.format(message=message)
    message = f"{TABLE} is never deleted"
    yield f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} " + event.format(message=message)
    if vendor == "postgresql":
        yield (
            f"CREATE TRIGGER {TABLE}_untruncated BEFORE TRUNCATE ON {TABLE} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION reskontra_refuse('{message}')"
        )


def _create(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def _key(to):
    return models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_create_tables"),
        ("audit", "0002_freeze_events"),
        ("ledger", "0004_guard_bank_entries"),
    ]
    operations = [
        migrations.CreateModel(
            name="OpeningBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_minor", models.BigIntegerField()),
                ("account", _key("ledger.account")),
                ("company", _key("companies.company")),
                ("voucher", _key("ledger.voucher")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "account", "voucher"), name="ledger_opening_account")
                ],
            },
        ),
        migrations.RunPython(_create),
    ]
