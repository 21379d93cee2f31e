"""The audit trail as a page: every command newest first, with what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.audit.queries import EventFacts, Wanted, events
from reskontra.core.errors import Malformed
from reskontra.desk.report_kinds import Asked
from reskontra.interface.action_words import action_word, actions_named
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED, number_asked
from reskontra.interface.refusals import lines

PER_PAGE = 100
FIELDS = {
    "actor": noop("Who"),
    "action": noop("What was done"),
    "subject": noop("To what"),
    "from": noop("From"),
    "to": noop("To"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a command set; before is empty where only what came of it is kept."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EventRow:
    number: int
    occurred_at: datetime
    actor: str
    action: str
    code: str
    subject: str
    changes: tuple[Change, ...]
    is_erased: bool


@demands("ACCOUNTANT")
def audit(request: HttpRequest, access: Access) -> HttpResponse:
    """A hundred events; ?before= goes on where a page ended."""
    asked = Asked({name: request.GET.get(name, "") for name in FIELDS})
    fields = [(name, _(word), asked.text(name)) for name, word in FIELDS.items()]
    try:
        wanted = Wanted(
            asked.text("actor"),
            asked.text("action"),
            asked.text("subject"),
            asked.day("from"),
            asked.day("to"),
            actions_named(asked.text("action")),
        )
    except Malformed as refusal:
        context = {"rows": [], "fields": fields, "refused": list(lines(refusal))}
        return render(request, "desk/audit.html", context, status=REFUSED)
    before = number_asked(request, "before", digits=11)
    found = events(company=access.company_id, wanted=wanted, before=before, most=PER_PAGE + 1)
    context = {
        "rows": [event_row(event) for event in found[:PER_PAGE]],
        "fields": fields,
        "query": urlencode({name: text for name, _word, text in fields if text}),
        "older": found[PER_PAGE - 1].number if len(found) > PER_PAGE else None,
    }
    return render(request, "desk/audit.html", context)


def event_row(event: EventFacts) -> EventRow:
    """An event for people: its changes as names and values."""
    changes = tuple(one for one in _changes(event.content or {}) if one.before or one.after)
    return EventRow(
        number=event.number,
        occurred_at=event.occurred_at,
        actor=event.actor,
        action=action_word(event.action),
        code=event.action,
        subject=event.subject,
        changes=changes,
        is_erased=event.content is None,
    )


def _changes(content: Mapping[str, Any]) -> Iterator[Change]:
    """Before and after stand beside each other where a command kept both."""
    before, after = content.get("before"), content.get("after")
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            yield Change(str(name), _told(before.get(name)), _told(after.get(name)))
    elif "before" in content or "after" in content:
        yield Change("", _told(before), _told(after))
    for name, found in content.items():
        if name not in ("before", "after"):
            yield Change(str(name), "", _told(found))


def _told(found: object) -> str:
    if found is None:
        return ""
    if isinstance(found, Mapping):
        return ", ".join(f"{name}: {_told(inner)}" for name, inner in found.items())
    if isinstance(found, list):
        return ", ".join(_told(inner) for inner in found)
    return str(found)
