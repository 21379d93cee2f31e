"""Payment reconciliation: the list of journals, and the journal with its lines, one decision after the other."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.money import parse_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import JobUnknown, find_job, job_under_way
from reskontra.interface.lists import list_answer
from reskontra.interface.parts import done, goto, key_asked, number_asked, page_or_part
from reskontra.journals.queries import JournalFacts
from reskontra.matching.actions.apply_line import (
    account_currency,
    apply_to_documents,
    parse_document,
    unapply_line,
)
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, post_journals
from reskontra.matching.actions.restore_line import undo_decision
from reskontra.matching.deciding import Asked, decided, found_journal, or_reconciliation, pane_context, query_of
from reskontra.matching.decisions import last_line
from reskontra.matching.jobs import (
    match_in_background,
    post_in_background,
    posted_values,
    posted_words,
    preview_in_background,
)
from reskontra.matching.journal_list import journal_kind, journal_listing
from reskontra.matching.offers import Offer, offer_numbered
from reskontra.matching.pages import journal_page
from reskontra.matching.paging import tab_sums
from reskontra.matching.pane import pane_of
from reskontra.matching.posting_preview import Preview, posting_preview, preview_kept, previewed_rows
from reskontra.matching.today import decided_today
from reskontra.matching.ways import Chosen, go_way, written_account


@require_GET
@demands("READER")
def journals(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    import_url = reverse("statement_import", args=[company.id])
    return list_answer(
        request,
        journal_kind(company),
        partial(journal_listing, company),
        template="matching/journals.html",
        context={"title": _("Payment reconciliation"), "empty_url": import_url, "empty_word": _("Import a statement")},
        company_id=company.id,
        currency=company.currency,
    )


@require_GET
@demands("READER")
@or_reconciliation
def journal(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    company, found, view = found_journal(request, access, number)
    around = number_asked(request, "line")
    page = journal_page(
        company=company, journal=found, **view, number=number_asked(request, "page") or 1, around=around
    )
    chosen = around if around in {row.number for row in page.rows} else (page.rows[0].number if page.rows else None)
    pane = (
        pane_of(company=company, journal=found, number=chosen, tab=view["tab"], sort=view["sort"])
        if chosen is not None
        else None
    )
    job = job_under_way(company=company.id, subject=number)
    context = {
        "page": page,
        "chosen": chosen,
        "strip": page.strip,
        "query": query_of(view),
        "page_keys": _keys(),
        "job": shown(job) if job else None,
        "offer": _offer(company, request),
        "undoes": last_line(company=company, actor=access.actor, journal_id=found.id),
        "number": number,
    }
    return render(request, "matching/journal.html", context | pane_context(company, pane, ""))


@require_GET
@demands("READER")
@or_reconciliation
def line(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """The pane: a part of the journal's page, or on a small screen a page of its own."""
    company, found, view = found_journal(request, access, number)
    pane = pane_of(company=company, journal=found, number=line, tab=view["tab"], sort=view["sort"])
    if pane is None:
        raise Http404
    asked = request.GET.get("q", "").strip()
    context = {"query": query_of(view), "page": None, "page_keys": _keys()} | pane_context(company, pane, asked)
    return page_or_part(request, "matching/journal_line.html", "matching/_pane.html", context)


@require_GET
@demands("READER")
def today(request: HttpRequest, access: Access) -> HttpResponse:
    """What she decided today, each of which can be undone until it is posted."""
    company = company_by_id(id=access.company_id)
    return render(request, "matching/today.html", {"decided": decided_today(company=company, actor=access.actor)})


