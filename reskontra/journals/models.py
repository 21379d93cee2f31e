"""Journals: editable worksheets. A posted journal stays, and shows what each line became."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

JOURNAL_KINDS = ["PAYMENT_RECONCILIATION", "BANK_RECONCILIATION", "CASH_RECEIPT", "PAYMENT", "GENERAL"]
JOURNAL_STATES = ["OPEN", "POSTED", "REVERSED"]
LINE_STATES = ["OPEN", "POSTED", "REVERSED", "SUPERSEDED"]
ACCOUNT_TYPES = ["", "GL", "CUSTOMER", "VENDOR", "BANK"]


class Journal(CompanyRow):
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)
    bank_account = link("ledger.BankAccount", null=True)
    statement = link("bank.BankStatement", null=True)
    file_import = link("bank.FileImport", null=True)
    closing_override_minor = models.BigIntegerField(null=True)
    closing_override_reason = models.CharField(max_length=200, blank=True)
    posting_date_override = models.DateField(null=True)
    state = models.CharField(max_length=10, default="OPEN")
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="journals_journal_number"),
            one_of("journals_journal", "kind", JOURNAL_KINDS),
            one_of("journals_journal", "state", JOURNAL_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "state", "kind"], name="journals_journal_state"),
            models.Index(fields=["company", "file_import"], name="journals_journal_import"),
            models.Index(fields=["company", "statement"], name="journals_journal_statement"),
        ]

    def __str__(self) -> str:
        return self.number


class JournalLine(CompanyRow):
    """A line is one bank transaction, or typed, or split from another (`parent`).

    account_minor is the amount in the bank account's currency; null until a person gives it where they differ.
    """

    journal = link("journals.Journal")
    line_number = models.IntegerField()
    transaction = link("bank.BankTransaction", null=True)
    parent = link("journals.JournalLine", null=True)
    date = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    account_minor = models.BigIntegerField(null=True)
    account_type = models.CharField(max_length=10, blank=True)
    account_number = models.CharField(max_length=30, blank=True)
    description = models.CharField(max_length=250, blank=True)
    is_duplicate_suspect = models.BooleanField(default=False)
    reviewed_by = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="OPEN")
    voucher = link("ledger.Voucher", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "journal", "line_number"], name="journals_line_number"),
            models.UniqueConstraint(
                fields=["company", "transaction"],
                condition=models.Q(transaction__isnull=False, parent__isnull=True, state__in=["OPEN", "POSTED"]),
                name="journals_line_transaction",
            ),
            one_of("journals_line", "account_type", ACCOUNT_TYPES),
            one_of("journals_line", "state", LINE_STATES),
        ]
        indexes = [
            models.Index(fields=["company", "journal", "state"], name="journals_line_state"),
            models.Index(
                fields=["company", "voucher"], condition=models.Q(voucher__isnull=False), name="journals_line_voucher"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}/{self.line_number}"
