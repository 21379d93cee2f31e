from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collections', '0020_count_bank_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='customerterms',
            name='is_interest_told',
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
