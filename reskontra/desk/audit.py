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
from reskontra.companies.queries import company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.desk.report_kinds import Asked
from reskontra.interface import display
from reskontra.interface.action_words import action_word, actions_named
from reskontra.interface.auth import Access, demands
from reskontra.interface.code_words import code_word
from reskontra.interface.column_words import column_word
from reskontra.interface.parts import REFUSED, key_asked
from reskontra.interface.refusals import lines

PER_PAGE = 100
PAIRED = frozenset({"company.changed", "entry.edited", "party.changed"})  # column → [before, after]
# Minor units without saying so, where they are whole numbers.
AMOUNTS = frozenset({"allowance", "amount", "bank", "books", "ending", "fee", "opening", "total", "unexplained"})
# What a value before belongs to that is kept without a name.
BEFORE_OF = ("amount", "total", "next", "rate_e8", "periods")
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


@demands("ACCOUNTANT", shows=True)
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
    except (Refused, Malformed) as refusal:
        context = {"rows": [], "fields": fields, "refused": list(lines(refusal))}
        return render(request, "desk/audit.html", context, status=REFUSED)
    before = key_asked(request, "before")
    company = company_by_id(id=access.company_id)
    found = events(company=access.company_id, wanted=wanted, before=before, most=PER_PAGE + 1)
    context = {
        "rows": [event_row(event, currency=company.currency) for event in found[:PER_PAGE]],
        "fields": fields,
        "query": urlencode({name: text for name, _word, text in fields if text}),
        "older": found[PER_PAGE - 1].number if len(found) > PER_PAGE else None,
    }
    return render(request, "desk/audit.html", context)


def event_row(event: EventFacts, *, currency: str) -> EventRow:
    """An event for people: its changes as names and values. currency: of amounts where the event names none."""
    changes = tuple(one for one in _changes(event.action, event.content or {}, currency) if one.before or one.after)
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


def _changes(action: str, content: Mapping[str, Any], currency: str) -> Iterator[Change]:
    """Before and after stand beside each other where a command kept both."""
    currency = str(content.get("currency", currency))
    before, after = content.get("before"), content.get("after")
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            yield _change(str(name), before.get(name), after.get(name), currency=currency)
    elif "before" in content or "after" in content:
        named = next((name for name in BEFORE_OF if name in content), "") if "after" not in content else ""
        yield _change(named, before, content.get(named, after), currency=currency)
        content = {name: found for name, found in content.items() if name != named}
    for name, found in content.items():
        if name in ("before", "after"):
            continue
        is_pair = action in PAIRED and isinstance(found, list) and len(found) == 2
        yield _change(str(name), *(found if is_pair else (None, found)), currency=currency)


def _change(name: str, before: object, after: object, *, currency: str) -> Change:
    """Amounts are kept in minor units, and told as people write them; of documents with their sums the number."""
    if name == "documents" and isinstance(after, list):
        after = [one[0] if isinstance(one, list) and one else one for one in after]
    if name.endswith("_minor") or name in AMOUNTS:
        before, after = (display.money(one, currency) if type(one) is int else one for one in (before, after))
    return Change(column_word(name) if name else "", _told(before, name), _told(after, name))


def _told(found: object, column: str = "") -> str:
    """column: by which a code is known to be one."""
    if found is None:
        return ""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, Mapping):
        return ", ".join(f"{column_word(str(name))}: {_told(inner, str(name))}" for name, inner in found.items())
    if isinstance(found, list):
        return ", ".join(_told(inner, column) for inner in found)
    return code_word(column, str(found))
