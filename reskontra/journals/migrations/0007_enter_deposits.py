"""What is paid in to a bank account at once, with its lines and what it was posted as."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0009_reconcile_by_hand'),
        ('companies', '0005_keep_address'),
        ('journals', '0006_pay_by_check'),
        ('ledger', '0006_draw_checks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deposit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('posting_date', models.DateField()),
                ('document_date', models.DateField()),
                ('total_minor', models.BigIntegerField()),
                ('description', models.CharField(blank=True, max_length=100)),
                ('is_lump_sum', models.BooleanField(default=False)),
                ('state', models.CharField(default='OPEN', max_length=10)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='journal',
            name='journals_journal_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='journaltemplate',
            name='journals_template_kind_known',
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['PAYMENT_RECONCILIATION', 'BANK_RECONCILIATION', 'CASH_RECEIPT', 'PAYMENT', 'GENERAL', 'DEPOSIT'])), name='journals_journal_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='journaltemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['CASH_RECEIPT', 'PAYMENT', 'GENERAL', 'DEPOSIT'])), name='journals_template_kind_known'),
        ),
        migrations.AddField(
            model_name='deposit',
            name='bank_account',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankaccount'),
        ),
        migrations.AddField(
            model_name='deposit',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='deposit',
            name='journal',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journals.journal'),
        ),
        migrations.AddField(
            model_name='deposit',
            name='voucher',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher'),
        ),
        migrations.AddIndex(
            model_name='deposit',
            index=models.Index(fields=['company', 'posting_date'], name='journals_deposit_date'),
        ),
        migrations.AddConstraint(
            model_name='deposit',
            constraint=models.UniqueConstraint(fields=('company', 'journal'), name='journals_deposit_journal'),
        ),
        migrations.AddConstraint(
            model_name='deposit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'POSTED', 'DELETED'])), name='journals_deposit_state_known'),
        ),
        migrations.AddConstraint(
            model_name='deposit',
            constraint=models.CheckConstraint(condition=models.Q(('total_minor__gt', 0)), name='journals_deposit_total'),
        ),
    ]
