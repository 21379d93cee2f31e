"""Collecting by itself: which customers, which steps, when; and what each run did."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

POLICY_KINDS = ["REMINDER", "FINANCE_CHARGE", "STATEMENT"]
RUN_STATES = ["RUNNING", "DONE", "FAILED"]
STEPS = ["MAKE", "ISSUE", "SEND"]
OUTCOMES_OF_ITEMS = ["DONE", "HELD", "REFUSED"]


class CollectionPolicy(CompanyRow):
    """kind: of what is sent. terms: codes of reminder or interest terms, a line each; statements go by none.

    makes     drafts; issues: those, or statements of the month before
    channel   of what is sent, "" for each customer's own way
    every     a date formula from a run's day to the next
    payment_terms, posting_groups, countries, languages   which customers: a code on each line, "" for any
    least_minor   what must be overdue of a customer, in local currency; 0 for any
    """

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=15, default="REMINDER")
    terms = models.CharField(max_length=500, blank=True)
    makes = models.BooleanField(default=True)
    issues = models.BooleanField(default=False)
    sends = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, blank=True)
    every = models.CharField(max_length=30)
    next_date = models.DateField()
    stops_on_error = models.BooleanField(default=False)
    is_enabled = models.BooleanField(default=True)
    payment_terms = models.CharField(max_length=500, blank=True)
    posting_groups = models.CharField(max_length=500, blank=True)
    countries = models.CharField(max_length=500, blank=True)
    languages = models.CharField(max_length=500, blank=True)
    least_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="collections_policy_code"),
            one_of("collections_policy", "channel", ["", "EMAIL", "PRINT"]),
            one_of("collections_policy", "kind", POLICY_KINDS),
        ]

    def __str__(self) -> str:
        return self.code


class CollectionRun(CompanyRow):
    """alive_at: when it last did something; a run that says RUNNING long after that was ended from outside."""

    number = models.BigIntegerField()
    policy = link("collections.CollectionPolicy")
    actor = models.CharField(max_length=150)
    started_at = models.DateTimeField()
    alive_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="collections_run_number"),
            models.UniqueConstraint(
                fields=["company", "policy"],
                condition=models.Q(state="RUNNING"),
                name="collections_run_one_at_a_time",
            ),
            one_of("collections_run", "state", RUN_STATES),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CollectionRunItem(CompanyRow):
    """What a run did, held back or was refused, in the language of the company."""

    run = link("collections.CollectionRun")
    step = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    customer = models.CharField(max_length=20, blank=True)
    document = models.CharField(max_length=20, blank=True)
    told = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            one_of("collections_run_item", "step", STEPS),
            one_of("collections_run_item", "outcome", OUTCOMES_OF_ITEMS),
        ]
        indexes = [models.Index(fields=["company", "run"], name="collections_run_item_run")]

    def __str__(self) -> str:
        return f"{self.step} {self.document}"
