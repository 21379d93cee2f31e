"""One decision after the other: what a page answers when a line was decided, or when that was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.page import reconciliation_found
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access
from reskontra.interface.parts import REFUSED, done, page_or_part
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.queries import JournalFacts, JournalUnknown, find_journal
from reskontra.matching.actions.decide_as_seen import (
    LineChangedMeanwhile,
    LineDecidedMeanwhile,
    decide_as_seen,
)
from reskontra.matching.candidates import search_documents
from reskontra.matching.decisions import last_line
from reskontra.matching.offers import Offer, offer_after
from reskontra.matching.pages import line_row, strip_of, tabs_of
from reskontra.matching.paging import SORTS, TABS, Places, places_around, tab_sums
from reskontra.matching.pane import Pane, pane_of
from reskontra.matching.queries import ShownLine, shown_line

View = dict[str, str]
Decision = Callable[[CompanyFacts, JournalFacts], str]
Form = Callable[[Sequence[str]], HttpResponse]


@dataclass(frozen=True, slots=True)
class Asked:
    """A person at a line of a journal."""

    request: HttpRequest
    access: Access
    number: str
    line: int


def found_journal(request: HttpRequest, access: Access, number: str) -> tuple[CompanyFacts, JournalFacts, View]:
    """The company, the journal, and how its lines are looked at; 404 where there is no such journal."""
    company = company_by_id(id=access.company_id)
    try:
        found = find_journal(company=company, number=number)
    except JournalUnknown as unknown:
        raise Http404 from unknown
    return company, found, view_of(request)


def or_reconciliation(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a journal's page: what searches, reports and imports call a journal may be a bank reconciliation."""

    @wraps(view)
    def answer(request: HttpRequest, access: Access, number: str, **named: int) -> HttpResponse:
        try:
            return view(request, access, number, **named)
        except Http404:
            company, found = reconciliation_found(access, number)
            return redirect("reconciliation", company.id, found.name)

    return answer


def view_of(request: HttpRequest) -> View:
    """How a journal's lines are looked at: tab and order."""
    tab, sort = request.GET.get("tab", "decide"), request.GET.get("sort", "date")
    return {"tab": tab if tab in TABS else "decide", "sort": sort if sort in SORTS else "date"}


def query_of(view: View) -> str:
    """How the lines are looked at, as an address carries it; what goes without saying is left out."""
    return urlencode({k: v for k, v in view.items() if (k, v) not in (("tab", "decide"), ("sort", "date"))})


def pane_context(company: CompanyFacts, pane: Pane | None, asked: str) -> dict[str, Any]:
    """The pane, and what was searched for in it."""
    if pane is None:
        return {"pane": None}
    found = search_documents(company=company, text=asked) if asked else ()
    return {"pane": pane, "asked_for": asked, "found": found}


def open_line(asked: Asked) -> tuple[CompanyFacts, JournalFacts, ShownLine]:
    """The line that is decided, with its journal; 404 where it is not open."""
    company, journal, _view = found_journal(asked.request, asked.access, asked.number)
    shown = shown_line(company=company, journal=journal, number=asked.line)
    if shown is None or shown.line.state != "OPEN":
        raise Http404
    return company, journal, shown


def dialog(asked: Asked, name: str, context: dict[str, Any], *, is_refused: bool) -> HttpResponse:
    """A form over the journal, or as a page; refused, it takes the place of itself."""
    answer = page_or_part(
        asked.request,
        f"matching/journal_{name}.html",
        f"matching/_{name}.html",
        context | {"query": query_of(view_of(asked.request))},
        status=REFUSED if is_refused else 200,
    )
    if is_refused:
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#preview", "outerHTML"
    return answer


