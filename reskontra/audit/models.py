"""The audit trail: events chained by hash, payloads that can be erased without breaking the chain."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow, link


class Event(CompanyRow):
    """One command in one company: who, when, what. Never changed; `digest` covers the one before it."""

    number = models.BigIntegerField()
    occurred_at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=200, blank=True)
    payload_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="audit_event_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"


class Payload(CompanyRow):
    """What an event changed, as JSON. May be erased; the event keeps its digest."""

    event = link("audit.Event")
    content = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "event"], name="audit_payload_event")]

    def __str__(self) -> str:
        return f"payload of event {self.event_id}"


class Seal(CompanyRow):
    """Digests of rows that were final when the books were sealed. Rows are added to it, and none is taken out.

    columns   of which the digests are, with blanks between
    piece     which ids: from piece × 4096 on
    marks     of each row two bytes of its place among them, and its digest
    """

    name = models.CharField(max_length=60)
    columns = models.TextField()
    piece = models.BigIntegerField()
    marks = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "name", "columns", "piece"], name="audit_seal_piece")]

    def __str__(self) -> str:
        return f"{self.name} {self.piece}"
