"""Payment reconciliation: the list of journals, and the journal with its lines, one decision after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import parse_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import job_under_way
from reskontra.interface.parts import REFUSED, done, goto, number_asked, page_or_part
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.queries import JournalFacts, JournalUnknown, find_journal
from reskontra.journals.queries import journals as all_journals
from reskontra.matching.actions.apply_line import (
    account_currency,
    apply_to_documents,
    parse_document,
    unapply_line,
)
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, post_journals
from reskontra.matching.actions.restore_line import restore_line
from reskontra.matching.candidates import search_documents
from reskontra.matching.jobs import match_in_background, post_in_background, posted_values, posted_words
from reskontra.matching.pages import journal_page, journal_rows, line_row, strip_of, tabs_of
from reskontra.matching.paging import SORTS, TABS, beside, tab_sums
from reskontra.matching.pane import Pane, pane_of
from reskontra.matching.posting_preview import posting_preview
from reskontra.matching.queries import ShownLine, shown_lines
from reskontra.matching.undo import keep, last_line, taken_back
from reskontra.matching.ways import Chosen, go_way, written_account

Decision = Callable[[CompanyFacts, JournalFacts], str]


@require_GET
@demands("READER")
def journals(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    rows = journal_rows(company=company, journals=all_journals(company=company))
    return render(request, "matching/journals.html", {"rows": rows})


@require_GET
@demands("READER")
def journal(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    company, found, view = _found(request, access, number)
    around = number_asked(request, "line")
    page = journal_page(
        company=company, journal=found, **view, number=number_asked(request, "page") or 1, around=around
    )
    chosen = around if around in {row.number for row in page.rows} else (page.rows[0].number if page.rows else None)
    pane = pane_of(company=company, journal=found, number=chosen, **view) if chosen is not None else None
    job = job_under_way(company=company.id, subject=number)
    context = {
        "page": page,
        "chosen": chosen,
        "strip": page.strip,
        "query": _query(view),
        "page_keys": _keys(),
        "job": shown(job) if job else None,
    }
    return render(request, "matching/journal.html", context | _pane_context(company, pane, ""))


@require_GET
@demands("READER")
def line(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """The pane: a part of the journal's page, or on a small screen a page of its own."""
    company, found, view = _found(request, access, number)
    pane = pane_of(company=company, journal=found, number=line, **view)
    if pane is None:
        raise Http404
    asked = request.GET.get("q", "").strip()
    context = {"query": _query(view), "page": None, "page_keys": _keys()} | _pane_context(company, pane, asked)
    return page_or_part(request, "matching/journal_line.html", "matching/_pane.html", context)


