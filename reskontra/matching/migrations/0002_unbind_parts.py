"""A part's proposal is no foreign key of the database's: replacing proposals looked through all parts for each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_create_tables")]
    operations = [
        migrations.AlterField(
            "proposalpart",
            "proposal",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="matching.proposal",
            ),
        ),
    ]
