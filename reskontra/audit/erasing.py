"""The contents of events erased: their digests stay, so that the chain holds, and an event names what went."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.audit.models import Event, Payload
from reskontra.audit.queries import ERASING
from reskontra.database.bulk import chunks


def erasable(*, company: int, numbers: Collection[int]) -> list[int]:
    """Those of the events whose content is there and may go: not of one that itself names what was erased."""
    found: list[int] = []
    for batch in chunks(sorted(numbers), 500):
        rows = Payload.objects.filter(company=company, event__number__in=batch).exclude(content="")
        found += rows.exclude(event__action__in=ERASING).values_list("event__number", flat=True)
    return sorted(found)


def erase_contents(*, company: int, numbers: Collection[int]) -> None:
    """Inside the transaction of a command that records one of ERASING with the numbers under "erased"."""
    for batch in chunks(sorted(numbers), 500):
        events = Event.objects.filter(company=company, number__in=batch).exclude(action__in=ERASING)
        Payload.objects.filter(company=company, event__in=events.values("id")).update(content="")
