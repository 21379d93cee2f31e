"""Collecting by itself: which customers, which steps, when; and what each run did."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

RUN_STATES = ["RUNNING", "DONE", "FAILED"]
STEPS = ["MAKE", "ISSUE", "SEND"]
OUTCOMES_OF_ITEMS = ["DONE", "HELD", "REFUSED"]


class CollectionPolicy(CompanyRow):
    """terms: codes of reminder terms, a line each. every: a date formula from a run's day to the next.

    channel   of what is sent, "" for each customer's own way
    """

    code = models.CharField(max_length=20)
    terms = models.CharField(max_length=500)
    makes = models.BooleanField(default=True)
    issues = models.BooleanField(default=False)
    sends = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, blank=True)
    every = models.CharField(max_length=30)
    next_date = models.DateField()
    stops_on_error = models.BooleanField(default=False)
    is_enabled = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="collections_policy_code"),
            one_of("collections_policy", "channel", ["", "EMAIL", "PRINT"]),
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
