"""Whether a replica may answer for the primary: told by the trail, in this one place.

Every command ends with an event of its company, stored with what it did, and the events of a company come one after
the other. So a replica that has an event has all that was done up to it, and lacks what was done by the events after:
by them is known since when a report from there lacks something, and whether any of it was done by the one who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import Error

from reskontra.audit.models import Event
from reskontra.database import replicas
from reskontra.database.bulk import moment

MOST_LATER = 1000  # events; a replica that lacks more is not read, whenever they were
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Done:
    """An event, as far as it tells how far a replica is."""

    number: int
    digest: str
    actor: str
    occurred_at: datetime


def read_from_replica(*, company: int, actor: str, read: Callable[[datetime | None], Found]) -> Found:
    """What read() finds: on a replica that is good enough for the actor, else where the thread is.

    read   changes and decides nothing, and has read all it needs when it returns. It is given the moment since when
           something is missing, None where nothing is. Where a replica breaks off it is called once more.
    """
    within = timedelta(seconds=settings.REPLICA_LAG_SECONDS)
    for alias in replicas.aliases_here():
        try:
            with replicas.reading_from(alias):
                last = _newest(company)
        except Error as trouble:
            replicas.leave_alone(alias, trouble)
            continue
        here = _from(company, last.number) if last else []
        if not (last and is_good(last=last, here=here, actor=actor, since=moment() - within)):
            continue
        try:
            with replicas.reading_from(alias):
                return read(here[1].occurred_at if here[1:] else None)
        except Error as trouble:
            replicas.give_up(alias, trouble)
    return read(None)


def is_good(*, last: Done, here: Sequence[Done], actor: str, since: datetime) -> bool:
    """Whether the actor may be told what a replica has.

    last    the newest event that it has
    here    those of the primary from that one on, in order; MOST_LATER + 1 at most
    since   the moment from which on it may lack what others did; what the actor did it must have
    """
    if not here or here[0] != last:
        return False  # it follows another primary, or this one was put back from a back-up
    later = here[1:]
    if len(later) >= MOST_LATER or any(one.actor == actor for one in later):
        return False
    return not later or later[0].occurred_at >= since


def _newest(company: int) -> Done | None:
    return next(map(_done, Event.objects.filter(company=company).order_by("-number")[:1]), None)


def _from(company: int, number: int) -> list[Done]:
    events = Event.objects.filter(company=company, number__gte=number).order_by("number")
    return list(map(_done, events[: MOST_LATER + 1]))


def _done(event: Event) -> Done:
    return Done(event.number, event.digest, event.actor, event.occurred_at)
