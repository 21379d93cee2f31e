"""A journal whose import was undone stays, and is none any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journals", "0002_renumber_as_posted")]
    operations = [
        migrations.RemoveConstraint("journal", "journals_journal_state_known"),
        migrations.AddConstraint(
            "journal",
            models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "POSTED", "REVERSED", "UNDONE"])),
                name="journals_journal_state_known",
            ),
        ),
    ]