@require_POST
@demands("CLERK")
def accept(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """Accept what is proposed; a difference goes the way that the form says."""

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        way, account = request.POST.get("way", "leave"), written_account(request.POST.get("account", ""))
        chosen = Chosen(company, access.actor, journal, line)
        return go_way(chosen, way=way, account=account, party=request.POST.get("party", ""))

    wish = " ".join(one for one in (_("Accept"), request.POST.get("account", "")) if one)
    return decided(Asked(request, access, number, line), decide, wish=wish)


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

    wish = ", ".join(request.POST.getlist("document"))
    return decided(Asked(request, access, number, line), decide, wish=wish)


@require_POST
@demands("CLERK")
def undo(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """What was proposed before the last decision on the line stands there again; ?back=today: back to their list."""

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        undo_decision(company=company, actor=access.actor, journal=journal, line_number=line)
        return _("Line {line} is as it was.").format(line=line)

    if request.GET.get("back") == "today":
        company, found, _view = found_journal(request, access, number)
        return done(request, decide(company, found), reverse("decided_today", args=[company.id]))
    return decided(Asked(request, access, number, line), decide, is_undo=True)


@require_POST
@demands("CLERK")
def unapply(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        unapply_line(company=company, actor=access.actor, journal=journal, line_number=line)
        return _("Line {line} is on nothing.").format(line=line)

    return decided(Asked(request, access, number, line), decide, wish=_("Unapply"))


@require_POST
@demands("CLERK")
def match(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    company, found, _view = found_journal(request, access, number)
    if job := match_in_background(company=company, actor=access.actor, journal=found):
        return goto(request, reverse("job", args=[company.id, job]))
    result = match_journals(company=company, actor=access.actor, journals=[found])
    said = _("{lines} lines matched, {ready} ready to post.").format(lines=result.lines, ready=result.ready)
    return done(request, said, reverse("journal", args=[company.id, number]))


@demands("ACCOUNTANT")
def post(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """GET shows what would be posted; POST posts it. Of many lines, each in the background.

    ?job=     what a job found that posting would do; POST with `preview`: start such a job
    """
    company, found, _view = found_journal(request, access, number)
    to = reverse("journal", args=[company.id, number])
    if request.method == "POST":
        ready = tab_sums(company=company, journal_id=found.id)["ready"].lines
        start = preview_in_background if "preview" in request.POST else post_in_background
        if job := start(company=company, actor=access.actor, journal=found, ready=ready):
            return goto(request, reverse("job", args=[company.id, job]))
        if "preview" in request.POST:
            return goto(request, request.path)
        result = post_journals(company=company, actor=access.actor, journals=[found], choice=Choice())
        told = " ".join(posted_words(posted_values(result)))
        return done(request, told, to + ("?tab=posted" if not result.left else ""))
    seen = key_asked(request, "job")
    if seen is None:
        preview, changed = posting_preview(company=company, actor=access.actor, journal=found), False
    else:
        preview, rows = _preview_of_job(company, found, seen)
        changed = rows != previewed_rows(company=company, journal=found)
    context = {"preview": preview, "changed": changed}
    return page_or_part(request, "matching/journal_post.html", "matching/_preview.html", context)


def _preview_of_job(company: CompanyFacts, journal: JournalFacts, number: int) -> tuple[Preview, str]:
    """The preview, and the digest of what it was made of."""
    try:
        job = find_job(company=company.id, number=number)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "preview" or job.subject != journal.number or not job.outcome:
        raise Http404
    return preview_kept(job.outcome), job.outcome.get("rows", "")


def _offer(company: CompanyFacts, request: HttpRequest) -> Offer | None:
    """What the last decision taught, where the page is loaded anew after it."""
    fact = key_asked(request, "offer")
    found = offer_numbered(company=company, number=fact) if fact is not None else None
    return found if found and not found.is_confirmed else None


def _keys() -> list[tuple[str, str]]:
    return [
        ("j", _("Next line")),
        ("k", _("Previous line")),
        ("a", _("Accept and go on")),
        ("/", _("Search a document")),
        ("1…9", _("Take that candidate")),
        ("o", _("On account")),
        ("t", _("Put the difference on an account")),
        ("f", _("Ask another person about the line")),
        ("m", _("Map this text to an account")),
        ("s", _("Split the line")),
        ("u", _("Unapply")),
        ("z", _("Undo the last decision")),
        ("p", _("Post, with a preview")),
    ]
