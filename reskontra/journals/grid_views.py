"""Journals filled by hand as pages: a grid of lines kept as they are typed, a pane to apply entries, and posting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, RoleTooLow, demands, signed_in
from reskontra.interface.clock import today
from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import job_under_way
from reskontra.interface.lists import FILES, file_answer
from reskontra.interface.parts import REFUSED, done, goto, number_asked, page_or_part
from reskontra.journals.account_choices import account_choices
from reskontra.journals.batches import BatchFacts, BatchUnknown, batch_named
from reskontra.journals.deposit_lines import DEPOSIT
from reskontra.journals.deposit_posting import deposit_findings
from reskontra.journals.entering import ACCOUNT_KINDS, add_line, change_line, delete_line
from reskontra.journals.grid_file import grid_menu, grid_report
from reskontra.journals.grid_pages import (
    account_kinds,
    document_types,
    documents_of_lines,
    findings_told,
    foot_of,
    grid_page,
)
from reskontra.journals.grid_pane import MORE, apply_ticks, pane_of
from reskontra.journals.grid_row import (
    NEW,
    RowRefusal,
    changed_line,
    fields_of,
    has_changed,
    new_line,
    new_row,
    refused,
    row_of,
)
from reskontra.journals.post_typed import check_batch
from reskontra.journals.retyping import as_typed, documents_of_line
from reskontra.journals.typed_lines import TypedFacts, TypedLineUnknown, find_typed_line, last_open_line, typed_lines

Change = Callable[[CompanyFacts, BatchFacts, TypedFacts], TypedFacts | None]


def batch_found(access: Access, name: str) -> tuple[CompanyFacts, BatchFacts]:
    company = company_by_id(id=access.company_id)
    try:
        return company, batch_named(company=company, name=name)
    except BatchUnknown as unknown:
        raise Http404 from unknown


def _line(company: CompanyFacts, batch: BatchFacts, number: int) -> TypedFacts:
    try:
        if number >= 2**31:
            raise Http404
        return find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)
    except TypedLineUnknown as unknown:
        raise Http404 from unknown


def grid_url(company: CompanyFacts, batch: BatchFacts, query: str = "") -> str:
    return reverse("typed_journal", args=[company.id, batch.name]) + query


@require_GET
@demands("READER")
def grid(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    company, batch = batch_found(access, name)
    if request.GET.get("format", "") in FILES:
        menu = grid_menu(user_id=signed_in(request).pk, batch=batch)
        return file_answer(grid_report(company=company, batch=batch, menu=menu), request.GET["format"])
    return _grid(request, access, company, batch)


def _grid(
    request: HttpRequest,
    access: Access,
    company: CompanyFacts,
    batch: BatchFacts,
    refusals: dict[str, RowRefusal] | None = None,
) -> HttpResponse:
    around = number_asked(request, "line")
    page = grid_page(
        company=company, batch=batch, number=number_asked(request, "page"), around=around, refusals=refusals
    )
    pane = None
    if around is not None and str(around) in {row.suffix for row in page.rows}:
        asked = request.GET.get("q", "")
        pane = pane_of(company=company, batch=batch, line=_line(company, batch, around), asked=asked)
    context = {"page": page, "batch": batch, "foot": page.foot, "pane": pane, "chosen": around, "page_keys": _keys()}
    context |= {"may_enter": access.may("CLERK"), "types": page.types, "kinds": page.kinds}
    job = job_under_way(company=company.id, subject=batch.name)
    context["job"] = shown(job) if job else None
    context["menu"] = grid_menu(user_id=signed_in(request).pk, batch=batch)
    return render(request, "journals/typed_journal.html", context, status=REFUSED if refusals else 200)


@demands("READER")
def line(request: HttpRequest, access: Access, name: str, line: int) -> HttpResponse:
    """GET is the pane of a line; POST keeps what was changed in its row."""
    company, batch = batch_found(access, name)
    found = _line(company, batch, line)
    if request.method != "POST":
        if not request.htmx:  # type: ignore[attr-defined]
            query = urlencode({"line": line} | ({"q": request.GET["q"]} if request.GET.get("q") else {}))
            return goto(request, grid_url(company, batch, f"?{query}#pane"))
        pane = pane_of(company=company, batch=batch, line=found, asked=request.GET.get("q", ""))
        return render(request, "journals/_typed_pane.html", {"pane": pane, "may_enter": access.may("CLERK")})
    _ask_clerk(access)
    documents = documents_of_line(company=company, line=found)
    fields = fields_of(request.POST, str(line))
    refusal = None
    try:
        new = changed_line(company=company, line=found, documents=documents, fields=fields, today=today())
        found = change_line(company=company, actor=access.actor, batch=batch, number=line, new=new, today=today())
    except (Refused, Malformed) as told:
        refusal = refused(told, fields)
    return _saved(request, access, company, batch, found, refusal)


def _ask_clerk(access: Access) -> None:
    if not access.may("CLERK"):
        raise RoleTooLow("CLERK")


def _saved(
    request: HttpRequest,
    access: Access,
    company: CompanyFacts,
    batch: BatchFacts,
    found: TypedFacts,
    refusal: RowRefusal | None = None,
    **more: Any,
) -> HttpResponse:
    """To htmx the row, the foot and the pane; else the page again, or with the refusal in the row."""
    if not request.htmx:  # type: ignore[attr-defined]
        if refusal:
            return _grid(request, access, company, batch, {str(found.line_number): refusal})
        return goto(request, grid_url(company, batch, f"?line={found.line_number}"))
    batch = batch_named(company=company, name=batch.name)
    documents = documents_of_lines(company=company, lines=[found])
    context = {
        "batch": batch,
        "row": row_of(found, documents, refusal),
        "foot": foot_of(company=company, batch=batch),
        "pane": pane_of(company=company, batch=batch, line=found),
        "types": document_types(),
        "kinds": account_kinds(),
        "may_enter": True,
    } | more
    return render(request, "journals/_typed_saved.html", context, status=REFUSED if refusal else 200)


@require_POST
@demands("CLERK")
def add(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The empty row: it becomes a line once an account is in it; before, it stays as it is typed."""
    company, batch = batch_found(access, name)
    fields = fields_of(request.POST, NEW)
    try:
        new = new_line(company=company, fields=fields, today=today())
        if new is None:
            return HttpResponse(status=204) if request.htmx else goto(request, grid_url(company, batch))  # type: ignore[attr-defined]
        found = add_line(company=company, actor=access.actor, batch=batch, new=new, today=today())
    except (Refused, Malformed) as told:
        refusal = refused(told, fields)
        if not request.htmx:  # type: ignore[attr-defined]
            return _grid(request, access, company, batch, {NEW: refusal})
        row = new_row(batch, last_open_line(company=company, journal_id=batch.journal_id), refusal)
        context = {"batch": batch, "row": row, "types": document_types(), "kinds": account_kinds(), "may_enter": True}
        return render(request, "journals/_typed_new.html", context, status=REFUSED)
    return _saved(request, access, company, batch, found, is_added=True, fresh=new_row(batch, found))


