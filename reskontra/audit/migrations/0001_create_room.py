"""The room's tables as they are, with what the database guards.

Events are never changed or deleted; only a payload's content may be erased.
"""

import django.db.models.deletion
from django.db import migrations, models

from reskontra.database.freezing import execute, frozen


# table: the columns that never change; None where no column does.
FROZEN = {
    "audit_event": None,
    "audit_payload": ("id, company_id, event_id"),
}


def _freeze(apps, schema_editor):
    execute(schema_editor, frozen(schema_editor.connection.vendor, FROZEN))


def _create_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION reskontra_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$",
            params=None,
        )


class Migration(migrations.Migration):

    initial = True
    replaces = [("audit", "0001_create_tables"), ("audit", "0002_freeze_events")]
    dependencies = [("companies", "0001_create_room")]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('number', models.BigIntegerField()),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.CharField(max_length=150)),
                ('action', models.CharField(max_length=80)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('payload_digest', models.CharField(max_length=64)),
                ('previous_digest', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'number'), name='audit_event_number')],
            },
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.event')),
                ('content', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'event'), name='audit_payload_event')],
            },
        ),
        migrations.RunPython(_create_function),
        migrations.RunPython(_freeze),
    ]
