"""journals: payment reconciliation journals, matched, accepted, posted and reversed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.database.listing import Row
from reskontra.interface.api.as_seen import ETAG, tag_of
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import listing_asked, page_of_listing
from reskontra.interface.api.problems import RequestUnread
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Day, Number, Page, Paged, Text
from reskontra.interface.jobs import start_job
from reskontra.journals.queries import find_journal, journals_by_id, lines_stand
from reskontra.ledger.queries import account_names
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.choose_posting_date import choose_posting_date
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, PostedJournals, post_journals
from reskontra.matching.actions.reverse_lines import reverse_lines
from reskontra.matching.api.shapes import (
    JournalData,
    JournalLine,
    JournalListed,
    JournalMatched,
    JournalPosted,
    JournalReversed,
    JournalsWhole,
    LinesAccepted,
)
from reskontra.matching.jobs import match_in_background, start_posting
from reskontra.matching.journal_list import journal_listing
from reskontra.matching.paging import line_listing
from reskontra.matching.proposals import proposals_stand
from reskontra.matching.queries import journal_headers, journals_as_data, shown_lines

routes = Routes("journals", "Journals")
Lines = Annotated[list[Number], Field(max_length=100_000)]


class JournalsAsked(Paged):
    """Which journals."""

    status: Annotated[Literal["", "open", "posted"], Field(description="Both without one.")] = ""
    bank_account: Annotated[str, Field(max_length=60)] = ""
    q: Annotated[str, Field(max_length=200)] = ""
    date_from: Day | None = None
    date_to: Day | None = None
    sort: Literal["number", "-number", "date", "-date"] = "-date"


class JournalLinesAsked(Paged):
    """Which lines: to be decided, ready to post, all, or posted."""

    tab: Literal["decide", "ready", "all", "posted"] = "all"


class AcceptLines(Body):
    """Lines by number; without any, all that it may concern."""

    lines: Lines = []


class MatchJournal(Body):
    """background: as a job, whatever its size; without it those of more than 1,000 lines are."""

    background: bool | None = None


class PostJournal(Body):
    """Which lines to post: those named, else the ready ones; all refuses while any is not ready.

    background: as a job; a preview in the background is of the ready ones alone.
    """

    lines: Lines = []
    all: bool = False
    payments_only: bool = False
    preview: bool = False
    background: bool = False


class ReverseJournal(Body):
    """Posted lines by number, every one without; reason: kept with the counter vouchers."""

    lines: Lines = []
    reason: Text = ""


class JournalPostingDate(Body):
    """The day on which open lines are posted; null for their own days."""

    date: Day | None
    reason: Text = ""


def posted_data(company: CompanyFacts, done: PostedJournals, *, is_preview: bool) -> dict[str, Any]:
    """What was posted, or would be."""
    names = account_names(company=company, ids=done.accounts)
    moved = sorted((*names[id], format_minor(minor, company.currency)) for id, minor in done.accounts.items())
    return {
        "run": 0 if is_preview else done.run,
        "vouchers": [{"voucher": name, "journal": journal, "line": line} for name, journal, line in done.vouchers],
        "accounts": [{"account": number, "name": name, "amount": amount} for number, name, amount in moved],
        "payments": done.payments,
        "applied": done.applied,
        "left": done.left,
        "waiting": done.waiting,
        "closed": list(done.closed),
    }


@routes.get("/journals", Page[JournalListed])
def list_journals(request: Call, asked: Query[JournalsAsked]) -> dict[str, Any]:
    """List journals over bank statements."""
    company = company_of(request)
    written = {
        "state": asked.status, "bank": asked.bank_account, "q": asked.q,
        "from": asked.date_from, "to": asked.date_to,
    }  # fmt: skip
    listing = journal_listing(company, listing_asked(written))

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        found = journals_by_id(company=company, ids=[row["id"] for row in rows])
        heads = journal_headers(company=company, journals=found)
        told = {
            one.id: {**head, "open_lines": one.open_lines, "posted_lines": one.posted_lines,
                     "created_by": one.created_by}
            for one, head in zip(found, heads, strict=True)
        }  # fmt: skip
        return [told[row["id"]] for row in rows]

    return page_of_listing(listing, asked, sort=asked.sort, build=build)


@routes.get("/journals/{journal}", JournalListed)
def show_journal(request: Call, response: HttpResponse, journal: str) -> dict[str, Any]:
    """Show a journal without its lines; its ETag tells of each decision on them."""
    company = company_of(request)
    found = find_journal(company=company, number=journal)
    (head,) = journal_headers(company=company, journals=[found])
    counts = {"open_lines": found.open_lines, "posted_lines": found.posted_lines, "created_by": found.created_by}
    told = {**head, **counts}
    stands = lines_stand(company=company, journal_id=found.id) + proposals_stand(company=company, journal_id=found.id)
    response[ETAG] = tag_of({**told, "stands": stands})
    return told


@routes.get("/journals/{journal}/whole", JournalsWhole)
def show_journal_whole(request: Call, journal: str) -> dict[str, Any]:
    """Show a journal with all its lines at once, as `journal show --format json` does."""
    company = company_of(request)
    return journals_as_data(company=company, journals=[find_journal(company=company, number=journal)])


@routes.get("/journals/{journal}/lines", Page[JournalLine])
def list_lines(request: Call, journal: str, asked: Query[JournalLinesAsked]) -> dict[str, Any]:
    """List a journal's lines with what is applied and why."""
    company = company_of(request)
    found = find_journal(company=company, number=journal)
    listing = line_listing(company=company, journal_id=found.id, tab=asked.tab)

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        shown = shown_lines(company=company, journals=[found], ids=[row["id"] for row in rows])
        told: list[dict[str, Any]] = journals_as_data(company=company, journals=[], shown=shown)["lines"]
        return told

    return page_of_listing(listing, asked, sort="line", build=build)


