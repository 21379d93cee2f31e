"""Bank deposits as pages: the list, a new one, its header, what posting would do, and what it was posted as."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id, setting
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.clock import today
from reskontra.interface.display import money
from reskontra.interface.parts import REFUSED, done, goto, number_asked, page_or_part
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.deposit_posting import post_deposit, undo_deposit
from reskontra.journals.deposits import (
    STATES,
    DepositFacts,
    DepositUnknown,
    NewDeposit,
    add_deposit,
    change_deposit,
    delete_deposit,
    deposit_count,
    deposits,
    find_deposit,
    lines_deposited,
)
from reskontra.journals.posted import posted_url, preview_refused, told_posted
from reskontra.journals.show_typed import document_names
from reskontra.journals.voucher_preview import voucher_preview
from reskontra.ledger.queries import bank_accounts, find_bank_account

PER_PAGE = 100
MARKS = {"OPEN": ("ring", "warn"), "POSTED": ("square_check", "idle"), "REVERSED": ("half_disc", "idle")}


def _found(access: Access, number: str) -> tuple[CompanyFacts, DepositFacts]:
    company = company_by_id(id=access.company_id)
    try:
        return company, find_deposit(company=company, number=number)
    except DepositUnknown as unknown:
        raise Http404 from unknown


def _grid_url(company: CompanyFacts, deposit: DepositFacts) -> str:
    return reverse("typed_journal", args=[company.id, deposit.number])


@demands("READER")
def deposit_list(request: HttpRequest, access: Access) -> HttpResponse:
    """GET lists deposits, the newest first; POST begins one."""
    company = company_by_id(id=access.company_id)
    said: tuple[str, ...] = ()
    if request.method == "POST":
        if not access.may("CLERK"):
            raise RoleTooLow("CLERK")
        try:
            begun = add_deposit(company=company, actor=access.actor, new=_header(request, company))
        except (Refused, Malformed) as refusal:
            said = tuple(said_lines(refusal))
        else:
            text = _("Bank deposit {deposit} is begun. Type what was paid in.").format(deposit=begun.number)
            return done(request, text, _grid_url(company, begun))
    number = max(number_asked(request, "page", digits=6) or 1, 1)
    lump = setting(company=company, key="deposits_lump_sum", default=False)
    context = {
        "deposits": [
            (one, *MARKS[one.state], _(STATES[one.state]))
            for one in deposits(company=company, first=(number - 1) * PER_PAGE, most=PER_PAGE)
        ],
        "number": number,
        "pages": max(1, -(-deposit_count(company=company) // PER_PAGE)),
        "accounts": bank_accounts(company=company),
        "said": said,
        "typed": _typed(request) if said else {"day": today().isoformat(), "is_lump": lump},
        "may_enter": access.may("CLERK"),
    }
    return render(request, "journals/deposits.html", context, status=REFUSED if said else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    texts = {name: request.POST.get(name, "").strip()[:100] for name in ("account", "day", "slip", "total", "text")}
    return texts | {"is_lump": "is_lump" in request.POST}


def _header(request: HttpRequest, company: CompanyFacts) -> NewDeposit:
    """refuses   BankAccountUnknown, DayNotRead, AmountNotRead, TooManyDecimals"""
    typed = _typed(request)
    bank = find_bank_account(company=company, number=typed["account"])
    return NewDeposit(
        bank_account=bank.number,
        posting_date=day_typed(typed["day"], today=today()),
        total_minor=amount_typed(typed["total"], bank.currency),
        description=typed["text"],
        document_date=_day(typed["slip"]),
        is_lump_sum=typed["is_lump"],
    )


def _day(text: str) -> date | None:
    return day_typed(text, today=today()) if text else None


@demands("READER")
def deposit(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """A posted deposit with its lines; an open one is its grid."""
    company, found = _found(access, number)
    if found.is_open:
        return goto(request, _grid_url(company, found))
    return _posted(request, access, company, found, ())


def _posted(
    request: HttpRequest, access: Access, company: CompanyFacts, found: DepositFacts, said: tuple[str, ...]
) -> HttpResponse:
    shown = lines_deposited(company=company, deposit=found, states=["POSTED"])
    names = document_names(company=company, lines=shown)
    context = {
        "deposit": found,
        "state": _(STATES[found.state]),
        "lines": [
            (one, -one.amount_minor, ", ".join(names[mark.entry_id] for mark in one.marks)) for one in shown[:1000]
        ],
        "said": said,
        "reason": request.POST.get("reason", ""),
        "may_undo": access.may("ACCOUNTANT") and found.state == "POSTED",
    }
    return render(request, "journals/deposit.html", context, status=REFUSED if said else 200)


@demands("CLERK")
def deposit_change(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """GET shows an open deposit's header; POST changes it."""
    company, found = _found(access, number)
    if not found.is_open:
        return goto(request, reverse("deposit", args=[company.id, number]))
    said: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            change_deposit(company=company, actor=access.actor, number=number, new=_header(request, company))
        except (Refused, Malformed) as refusal:
            said = tuple(said_lines(refusal))
        else:
            text = _("Bank deposit {deposit} is as you said.").format(deposit=number)
            return done(request, text, _grid_url(company, found))
    typed = {
        "account": found.bank.number,
        "day": found.posting_date.isoformat(),
        "slip": found.document_date.isoformat(),
        "total": money(found.total_minor, found.bank.currency),
        "text": found.description,
        "is_lump": found.is_lump_sum,
    }
    context = {
        "deposit": found,
        "accounts": bank_accounts(company=company),
        "said": said,
        "typed": _typed(request) if said else typed,
    }
    return render(request, "journals/deposit_change.html", context, status=REFUSED if said else 200)


@demands("CLERK")
def deposit_post(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """GET shows what would be posted; POST posts it, for those who may."""
    company, found = _found(access, number)
    if request.method == "POST" and not access.may("ACCOUNTANT"):
        raise RoleTooLow("ACCOUNTANT")
    post = partial(post_deposit, company=company, actor=access.actor, number=number, today=today())
    if request.method == "POST":
        posted = post()
        return done(request, told_posted(posted), posted_url(company, posted, "deposits"))
    back = _grid_url(company, found) if found.is_open else reverse("deposit", args=[company.id, number])
    try:
        posted = post(is_preview=True)
    except (Refused, Malformed) as refusal:
        return preview_refused(request, refusal, back)
    context = {
        "preview": voucher_preview(company=company, posted=posted),
        "action": request.path,
        "back": back,
        "may_post": access.may("ACCOUNTANT"),
    }
    return page_or_part(request, "journals/voucher_preview.html", "journals/_voucher_preview.html", context)


@require_POST
@demands("ACCOUNTANT")
def deposit_undo(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    company, found = _found(access, number)
    try:
        counter = undo_deposit(
            company=company, actor=access.actor, number=number, reason=request.POST.get("reason", "")[:200]
        )
    except Refused as refusal:
        if found.is_open:
            raise
        return _posted(request, access, company, found, tuple(said_lines(refusal)))
    text = _("Bank deposit {deposit} is undone by {voucher}.").format(deposit=number, voucher=counter)
    return done(request, text, reverse("deposit", args=[company.id, number]))


@require_POST
@demands("CLERK")
def deposit_delete(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    company, _deposit = _found(access, number)
    count = delete_deposit(company=company, actor=access.actor, number=number)
    text = worded(_("Bank deposit {deposit} is deleted with {count:line|lines}."), deposit=number, count=count)
    return done(request, text, reverse("deposits", args=[company.id]))
