"""Payment proposals with their payments, and the answers of the bank to them."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

PROPOSAL_STATES = ["OPEN", "APPROVED", "EXPORTED", "CANCELLED"]
PROPOSED_STATES = ["OPEN", "REMOVED", "POSTED", "REJECTED"]


class PaymentProposal(CompanyRow):
    """What is to be paid out of an own bank account; changed_by: everyone who made or changed it, as JSON.

    left_out     as JSON: [document, account, minor units, reason] of each
    paid_again   as JSON: earlier payments of its documents that the bank stopped → how that is known
    """

    number = models.BigIntegerField()
    bank_account = link("ledger.BankAccount")
    currency = models.CharField(max_length=3)
    payment_date = models.DateField()
    until_date = models.DateField()
    bic = models.CharField(max_length=11, blank=True)
    left_out = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="OPEN")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    changed_by = models.TextField()
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    exported_by = models.CharField(max_length=150, blank=True)
    exported_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=35, blank=True)  # by which the bank's answers name the file
    paid_again = models.TextField(blank=True, db_default="", default="")
    file = link("companies.StoredFile", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="journals_proposal_number"),
            one_of("journals_payment_proposal", "state", PROPOSAL_STATES),
        ]
        indexes = [models.Index(fields=["company", "message_id"], name="journals_proposal_message")]

    def __str__(self) -> str:
        return str(self.number)


class ProposedPayment(CompanyRow):
    """A payment of a proposal: amount_minor is the money, discount_minor what it settles besides; both positive.

    findings      codes of what forbids to send it, as it was last looked at, with commas between
    bank_status   what the bank last answered, with its reason
    """

    proposal = link("journals.PaymentProposal")
    line_number = models.IntegerField()
    entry = link("receivables.Entry")
    repayment = link("receivables.Repayment", null=True)
    party = link("parties.Party")
    amount_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)
    payment_date = models.DateField()
    account_kind = models.CharField(max_length=10, blank=True)
    account_number = models.CharField(max_length=50, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    text = models.CharField(max_length=140, blank=True)
    findings = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default="OPEN")
    bank_status = models.CharField(max_length=4, blank=True)
    reason_code = models.CharField(max_length=35, blank=True)
    reason_text = models.CharField(max_length=250, blank=True)
    voucher = link("ledger.Voucher", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "proposal", "line_number"], name="journals_proposed_number"),
            one_of("journals_proposed_payment", "state", PROPOSED_STATES),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="journals_proposed_amount"),
            models.CheckConstraint(condition=models.Q(discount_minor__gte=0), name="journals_proposed_discount"),
        ]
        indexes = [models.Index(fields=["company", "entry", "state"], name="journals_proposed_entry")]

    def __str__(self) -> str:
        return f"{self.proposal_id}/{self.line_number}"


class PaymentAnswer(CompanyRow):
    """A bank's answer (pain.002) that was taken in: its bytes change nothing a second time."""

    file = link("companies.StoredFile")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "file"], name="journals_payment_answer_file")]

    def __str__(self) -> str:
        return str(self.file_id)