@require_POST
@demands("CLERK")
def save(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """All rows of the page at once, for a browser without the script; what is refused stays as it was typed."""
    company, batch = batch_found(access, name)
    refusals: dict[str, RowRefusal] = {}
    shown = set(request.POST.get("shown", "").split(","))
    lines = [one for one in typed_lines(company=company, journal_id=batch.journal_id) if str(one.line_number) in shown]
    documents = documents_of_lines(company=company, lines=lines)
    for one in lines:
        fields = fields_of(request.POST, str(one.line_number))
        if not has_changed(row_of(one, documents), fields):
            continue
        try:
            new = changed_line(company=company, line=one, documents=documents, fields=fields, today=today())
            change = partial(change_line, company=company, actor=access.actor, batch=batch, today=today())
            change(number=one.line_number, new=new)
        except (Refused, Malformed) as told:
            refusals[str(one.line_number)] = refused(told, fields)
    fields = fields_of(request.POST, NEW)
    try:
        added = new_line(company=company, fields=fields, today=today())
        if added:
            add_line(company=company, actor=access.actor, batch=batch, new=added, today=today())
    except (Refused, Malformed) as told:
        refusals[NEW] = refused(told, fields)
    if refusals:
        return _grid(request, access, company, batch_named(company=company, name=name), refusals)
    return done(request, _("What you entered is kept."), grid_url(company, batch))


@require_POST
@demands("CLERK")
def apply(request: HttpRequest, access: Access, name: str, line: int) -> HttpResponse:
    """Mark the ticked entries of the pane, and keep what else it says of the line."""
    company, batch = batch_found(access, name)
    found = _line(company, batch, line)
    refusal = None
    try:
        if "more" in request.POST:
            found = _with_more(request, access, company, batch, found)
        else:
            found = apply_ticks(
                company=company, actor=access.actor, batch=batch, line=found, typed=request.POST.dict(), today=today()
            )
    except (Refused, Malformed) as told:
        refusal = refused(told, request.POST.dict())
    if not request.htmx:  # type: ignore[attr-defined]
        if refusal:
            pane = pane_of(company=company, batch=batch, line=found, refusal=refusal)
            context = {"pane": pane, "batch": batch, "may_enter": True}
            return render(request, "journals/typed_line.html", context, status=REFUSED)
        return goto(request, grid_url(company, batch, f"?line={line}#pane"))
    pane = pane_of(company=company, batch=batch, line=found, asked=request.POST.get("q", ""), refusal=refusal)
    response = _saved(request, access, company, batch, found, None, pane=pane)
    response.status_code = REFUSED if refusal else 200
    return response


def _with_more(
    request: HttpRequest, access: Access, company: CompanyFacts, batch: BatchFacts, line: TypedFacts
) -> TypedFacts:
    """What the grid has no columns for; a word of yes, no or nothing for what the settings ask."""
    new = as_typed(line, documents_of_line(company=company, line=line), local_currency=company.currency)
    texts: dict[str, Any] = {name: request.POST.get(name, "").strip()[:100] for name in MORE}
    words = {"": None, "yes": True, "no": False}
    new = replace(
        new,
        **texts,
        accepts_late_discount=words.get(request.POST.get("late", "")),
        accepts_tolerance=words.get(request.POST.get("tolerance", "")),
    )
    return change_line(
        company=company, actor=access.actor, batch=batch, number=line.line_number, new=new, today=today()
    )


@require_POST
@demands("CLERK")
def copy(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The last line once more, but for its number and what it settles."""
    company, batch = batch_found(access, name)
    last = last_open_line(company=company, journal_id=batch.journal_id)
    if last is None:
        return goto(request, grid_url(company, batch))
    new = as_typed(last, documents_of_line(company=company, line=last), local_currency=company.currency)
    new = replace(new, settles=(), document_number="")
    found = add_line(company=company, actor=access.actor, batch=batch, new=new, today=today())
    return _saved(request, access, company, batch, found, is_added=True, fresh=new_row(batch, found))


@require_POST
@demands("CLERK")
def delete(request: HttpRequest, access: Access, name: str, line: int) -> HttpResponse:
    company, batch = batch_found(access, name)
    _line(company, batch, line)
    delete_line(company=company, actor=access.actor, batch=batch, number=line)
    return done(request, _("Line {line} is deleted.").format(line=line), grid_url(company, batch))


@require_GET
@demands("READER")
def check(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Everything that forbids to post the batch, each with its line."""
    company, batch = batch_found(access, name)
    findings = check_batch(company=company, batch=batch, today=today())
    if batch.kind == DEPOSIT:
        findings += deposit_findings(company=company, number=batch.name)
    found = findings_told(findings)
    context = {"batch": batch, "findings": found, "is_checked": True}
    return page_or_part(request, "journals/typed_check.html", "journals/_typed_check.html", context)


@require_GET
@demands("READER")
def accounts(request: HttpRequest, access: Access) -> HttpResponse:
    """What fits the account that is being typed, as choices."""
    kind = request.GET.get("kind", "")
    text = request.GET.get("text", "").strip()[:100]
    company = company_by_id(id=access.company_id)
    found = account_choices(company=company, kind=kind, text=text) if kind in ACCOUNT_KINDS and text else []
    return render(request, "journals/_typed_choices.html", {"choices": found})


def _keys() -> list[tuple[str, str]]:
    return [
        ("Tab", _("Next field")),
        ("Enter", _("Next field, and from the last to the next row")),
        ("↑ ↓", _("The same field in the row above or below")),
        ("F8", _("Copy the field above")),
        ("Ctrl D", _("Copy the last row")),
        ("Ctrl Del", _("Delete the row")),
        ("Ctrl E", _("Apply entries to the row")),
        ("v", _("See what would be posted")),
        ("p", _("Post, with a preview")),
    ]
