"""The audit trail read: who did what, when, and what it changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from reskontra.audit.models import Event, Payload
from reskontra.database.bulk import chunks

# Its content names files that were erased by their digests, under "files_erased".
FILES_ERASED = "retention.erased"
# Actions whose content names what was erased, and is itself never erased: events stand under "erased".
ERASING = ("privacy.erased", FILES_ERASED, "company.sandbox_made")
# How actions begin whose subject is the number of a customer or vendor.
NOTED = "note.added"
OF_PARTIES = ("party.", "collection.customer_set", "contact.", "privacy.", NOTED)
LEAST_LETTERS = 4


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


def events_of(*, company: int, action: str) -> list[EventFacts]:
    """Every event of exactly this action, oldest first."""
    return _facts_in_order(company, _naming(company, action=action))


def actors_of(*, company: int, actions: Collection[str], subjects: Collection[str]) -> dict[str, set[str]]:
    """Subject → everyone who did one of the actions to it; subjects to which nobody did are left out."""
    found: dict[str, set[str]] = {}
    for batch in chunks(sorted(subjects), 500):
        rows = Event.objects.filter(company=company, action__in=list(actions), subject__in=batch)
        for subject, actor in rows.values_list("subject", "actor").distinct():
            found.setdefault(subject, set()).add(actor)
    return found


def events_since(*, company: int, number: int, most: int) -> list[EventFacts]:
    """Events beyond a number, oldest first, at most so many."""
    rows = Event.objects.filter(company=company, number__gt=number)
    return _with_contents(company, list(rows.order_by("number")[:most]))


def events_naming(
    *, company: int, subjects: Collection[str], ledger: str, texts: Collection[str], actor: str = ""
) -> list[EventFacts]:
    """Events about a person, oldest first: of one of the subjects as a party, whose content names her, or done by her.

    ledger   CUSTOMER or VENDOR, "" for none: an event that says it was of the other ledger is of somebody else
    texts    what is known of her, as it would stand in a content
    """
    found = _naming(company, actor=actor) if actor else {}
    for begins in OF_PARTIES if subjects else ():
        found |= _naming(company, subject__in=list(subjects), action__startswith=begins)
    facts = {one.number: one for one in _facts_in_order(company, found) if _is_of(one, ledger)}
    said = {str((one.content or {}).get("text", "")) for one in facts.values() if one.action == NOTED}
    for batch in chunks(sorted({*texts, *(text for text in said if len(text) >= LEAST_LETTERS)}), 50):
        named = Q()
        for text in batch:
            named |= Q(content__contains=json.dumps(text, ensure_ascii=False)[1:-1])
        ids = Payload.objects.filter(named, company=company).values("event_id")
        facts |= {one.number: one for one in _facts_in_order(company, _naming(company, id__in=ids))}
    return [facts[number] for number in sorted(facts)]


def _naming(company: int, **wanted: object) -> dict[int, Event]:
    return {event.number: event for event in Event.objects.filter(company=company, **wanted)}


def _facts_in_order(company: int, found: Mapping[int, Event]) -> list[EventFacts]:
    ordered = [found[number] for number in sorted(found)]
    return [one for batch in chunks(ordered, 500) for one in _with_contents(company, batch)]


def _is_of(event: EventFacts, ledger: str) -> bool:
    said = event.content or {}
    if event.action == NOTED and ledger:
        return said.get("kind") in (None, "PARTY")
    return not ledger or said.get("ledger") in (None, ledger)


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