@require_POST
@demands("CLERK")
def accept(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """Accept what is proposed; a difference goes the way that the form says."""

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        way, account = request.POST.get("way", "leave"), written_account(request.POST.get("account", ""))
        chosen = Chosen(company, access.actor, journal, line)
        return go_way(chosen, way=way, account=account, party=request.POST.get("party", ""))

    return _decided(request, access, number, line, decide)


@require_POST
@demands("CLERK")
def apply(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """Put the line on the documents that the form names, each with its amount or as far as the money goes."""

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        currency = account_currency(company=company, journal=journal)
        wanted = [parse_document(text) for text in request.POST.getlist("document")]
        pairs = [(one, parse_minor(one.amount, currency) if one.amount else None) for one in wanted]
        apply_to_documents(
            company=company,
            actor=access.actor,
            journal=journal,
            line_number=line,
            documents=pairs,
            with_discount="with_discount" in request.POST,
        )
        return _("Line {line} is applied to {documents}.").format(
            line=line, documents=", ".join(w.number for w in wanted)
        )

    return _decided(request, access, number, line, decide)


@require_POST
@demands("CLERK")
def undo(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """What was proposed before the last decision on the line stands there again."""

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        before = taken_back(request.session, journal.id, line)
        restore_line(company=company, actor=access.actor, journal=journal, line_number=line, before=before)
        return _("Line {line} is as it was.").format(line=line)

    return _decided(request, access, number, line, decide, is_undo=True)


@require_POST
@demands("CLERK")
def unapply(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        unapply_line(company=company, actor=access.actor, journal=journal, line_number=line)
        return _("Line {line} is on nothing.").format(line=line)

    return _decided(request, access, number, line, decide)


@require_POST
@demands("CLERK")
def match(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    company, found, _view = _found(request, access, number)
    if job := match_in_background(company=company, actor=access.actor, journal=found):
        return goto(request, reverse("job", args=[company.id, job]))
    result = match_journals(company=company, actor=access.actor, journals=[found])
    said = _("{lines} lines matched, {ready} ready to post.").format(lines=result.lines, ready=result.ready)
    return done(request, said, reverse("journal", args=[company.id, number]))


@demands("ACCOUNTANT")
def post(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """GET shows what would be posted; POST posts it."""
    company, found, _view = _found(request, access, number)
    to = reverse("journal", args=[company.id, number])
    if request.method == "POST":
        ready = tab_sums(company=company, journal_id=found.id)["ready"].lines
        if job := post_in_background(company=company, actor=access.actor, journal=found, ready=ready):
            return goto(request, reverse("job", args=[company.id, job]))
        result = post_journals(company=company, actor=access.actor, journals=[found], choice=Choice())
        told = " ".join(posted_words(posted_values(result)))
        return done(request, told, to + ("?tab=posted" if not result.left else ""))
    preview = posting_preview(company=company, actor=access.actor, journal=found, is_whole="whole" in request.GET)
    return page_or_part(request, "matching/journal_post.html", "matching/_preview.html", {"preview": preview})


def _found(request: HttpRequest, access: Access, number: str) -> tuple[CompanyFacts, JournalFacts, dict[str, str]]:
    """The company, the journal, and how its lines are looked at: tab and order."""
    company = company_by_id(id=access.company_id)
    try:
        found = find_journal(company=company, number=number)
    except JournalUnknown as unknown:
        raise Http404 from unknown
    tab, sort = request.GET.get("tab", "decide"), request.GET.get("sort", "date")
    return company, found, {"tab": tab if tab in TABS else "decide", "sort": sort if sort in SORTS else "date"}


def _query(view: dict[str, str]) -> str:
    """How the lines are looked at, as an address carries it; what goes without saying is left out."""
    return urlencode({k: v for k, v in view.items() if (k, v) not in (("tab", "decide"), ("sort", "date"))})


def _pane_context(company: CompanyFacts, pane: Pane | None, asked: str) -> dict[str, Any]:
    if pane is None:
        return {"pane": None}
    found = search_documents(company=company, text=asked) if asked else ()
    return {"pane": pane, "asked_for": asked, "found": found}


def _decided(
    request: HttpRequest, access: Access, number: str, line: int, decide: Decision, *, is_undo: bool = False
) -> HttpResponse:
    """Do it, then show the next line to decide; refused, the same line with the reason, and nothing else changes."""
    company, journal, view = _found(request, access, number)
    url = reverse("journal", args=[company.id, number])
    refused: list[str] = []
    told = ""
    had = _line(company, journal, line)
    try:
        told = decide(company, journal)
    except (Refused, Malformed) as refusal:
        refused = list(said_lines(refusal))
    if told and not is_undo:
        keep(request.session, journal_id=journal.id, line=line, before=had.proposal if had else None)
    has = had if refused else _line(company, journal, line)
    following = line
    if view["tab"] == "decide" and not refused and not is_undo and not _is_to_decide(has):
        following = _next(company, journal, line, view)
    if not request.htmx:  # type: ignore[attr-defined]
        for one in refused:
            messages.error(request, one)
        query = "&".join(part for part in (_query(view), f"line={following}") if part)
        return done(request, told, f"{url}?{query}")
    pane = pane_of(company=company, journal=journal, number=following, **view)
    answered = {"query": _query(view), "refused": refused, "typed": request.POST if refused else {}}
    context = answered | _pane_context(company, pane, "")
    said = {"line": line, "told": told, "undoes": last_line(request.session, journal.id), "query": _query(view)}
    around = said | _around(company, journal, (had, has), view)
    parts = [
        render_to_string("matching/_pane.html", context, request),
        render_to_string("matching/_around.html", around, request),
    ]
    return HttpResponse("".join(parts), status=REFUSED if refused else 200)


def _line(company: CompanyFacts, journal: JournalFacts, number: int) -> ShownLine | None:
    return next(iter(shown_lines(company=company, journals=[journal], line_number=number)), None)


def _is_to_decide(shown: ShownLine | None) -> bool:
    return shown is not None and shown.line.state == "OPEN" and not shown.is_ready


def _next(company: CompanyFacts, journal: JournalFacts, line: int, view: dict[str, str]) -> int:
    """The line to go on with: the next to decide, else the one before, else the same."""
    place = beside(company=company, journal_id=journal.id, line_number=line, **view)
    following = place.next if place.next is not None else place.previous
    return line if following is None else following


def _around(
    company: CompanyFacts, journal: JournalFacts, lines: tuple[ShownLine | None, ShownLine | None], view: dict[str, str]
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
        "number": journal.number,
    }


def _keys() -> list[tuple[str, str]]:
    return [
        ("j", _("Next line")),
        ("k", _("Previous line")),
        ("a", _("Accept and go on")),
        ("/", _("Search a document")),
        ("1…9", _("Take that candidate")),
        ("o", _("On account")),
        ("t", _("Put the difference on an account")),
        ("u", _("Unapply")),
        ("z", _("Undo the last decision")),
        ("p", _("Post, with a preview")),
    ]
