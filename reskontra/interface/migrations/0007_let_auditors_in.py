from django.db import migrations, models

ROLES = ['READER', 'AUDITOR', 'CLERK', 'ACCOUNTANT', 'ADMINISTRATOR']


class Migration(migrations.Migration):

    dependencies = [
        ('interface', '0006_gather_events'),
    ]

    operations = [
        operation
        for table in ('membership', 'token')
        for operation in (
            migrations.RemoveConstraint(model_name=table, name=f'interface_{table}_role_known'),
            migrations.AddConstraint(
                model_name=table,
                constraint=models.CheckConstraint(condition=models.Q(('role__in', ROLES)), name=f'interface_{table}_role_known'),
            ),
        )
    ]
