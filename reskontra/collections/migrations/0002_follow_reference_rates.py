"""Interest terms may follow a reference rate."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collections', '0001_create_room'),
        ('companies', '0005_keep_address'),
    ]

    operations = [
        migrations.AddField(
            model_name='interestterms',
            name='points_e5',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='interestterms',
            name='reference',
            field=models.CharField(blank=True, db_default='', max_length=2),
        ),
        migrations.AddConstraint(
            model_name='interestterms',
            constraint=models.CheckConstraint(condition=models.Q(('reference__in', ['', 'SE', 'EU'])), name='collections_interest_reference_known'),
        ),
    ]
