"""The audit trail read: who did what, when, and what it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from reskontra.audit.models import Event, Payload


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: by parts of who, what and to what, and by days here; empty and None are all.

    actions   codes that are wanted too where action is not empty: those whose words people look for
    """

    actor: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One command. content is what it changed; None where that was erased."""

    number: int
    occurred_at: datetime
    actor: str
    action: str
    subject: str
    content: Mapping[str, Any] | None


def events(*, company: int, wanted: Wanted, before: int | None = None, most: int) -> list[EventFacts]:
    """Events newest first, at most so many.

    before   only those with lower numbers: where the page before ended
    """
    rows = Event.objects.filter(company=company)
    if wanted.action:
        rows = rows.filter(Q(action__icontains=wanted.action) | Q(action__in=wanted.actions))
    for name, text in (("actor", wanted.actor), ("subject", wanted.subject)):
        if text:
            rows = rows.filter(**{f"{name}__icontains": text})
    if wanted.since:
        rows = rows.filter(occurred_at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(occurred_at__lt=_midnight(wanted.until + timedelta(days=1)))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return _with_contents(company, list(rows.order_by("-number")[:most]))


def events_about(*, company: int, subject: str, actions: str, most: int) -> list[EventFacts]:
    """Events of exactly this subject, newest first, at most so many; actions: how their names begin."""
    rows = Event.objects.filter(company=company, subject=subject, action__startswith=actions)
    return _with_contents(company, list(rows.order_by("-number")[:most]))


def events_since(*, company: int, number: int, most: int) -> list[EventFacts]:
    """Events beyond a number, oldest first, at most so many."""
    rows = Event.objects.filter(company=company, number__gt=number)
    return _with_contents(company, list(rows.order_by("number")[:most]))


def first_action(*, company: int) -> str:
    """The action that a company's trail begins with; "" where it is empty."""
    return Event.objects.filter(company=company).order_by("number").values_list("action", flat=True).first() or ""


def _with_contents(company: int, found: list[Event]) -> list[EventFacts]:
    payloads = Payload.objects.filter(company=company, event__in=[event.id for event in found])
    contents = dict(payloads.values_list("event_id", "content"))
    return [
        EventFacts(e.number, e.occurred_at, e.actor, e.action, e.subject, _content(contents.get(e.id))) for e in found
    ]


def _midnight(day: date) -> datetime:
    """Where the day begins here, in UTC as moments are stored."""
    return datetime.combine(day, time.min).astimezone().astimezone(UTC)


def _content(stored: str | None) -> Mapping[str, Any] | None:
    if not stored:
        return None
    found: Mapping[str, Any] = json.loads(stored)
    return found
