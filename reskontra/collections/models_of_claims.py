"""What customers say of their debts: promises to pay, disputes, plans to pay in parts. Numbers run in the company."""

from __future__ import annotations

from django.db import models

from reskontra.collections.models_of_documents import CHANNELS, SENDING_STATES, LetterSending
from reskontra.database.rows import CompanyRow, link, one_of

DISPUTE_REASONS = ["GOODS", "DELIVERY", "PRICE", "QUANTITY", "NOT_ORDERED", "PAID", "OTHER"]
OUTCOMES = ["", "CREDIT_MEMO", "PAID", "REJECTED", "WITHDRAWN"]


class Promise(CompanyRow):
    """A customer's word to pay by a day; kept and broken are told by what was paid.

    last_date   the promised day and the days of grace of the reminder terms then; reminders wait until it has gone
    is_pausing  whether reminders wait for it, as the reminder terms said then
    """

    number = models.BigIntegerField()
    party = link("parties.Party")
    promised_date = models.DateField()
    last_date = models.DateField()
    is_pausing = models.BooleanField(default=True)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="collections_promise_number"),
            models.CheckConstraint(
                condition=models.Q(last_date__gte=models.F("promised_date")), name="collections_promise_days"
            ),
        ]
        indexes = [models.Index(fields=["company", "party"], name="collections_promise_party")]

    def __str__(self) -> str:
        return str(self.number)


class PromiseEntry(CompanyRow):
    """An entry that a promise is about. open_minor: what was left of it then; promised_minor: of that."""

    promise = link("collections.Promise")
    entry = link("receivables.Entry")
    open_minor = models.BigIntegerField()
    promised_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "promise", "entry"], name="collections_promise_entry"),
            models.CheckConstraint(
                condition=models.Q(promised_minor__gt=0, promised_minor__lte=models.F("open_minor")),
                name="collections_promise_amount",
            ),
        ]
        indexes = [models.Index(fields=["company", "entry"], name="collections_promise_of_entry")]

    def __str__(self) -> str:
        return str(self.promised_minor)


class Dispute(CompanyRow):
    """What a customer objects to of an entry. disputed_minor: of it, in its currency; open while closed_at is null.

    deadline        by when the owner should have answered
    credited_minor  of what was disputed, where the outcome is CREDIT_MEMO: in this much the customer was right
    """

    number = models.BigIntegerField()
    entry = link("receivables.Entry")
    reason = models.CharField(max_length=15)
    disputed_minor = models.BigIntegerField()
    owner = models.CharField(max_length=150, blank=True)
    deadline = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=15, blank=True)
    closing_note = models.CharField(max_length=500, blank=True)
    credited_minor = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="collections_dispute_number"),
            models.UniqueConstraint(
                fields=["company", "entry"],
                condition=models.Q(closed_at__isnull=True),
                name="collections_dispute_one_open",
            ),
            one_of("collections_dispute", "reason", DISPUTE_REASONS),
            one_of("collections_dispute", "outcome", OUTCOMES),
            models.CheckConstraint(condition=models.Q(disputed_minor__gt=0), name="collections_dispute_amount"),
            models.CheckConstraint(
                condition=models.Q(credited_minor__isnull=True)
                | models.Q(outcome="CREDIT_MEMO", credited_minor__gt=0, credited_minor__lte=models.F("disputed_minor")),
                name="collections_dispute_credited",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | models.Q(closed_at__isnull=False) & ~models.Q(outcome=""),
                name="collections_dispute_closed",
            ),
        ]
        indexes = [models.Index(fields=["company", "entry"], name="collections_dispute_entry")]

    def __str__(self) -> str:
        return str(self.number)


class PaymentPlan(CompanyRow):
    """A plan to pay entries in instalments; kept, broken and paid are told by what was paid.

    fee_minor    agreed for making the plan, in its currency: posted as fee_entry by fee_voucher, taken back by
                 fee_counter
    grace_days   after an instalment's day until it is late
    """

    number = models.BigIntegerField()
    party = link("parties.Party")
    currency = models.CharField(max_length=3)
    fee_minor = models.BigIntegerField(default=0)
    fee_entry = link("receivables.Entry", null=True)
    fee_voucher = link("ledger.Voucher", null=True)
    fee_counter = link("ledger.Voucher", null=True)
    grace_days = models.IntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="collections_plan_number"),
            models.CheckConstraint(
                condition=models.Q(fee_minor__gte=0, grace_days__gte=0), name="collections_plan_fee"
            ),
        ]
        indexes = [models.Index(fields=["company", "party"], name="collections_plan_party")]

    def __str__(self) -> str:
        return str(self.number)


class PlanEntry(CompanyRow):
    """An entry that a plan pays, its own fee among them. planned_minor: all that was left of it then."""

    plan = link("collections.PaymentPlan")
    entry = link("receivables.Entry")
    planned_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "plan", "entry"], name="collections_plan_entry"),
            models.CheckConstraint(condition=models.Q(planned_minor__gt=0), name="collections_plan_amount"),
        ]
        indexes = [models.Index(fields=["company", "entry"], name="collections_plan_of_entry")]

    def __str__(self) -> str:
        return str(self.planned_minor)


class PlanInstalment(CompanyRow):
    """What is to be paid by a day. position: from 1, days rise with it."""

    plan = link("collections.PaymentPlan")
    position = models.IntegerField()
    due_date = models.DateField()
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "plan", "position"], name="collections_instalment_position"),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="collections_instalment_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.amount_minor}"


class PlanSending(LetterSending):
    """The letter of a plan that went out, or should. file: as it went out; each later one is the same."""

    plan = link("collections.PaymentPlan")
    file = link("companies.StoredFile")

    class Meta:
        constraints = [
            one_of("collections_plan_sending", "channel", CHANNELS),
            one_of("collections_plan_sending", "state", SENDING_STATES),
        ]
        indexes = [models.Index(fields=["company", "plan"], name="collections_plan_sending")]