@routes.post("/journals/{journal}/match", JournalMatched, also={202: JobData})
def match_journal(request: Call, journal: str, body: MatchJournal) -> Any:
    """Find what the open lines pay; a large journal in the background."""
    company, actor = company_of(request), request.auth.actor
    found = find_journal(company=company, number=journal)
    if body.background:
        started = {"journal": found.number}
        job = start_job(company=company.id, actor=actor, kind="match", subject=found.number, arguments=started)
        return under_way(request, job)
    if body.background is None and (waits := match_in_background(company=company, actor=actor, journal=found)):
        return under_way(request, waits)
    done = match_journals(company=company, actor=actor, journals=[found])
    return {
        "lines": done.lines, "ready": done.ready, "states": dict(done.states), "kept": done.kept,
        "repeat": done.is_repeat,
    }  # fmt: skip


@routes.post("/journals/{journal}/accept", LinesAccepted)
def accept_journal(request: Call, journal: str, body: AcceptLines) -> dict[str, Any]:
    """Accept proposals as reviewed; what was paid too much goes on account."""
    company = company_of(request)
    found = find_journal(company=company, number=journal)
    numbers = accept_lines(company=company, actor=request.auth.actor, journal=found, line_numbers=body.lines)
    return {"lines": numbers}


@routes.post("/journals/{journal}/post", JournalPosted, role="ACCOUNTANT", also={202: JobData})
def post_journal(request: Call, journal: str, body: PostJournal) -> Any:
    """Post the ready lines: a voucher each, payments applied, the bank account reconciled."""
    company, actor = company_of(request), request.auth.actor
    found = find_journal(company=company, number=journal)
    choice = Choice(lines=tuple(body.lines), is_all=body.all, payments_only=body.payments_only, is_preview=body.preview)
    if body.background:
        if body.preview and (body.lines or body.all or body.payments_only):
            raise RequestUnread(place="body.preview", reason="in the background it is of the ready lines alone")
        return under_way(request, start_posting(company=company, actor=actor, journal=found, choice=choice))
    done = post_journals(company=company, actor=actor, journals=[found], choice=choice)
    return posted_data(company, done, is_preview=body.preview)


@routes.post("/journals/{journal}/reverse", JournalReversed, role="ACCOUNTANT")
def reverse_journal(request: Call, journal: str, body: ReverseJournal) -> dict[str, Any]:
    """Take posted lines back with counter vouchers; the lines are open again."""
    company = company_of(request)
    found = find_journal(company=company, number=journal)
    done = reverse_lines(
        company=company, actor=request.auth.actor, journal=found, line_numbers=body.lines, reason=body.reason
    )
    return {"lines": done.lines, "vouchers": list(done.vouchers), "readjusted": list(done.readjusted)}


@routes.put("/journals/{journal}/posting-date", JournalData)
def set_posting_date(request: Call, journal: str, body: JournalPostingDate) -> dict[str, Any]:
    """Post the open lines on another day than their own, such as the first open one."""
    company = company_of(request)
    found = find_journal(company=company, number=journal)
    choose_posting_date(company=company, actor=request.auth.actor, journal=found, day=body.date, reason=body.reason)
    (head,) = journal_headers(company=company, journals=[find_journal(company=company, number=journal)])
    return head
