"""Whether an entry is reversed is found without reading the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("receivables", "0002_keep_remaining")]
    operations = [
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["company", "reverses"],
                condition=models.Q(reverses__isnull=False),
                name="receivables_entry_reverses",
            ),
        ),
    ]
