"""The bank reconciliation as a document: a journal of its own, and which bank entries its lines are."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link


class Reconciliation(CompanyRow):
    """A statement typed by hand, held against the bank ledger. Its lines are its journal's.

    number           of the statement
    before_number,   what the bank account said of its last statement before this was posted
    before_minor

    As it was posted: by whom and when, the balance of the G/L account in local currency, and what was outstanding.
    """

    journal = link("journals.Journal")
    bank_account = link("ledger.BankAccount")
    number = models.CharField(max_length=20)
    statement_date = models.DateField()
    opening_minor = models.BigIntegerField()
    ending_minor = models.BigIntegerField()
    before_number = models.CharField(max_length=50, blank=True)
    before_minor = models.BigIntegerField(null=True)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.CharField(max_length=150, blank=True, default="", db_default="")
    gl_minor = models.BigIntegerField(null=True)
    outstanding_minor = models.BigIntegerField(null=True)
    outstanding_checks_minor = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "journal"], name="bank_reconciliation_journal"),
            models.UniqueConstraint(fields=["company", "bank_account", "number"], name="bank_reconciliation_number"),
        ]

    def __str__(self) -> str:
        return self.number


class ReconciledEntry(CompanyRow):
    """A bank entry that a line of a bank reconciliation is. agreed: codes of what both have in common.

    is_shared   the entry is on several lines, and each of these has this one alone
    """

    line = link("journals.JournalLine")
    bank_entry = link("ledger.BankEntry")
    agreed = models.CharField(max_length=200, blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "bank_entry", "line"], name="bank_reconciled_entry"),
            models.UniqueConstraint(
                fields=["company", "bank_entry"], condition=models.Q(is_shared=False), name="bank_reconciled_once"
            ),
            models.UniqueConstraint(
                fields=["company", "line"], condition=models.Q(is_shared=True), name="bank_reconciled_alone"
            ),
        ]
        indexes = [models.Index(fields=["company", "line"], name="bank_reconciled_line")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.bank_entry_id}"


class StatementLineDetail(CompanyRow):
    """What a line of a bank reconciliation says besides its date, amount and text; lines that say no more have none."""

    line = link("journals.JournalLine")
    document_number = models.CharField(max_length=50, blank=True)
    check_number = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=250, blank=True)
    reference = models.CharField(max_length=140, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "line"], name="bank_reconciliation_detail")]

    def __str__(self) -> str:
        return str(self.line_id)


class TransferredDifference(CompanyRow):
    """What a line lacked in the books, put on a line of a general journal.

    is_collected   the bank entry that the journal posted is the line's, or was once
    """

    line = link("journals.JournalLine")
    typed_line = link("journals.TypedLine")
    is_collected = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "line", "typed_line"], name="bank_transferred_line"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.typed_line_id}"
