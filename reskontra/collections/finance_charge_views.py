"""Pages of finance charge memos: the list, one of them, and making drafts of all."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.collections.finance_charge_list import MEMOS, memo_listing
from reskontra.collections.finance_charge_pages import make_page, memo_page, numbers_of, order_of
from reskontra.collections.finance_charges import KIND, make_memos, memo_rules
from reskontra.collections.issuing import Outcome, cancel_documents, delete_drafts, draft_numbers
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.letter_jobs import IssueOrder, is_long, issue_in_background, make_in_background
from reskontra.collections.reminder_queries import ReminderFacts, reminder_by_id
from reskontra.collections.reminder_words import DRAFT_TESTED
from reskontra.collections.sending_queries import require_told
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.lists import list_answer
from reskontra.interface.parts import REFUSED, came_from, done
from reskontra.interface.refusals import lines, wording
from reskontra.interface.setup import Change, answer
from reskontra.interface.typed_form import Typed


def _found(access: Access, id: int) -> tuple[CompanyFacts, ReminderFacts]:
    """A memo by the key in its address; the company has none: 404."""
    company = company_by_id(id=access.company_id)
    found = reminder_by_id(company=company, id=id, kind=KIND)
    if found is None:
        raise Http404
    return company, found


@demands("READER")
def memos(request: HttpRequest, access: Access) -> HttpResponse:
    """Drafts, issued and cancelled memos."""
    company = company_by_id(id=access.company_id)
    make_url = reverse("memo_make", args=[company.id]) if access.may("CLERK") else ""
    return list_answer(
        request,
        MEMOS,
        lambda asked: memo_listing(company=company, asked=asked),
        template="collections/memos.html",
        context={
            "here": "memos",
            "title": _("Finance charge memos"),
            "ticks": "memo" if access.may("ACCOUNTANT") else "",
            "empty_url": make_url,
            "empty_word": _("Make finance charge memos"),
            "make_url": make_url,
        },
        company_id=company.id,
        currency=company.currency,
    )


@demands("CLERK")
def memo_make(request: HttpRequest, access: Access) -> HttpResponse:
    """GET asks, and with `look` in the address tells what would be made; POST makes the drafts."""
    company = company_by_id(id=access.company_id)

    jobs: list[int] = []

    def do(typed: Typed) -> str:
        order = order_of(typed)
        if typed.text("look"):
            return ""
        if is_long(company=company, before=order.document_date, customers=order.customers):
            jobs.append(make_in_background(company=company, actor=access.actor, order=order))
            return ""
        made = make_memos(company=company, actor=access.actor, order=order)
        return worded(_("{count:memo|memos} drafted."), count=len(made.made))

    def then(typed: Typed) -> str:
        if jobs:
            return reverse("job", args=[company.id, jobs[0]])
        if not typed.text("look"):
            return reverse("memos", args=[company.id])
        asked = {name: typed.text(name) for name in ("document_date", "posting_date", "customer", "paid_since")}
        return f"{request.path}?{urlencode({'look': '1', **asked})}"

    return answer(request, access, lambda typed: make_page(company, access.actor, typed), Change(do, then=then))


@demands("READER")
def memo(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """One memo, with its calculation line by line."""
    company, found = _found(access, id)
    return _shown(request, access, company, found)


def _shown(
    request: HttpRequest, access: Access, company: CompanyFacts, found: ReminderFacts, said: tuple[str, ...] = ()
) -> HttpResponse:
    context = {
        "page": memo_page(company=company, memo=found),
        "may_draft": access.may("CLERK"),
        "may_issue": access.may("ACCOUNTANT"),
        "day": request.POST.get("day", ""),
        "said": said,
    }
    return render(request, "collections/memo.html", context, status=REFUSED if said else 200)


@require_POST
@demands("ACCOUNTANT")
def memos_issue(request: HttpRequest, access: Access) -> HttpResponse:
    """Issue the drafts that are ticked, or all of them, one by one; those that are refused are told."""
    company = company_by_id(id=access.company_id)
    if "all" in request.POST:
        job = issue_in_background(company=company, actor=access.actor, kind=KIND, order=IssueOrder())
        if job is not None:
            return done(request, "", reverse("job", args=[company.id, job]))
        drafts = draft_numbers(company=company, kind=KIND)
        outcome = issue_documents(company=company, actor=access.actor, rules=memo_rules(company), drafts=drafts)
        return done(request, said_of(outcome), reverse("memos", args=[company.id]))
    drafts = numbers_of(company=company, texts=request.POST.getlist("memo"))
    back = came_from(request, reverse("memos", args=[company.id]))
    if not drafts:
        return done(request, _("No draft was ticked."), back)
    outcome = issue_documents(company=company, actor=access.actor, rules=memo_rules(company), drafts=drafts)
    return done(request, said_of(outcome), back)


def said_of(outcome: Outcome) -> str:
    """What was issued, and what was not and why."""
    issued = worded(_("{count:memo|memos} issued."), count=len(outcome.done))
    return " ".join([issued, *(wording(one) for one in outcome.refused)])


@require_POST
@demands("ACCOUNTANT")
def memo_issue(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    company, found = _found(access, id)
    rules = memo_rules(company)
    is_test = "test" in request.POST
    outcome = issue_documents(
        company=company, actor=access.actor, rules=rules, drafts=[found.draft_number], is_preview=is_test
    )
    told = _(DRAFT_TESTED) if is_test else _("{number} is issued.")
    return _after(request, access, (company, found), outcome, told)


@require_POST
@demands("ACCOUNTANT")
def memo_cancel(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """With the day of the counter voucher, or on the memo's own."""
    company, found = _found(access, id)
    text = request.POST.get("day", "").strip()
    try:
        day = day_typed(text, today=today()) if text else None
        require_told(company=company, kind=KIND, number=found.number, is_told="out" in request.POST)
    except (Refused, Malformed) as refusal:
        return _shown(request, access, company, found, tuple(lines(refusal)))
    outcome = cancel_documents(
        company=company, actor=access.actor, rules=memo_rules(company), numbers=[found.name], day=day
    )
    return _after(request, access, (company, found), outcome, _("{number} is cancelled."))


def _after(
    request: HttpRequest, access: Access, at: tuple[CompanyFacts, ReminderFacts], outcome: Outcome, template: str
) -> HttpResponse:
    company, found = at
    if outcome.refused:
        return _shown(request, access, company, found, tuple(wording(one) for one in outcome.refused))
    said = template.format(number=outcome.done[0].document)
    return done(request, said, reverse("memo", args=[company.id, found.id]))


@require_POST
@demands("CLERK")
def memo_delete(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    company, found = _found(access, id)
    try:
        delete_drafts(company=company, actor=access.actor, rules=memo_rules(company), drafts=[found.draft_number])
    except Refused as refusal:
        return _shown(request, access, company, found, tuple(lines(refusal)))
    said = _("Draft {number} is deleted.").format(number=found.draft_number)
    return done(request, said, reverse("memos", args=[company.id]))
