"""The feed of what happened in a company, for other systems: to poll, and to send on.

What is posted and what commands did is never changed and never deleted, and is written in order under the company's
lock. So the books are their own outbox: nothing is written beside them while they are posted, and no writer can forget
it. The feed is gathered from them under the same lock, by whoever looks first, and gets positions without gaps.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from reskontra.audit.trail import record
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.database.prepared import Prepared
from reskontra.interface.models import EventStream, OutboxEvent

AT_A_TIME = 5_000
_TOLD = ("position", "kind", "entity", "occurred_at", "data")
_EVENT = ("company_id", "position", "kind", "entity", "occurred_at", "data")


class EventsOff(Refused):
    code = "events_off"
    template = "Events of company {company} are not gathered. Turn them on with reskontra events on."


@dataclass(frozen=True, slots=True)
class Happening:
    """What a source tells: see OutboxEvent."""

    kind: str
    entity: str
    occurred_at: datetime
    data: Mapping[str, Any]


class Told(NamedTuple):
    """number: of the last row read; is_all: there is none after it."""

    number: int
    happenings: Sequence[Happening]
    is_all: bool


class Source(Protocol):
    """Rows that are only ever added, in the order of a number that grows."""

    def newest(self, company: int) -> int:
        """The number of the newest row, 0 before the first."""

    def after(self, company: int, number: int, most: int) -> Told:
        """What happened beyond a number, in order, of about so many rows."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event of the feed."""

    position: int
    kind: str
    entity: str
    occurred_at: datetime
    data: Mapping[str, Any]


def turn_events(*, company: int, actor: str, on: bool) -> bool:
    """Gather events from now on, or no longer; gives whether that was otherwise before.

    What happened while they were off is not told later.
    """
    with transaction.atomic():
        lock_company(company)
        stream = EventStream.objects.filter(company=company).first() or EventStream(company_id=company, is_on=False)
        if stream.is_on == on:
            return False
        if not on:
            gather(company=company)
            stream = EventStream.objects.get(company=company)
        record(company=company, actor=actor, action="events.on" if on else "events.off", subject="", content={})
        if on:  # after it was recorded: that it was turned on is no news
            stream.cursors = json.dumps({name: source.newest(company) for name, source in _sources().items()})
        stream.is_on = on
        stream.save()
    return True


def is_gathered(*, company: int) -> bool:
    return EventStream.objects.filter(company=company, is_on=True).exists()


def last_position(*, company: int) -> int:
    """Of the newest event gathered; 0 before the first."""
    return EventStream.objects.filter(company=company).values_list("position", flat=True).first() or 0


def gather(*, company: int) -> int:
    """Add what happened since to the feed; gives how many events that was. Nothing is lost or told twice.

    A company that gathers no events gives none.
    """
    cursors = _CURSORS.first(company)
    return _gathered(company, cursors[0]) if cursors else 0


_CURSORS = Prepared(lambda company: EventStream.objects.filter(company=company, is_on=True).values_list("cursors"))


def _gathered(company: int, cursors: str) -> int:
    """Every command is in the trail, in the transaction of what it posts. Who only looks holds up nobody."""
    sources, added = _sources(), 0
    if sources["commands"].newest(company) <= int(json.loads(cursors)["commands"]):
        return 0
    while True:
        with transaction.atomic():
            lock_company(company)
            found, is_all = _gather_some(company, sources)
        added += found
        if is_all:
            return added


def _gather_some(company: int, sources: Mapping[str, Source]) -> tuple[int, bool]:
    stream = EventStream.objects.get(company=company)
    cursors: dict[str, int] = json.loads(stream.cursors)
    found: list[Happening] = []
    is_all = True
    for name, source in sources.items():
        cursors[name], told, is_all = source.after(company, cursors[name], AT_A_TIME)
        found += told
        if not is_all:
            break  # the later sources come after all of this one
    first = stream.position + 1
    rows = (
        (
            company,
            position,
            one.kind,
            one.entity,
            bulk.stored(one.occurred_at),
            json.dumps(one.data, ensure_ascii=False),
        )
        for position, one in enumerate(found, first)
    )
    bulk.insert(OutboxEvent, _EVENT, rows)
    stream.position += len(found)
    stream.cursors = json.dumps(cursors)
    stream.save()
    return len(found), is_all


def events_after(*, company: int, position: int, kinds: Collection[str] = (), most: int) -> list[EventFacts]:
    """Events beyond a position, oldest first, at most so many; gathered first.

    kinds   only those; none is all

    refuses   EventsOff
    """
    cursors = _CURSORS.first(company)
    if cursors is None:
        raise EventsOff(company=company)
    _gathered(company, cursors[0])
    return gathered_after(company=company, position=position, kinds=kinds, most=most)


def gathered_after(*, company: int, position: int, kinds: Collection[str] = (), most: int) -> list[EventFacts]:
    """As events_after(), of what has been gathered already."""
    found = _of_kinds(most).rows(company, position, list(kinds)) if kinds else _after(most).rows(company, position)
    return [EventFacts(position, kind, entity, at, json.loads(data)) for position, kind, entity, at, data in found]


@lru_cache(20)
def _after(most: int) -> Prepared[Any]:
    return Prepared(
        lambda company, position: (
            OutboxEvent.objects.filter(company=company, position__gt=position)
            .order_by("position")
            .values_list(*_TOLD)[:most]
        )
    )


@lru_cache(20)
def _of_kinds(most: int) -> Prepared[Any]:
    return Prepared(
        lambda company, position, kinds: (
            OutboxEvent.objects.filter(company=company, position__gt=position, kind__in=kinds)
            .order_by("position")
            .values_list(*_TOLD)[:most]
        )
    )


def events_at(*, company: int, positions: Collection[int]) -> dict[int, EventFacts]:
    """Position → event."""
    found: dict[int, EventFacts] = {}
    for batch in bulk.chunks(sorted(positions), 900):
        rows = OutboxEvent.objects.filter(company=company, position__in=batch)
        found.update((row.position, _facts(row)) for row in rows)
    return found


def as_cloud_event(event: EventFacts, *, source: str) -> dict[str, Any]:
    """The event as CloudEvents 1.0 has it, in JSON."""
    return {
        "specversion": "1.0",
        "id": str(event.position),
        "source": source,
        "type": event.kind,
        "subject": event.entity,
        "time": event.occurred_at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": dict(event.data),
    }


def _facts(row: OutboxEvent) -> EventFacts:
    return EventFacts(row.position, row.kind, row.entity, row.occurred_at, json.loads(row.data))


def _sources() -> dict[str, Source]:
    return {name: import_string(path) for name, path in settings.EVENT_SOURCES.items()}
