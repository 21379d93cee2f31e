"""A bank account proved and signed: the figures stay as they were, and the time until then is locked."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link


class BankSignOff(CompanyRow):
    """A person signed what proves the account at the end of a day; amounts in its currency, money in +.

    statement_date    of the statement whose closing balance counts
    explanation       of what the figures leave unexplained; blank where that is nothing
    needs_two         a second person is to sign too
    file              the statement of reconciliation as it was signed, second_file as both signed it
    """

    bank_account = link("ledger.BankAccount")
    as_of = models.DateField()
    statement_date = models.DateField()
    bank_minor = models.BigIntegerField()
    books_minor = models.BigIntegerField()
    outstanding_minor = models.BigIntegerField()
    missing_minor = models.BigIntegerField()
    explanation = models.CharField(max_length=500, blank=True)
    needs_two = models.BooleanField()
    signed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    file = link("companies.StoredFile")
    second_by = models.CharField(max_length=150, blank=True)
    second_at = models.DateTimeField(null=True)
    second_file = link("companies.StoredFile", null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "bank_account", "as_of"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="ledger_sign_off_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bank_account_id} {self.as_of}"
