from django.db import migrations, models

from reskontra.database.without_locks import AddIndexWithoutLock


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ('receivables', '0009_find_details_by_day'),
    ]

    operations = [
        AddIndexWithoutLock(
            model_name='entry',
            index=models.Index(
                condition=models.Q(('remaining_minor', 0), _negated=True),
                fields=['company', 'ledger', 'party', 'due_date', 'id', 'posting_date', 'document_type', 'currency', 'posting_group', 'remaining_minor', 'remaining_local_minor'],
                name='receivables_entry_owed',
            ),
        ),
    ]