def decided(
    asked: Asked, decide: Decision, *, is_undo: bool = False, wish: str = "", form: Form | None = None
) -> HttpResponse:
    """Do it, then show the next line to decide; refused, the same line with the reason, and nothing else changes.

    wish   what the person was about to do, told beside what another did before her
    form   answers instead of the line where a form of its own was refused
    """
    request = asked.request
    company, journal, view = found_journal(request, asked.access, asked.number)
    told, refused, had = _done(asked, company, journal, decide, wish)
    if refused and form is not None:
        return form(refused)
    has = shown_line(company=company, journal=journal, number=asked.line)
    had = has if refused else had
    following, places = asked.line, None
    if view["tab"] == "decide" and not refused and not is_undo and not _is_to_decide(has):
        places = places_around(company=company, journal_id=journal.id, line_number=asked.line, **view)
        following = _next(places, asked.line)
    offer = offer_after(company=company, line_id=has.line.id) if has and told and not is_undo else None
    if not request.htmx:  # type: ignore[attr-defined]
        return _page(asked, company, view, (told, refused), following, offer)
    around = _around(company, journal, (had, has), view) | {"line": asked.line, "told": told, "offer": offer}
    around["undoes"] = last_line(company=company, actor=asked.access.actor, journal_id=journal.id)
    known = has if following == asked.line else None
    pane = pane_of(company=company, journal=journal, number=following, known=known, places=places, **view)
    context = {"query": query_of(view), "refused": refused, "typed": request.POST if refused else {}}
    parts = [
        render_to_string("matching/_pane.html", context | pane_context(company, pane, ""), request),
        render_to_string("matching/_around.html", around | {"query": query_of(view)}, request),
    ]
    return HttpResponse("".join(parts), status=REFUSED if refused else 200)


def _done(
    asked: Asked, company: CompanyFacts, journal: JournalFacts, decide: Decision, wish: str
) -> tuple[str, list[str], ShownLine | None]:
    """What was told of it, what it was refused for, and the line as it was before."""
    try:
        told, had = decide_as_seen(
            company=company,
            journal=journal,
            line_number=asked.line,
            seen=asked.request.POST.get("seen", ""),
            decide=lambda: decide(company, journal),
        )
    except (LineDecidedMeanwhile, LineChangedMeanwhile) as first:
        yours = _("You were about to do this: {wish}").format(wish=wish)
        return "", [*said_lines(first), *([yours] if wish else [])], None
    except (Refused, Malformed) as refusal:
        return "", list(said_lines(refusal)), None
    return told, [], had


def _page(
    asked: Asked,
    company: CompanyFacts,
    view: View,
    said: tuple[str, Sequence[str]],
    following: int,
    offer: Offer | None,
) -> HttpResponse:
    """Without the script: on to the journal's page, which tells the same."""
    told, refused = said
    for one in refused:
        messages.error(asked.request, one)
    rest = [query_of(view), f"line={following}", f"offer={offer.fact}" if offer else ""]
    url = reverse("journal", args=[company.id, asked.number])
    return done(asked.request, told, f"{url}?{'&'.join(part for part in rest if part)}")


def _is_to_decide(shown: ShownLine | None) -> bool:
    return shown is not None and shown.line.state == "OPEN" and not shown.is_ready


def _next(places: Places, line: int) -> int:
    """The line to go on with: the next to decide, else the one before, else the same."""
    place = places.beside(line)
    following = place.next if place.next is not None else place.previous
    return line if following is None else following


def _around(
    company: CompanyFacts, journal: JournalFacts, lines: tuple[ShownLine | None, ShownLine | None], view: View
) -> dict[str, Any]:
    """What else of the page a decision changed: the strip, the tabs, and the line's row where the list has it.

    lines   before and after the decision; a line that comes back to the list comes with the whole of it
    """
    sums = tab_sums(company=company, journal_id=journal.id)
    was_listed, is_listed = (one is not None and (view["tab"] != "decide" or not one.is_ready) for one in lines)
    has = lines[1]
    return {
        "strip": strip_of(company=company, journal=journal, sums=sums),
        "tabs": tabs_of(company=company, journal=journal, sums=sums, tab=view["tab"]),
        "row": line_row(has) if has and was_listed and is_listed else None,
        "has_left": was_listed and not is_listed,
        "comes_back": is_listed and not was_listed,
        "number": journal.number,
    }
