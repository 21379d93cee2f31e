"""What others are told of: the feed of events, in the order in which they are read."""

from __future__ import annotations

from django.db import models

from reskontra.database.rows import CompanyRow


class EventStream(CompanyRow):
    """That a company tells others what happens in it, and how far that has been gathered.

    is_on     whether events are gathered
    position  of the newest event of the feed; 0 before the first
    cursors   how far each source has been read, as JSON
    """

    is_on = models.BooleanField()
    position = models.BigIntegerField(default=0)
    cursors = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="interface_stream_company")]

    def __str__(self) -> str:
        return f"events up to {self.position}"


class OutboxEvent(CompanyRow):
    """One thing that happened, as others are told of it. Never changed.

    kind      dotted, of settings.EVENT_SOURCES: "entry.closed"
    entity    what it happened to: events of one entity are delivered in their order
    data      JSON, with amounts as decimal strings
    """

    position = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    entity = models.CharField(max_length=60)
    occurred_at = models.DateTimeField()
    data = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "position"], name="interface_event_position")]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"
