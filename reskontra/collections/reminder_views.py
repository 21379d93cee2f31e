"""Pages of reminders: the list, making them with a look first, one of them, and what is done with it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.collections.cancelling_reminders import cancel_reminders, delete_reminder_drafts
from reskontra.collections.issuing import Outcome
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.letter_jobs import IssueOrder, is_long, issue_in_background, make_in_background, many_text
from reskontra.collections.making_reminders import make_reminders
from reskontra.collections.reminder_list import REMINDERS, reminder_listing
from reskontra.collections.reminder_pages import ReminderPage, making_page, reminder_page
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_words import DRAFT_TESTED
from reskontra.collections.sending_queries import LetterIsOut, require_told
from reskontra.collections.waiting import drafted_reminders
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.lists import list_answer
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines, wording

SWITCHES = ("not_due", "on_hold", "earlier", "one_level")


@demands("READER")
def reminders(request: HttpRequest, access: Access) -> HttpResponse:
    """Drafts and issued reminders, the newest first."""
    company = company_by_id(id=access.company_id)
    return list_answer(
        request,
        REMINDERS,
        lambda asked: reminder_listing(company=company, asked=asked),
        template="collections/reminders.html",
        context={
            "here": "reminders",
            "title": _("Reminders"),
            "empty_url": reverse("reminders_make", args=[company.id]) if access.may("CLERK") else "",
            "empty_word": _("Make reminders"),
            "may_issue": access.may("ACCOUNTANT") and drafted_reminders(company=company).count > 0,
        },
        company_id=company.id,
        currency=company.currency,
    )


@demands("CLERK")
def reminders_make(request: HttpRequest, access: Access) -> HttpResponse:
    """Who would be reminded of what; sent, the drafts are made."""
    company = company_by_id(id=access.company_id)
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "here": "reminders", "day": given.get("day", "") or today().isoformat(), "override": given.get("override", ""),
        "customer": given.get("customer", ""), "switches": [(name, name in given) for name in SWITCHES],
        **{name: name in given for name in SWITCHES},
    }  # fmt: skip
    try:
        order = _order(context)
        is_many = is_long(company=company, before=order.document_date, customers=order.customers)
        if request.method == "POST" and is_many:
            job = make_in_background(company=company, actor=access.actor, order=order)
            return done(request, "", reverse("job", args=[company.id, job]))
        if request.method == "POST":
            made = make_reminders(company=company, actor=access.actor, order=order)
            told = worded(_("{count:reminder|reminders} drafted."), count=len(made.made))
            return done(request, told, reverse("reminders", args=[company.id]) + "?which=draft")
        context["is_many"], context["many"] = is_many, many_text()
        if not is_many:
            found = make_reminders(company=company, actor=access.actor, order=order, is_preview=True)
            context["page"] = making_page(found)
    except (Refused, Malformed) as refusal:
        context["refused"] = list(lines(refusal))
        return render(request, "collections/reminders_make.html", context, status=REFUSED)
    return render(request, "collections/reminders_make.html", context)


def _order(given: dict[str, object]) -> MakeOrder:
    """refuses   DayNotRead"""
    customers = tuple(str(given["customer"]).replace(",", " ").split())
    return MakeOrder(
        document_date=day_typed(str(given["day"]), today=today()), customers=customers,
        is_overdue_only=not given["not_due"], has_on_hold=bool(given["on_hold"]), has_earlier=bool(given["earlier"]),
        is_at_one_level=bool(given["one_level"]), override=str(given["override"]).strip(),
    )  # fmt: skip


def _found(access: Access, id: int) -> tuple[CompanyFacts, ReminderPage]:
    company = company_by_id(id=access.company_id)
    page = reminder_page(company=company, id=id)
    if page is None:
        raise Http404
    return company, page


@demands("READER")
def reminder(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """One with its texts and lines as the letter has them."""
    _company, page = _found(access, id)
    return _shown(request, access, page)


def _shown(request: HttpRequest, access: Access, page: ReminderPage, refused: list[str] | None = None) -> HttpResponse:
    context = {
        "page": page, "here": "reminders", "refused": refused, "may_change": access.may("CLERK"),
        "may_issue": access.may("ACCOUNTANT"),
    }  # fmt: skip
    return render(request, "collections/reminder.html", context, status=REFUSED if refused else 200)


@require_POST
@demands("ACCOUNTANT")
def reminder_issue(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """The draft takes its number, and what its terms say is posted; or it is only tested whether it could."""
    company, page = _found(access, id)
    is_test = "test" in request.POST
    outcome = issue_reminders(
        company=company, actor=access.actor, drafts=[page.one.draft_number], is_preview=is_test,
        accepts_rounding=is_test or "rounding" in request.POST,
    )  # fmt: skip
    if is_test:
        return _answer(request, access, page, outcome, _(DRAFT_TESTED))
    return _answer(request, access, page, outcome, _("Reminder {number} is issued to {name}."))


@require_POST
@demands("ACCOUNTANT")
def reminder_cancel(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """What was posted is taken back; the levels of its documents are what they were."""
    company, page = _found(access, id)
    one = page.one
    try:
        require_told(company=company, kind=one.kind, number=one.number, is_told="out" in request.POST)
    except LetterIsOut as refusal:
        return _shown(request, access, page, list(lines(refusal)))
    outcome = cancel_reminders(
        company=company, actor=access.actor, numbers=[page.one.name], has_own_number="own" in request.POST
    )
    return _answer(request, access, page, outcome, _("Reminder {number} to {name} is cancelled."))


def _answer(request: HttpRequest, access: Access, page: ReminderPage, outcome: Outcome, told: str) -> HttpResponse:
    if outcome.refused:
        return _shown(request, access, page, [wording(one) for one in outcome.refused])
    said = told.format(number=outcome.done[0].document, name=page.one.party_name)
    return done(request, said, reverse("reminder", args=[access.company_id, page.one.id]))


@require_POST
@demands("CLERK")
def reminder_delete(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """A draft is taken away."""
    company, page = _found(access, id)
    try:
        delete_reminder_drafts(company=company, actor=access.actor, drafts=[page.one.name])
    except Refused as refusal:
        return _shown(request, access, page, list(lines(refusal)))
    told = _("Draft {number} is deleted.").format(number=page.one.draft_number)
    return done(request, told, reverse("reminders", args=[company.id]))


@require_POST
@demands("ACCOUNTANT")
def reminders_issue(request: HttpRequest, access: Access) -> HttpResponse:
    """All drafts that may be are issued; the others are told with what is against them."""
    company = company_by_id(id=access.company_id)
    accepts = "rounding" in request.POST
    order = IssueOrder(accepts_rounding=accepts)
    job = issue_in_background(company=company, actor=access.actor, kind="REMINDER", order=order)
    if job is not None:
        return done(request, "", reverse("job", args=[company.id, job]))
    outcome = issue_reminders(company=company, actor=access.actor, accepts_rounding=accepts)
    told = worded(_("{count:reminder|reminders} issued."), count=len(outcome.done))
    if outcome.refused:
        context = {"here": "reminders", "told": told, "refused": [wording(one) for one in outcome.refused[:100]]}
        return render(request, "collections/reminders_refused.html", context, status=REFUSED)
    return done(request, told, reverse("reminders", args=[company.id]) + "?which=issued")
