"""Addresses of other systems that are told of events, and what became of telling them."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link, one_of

DELIVERY_STATES = ["PENDING", "DELIVERED", "DEAD"]


class Webhook(CompanyRow):
    """An address that is sent events.

    kinds       those it wants, with blanks between; empty is all
    secret      what events are signed with, enciphered under the installation's key
    position    of the newest event that has been put in line for it
    stopped     why nothing is sent any more: "REMOVED", "GONE" where the address said that it is no more; else empty
    held_until  nothing is sent before; set where the address could not be reached
    """

    number = models.BigIntegerField()
    url = models.CharField(max_length=500)
    kinds = models.TextField(blank=True)
    secret = models.TextField()
    position = models.BigIntegerField()
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    stopped = models.CharField(max_length=10, blank=True)
    held_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="companies_webhook_number"),
            one_of("companies_webhook", "stopped", ["", "REMOVED", "GONE"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.url}"


class Delivery(CompanyRow):
    """One event for one address: waiting, told, or given up.

    claimed_until   a worker is sending it; who finds it past then sends it again
    next_at         when it is tried; where it waits
    answer          the status that was answered, 0 where there was no answer
    trouble         what went wrong the last time, in the other side's words
    """

    webhook = link("companies.Webhook")
    position = models.BigIntegerField()
    entity = models.CharField(max_length=60)
    state = models.CharField(max_length=10)
    failures = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.IntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "webhook", "position"], name="companies_delivery_event"),
            one_of("companies_delivery", "state", DELIVERY_STATES),
        ]
        indexes = [
            models.Index(
                fields=["company", "webhook", "state", "position"],
                condition=~models.Q(state="DELIVERED"),
                name="companies_delivery_left",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.state}"
