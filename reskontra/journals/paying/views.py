"""Payment proposals as pages: the list, one with its payments, and all that is done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.files import erased_on
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.clock import today
from reskontra.interface.display import money, value
from reskontra.interface.parts import REFUSED, done, file_to_keep
from reskontra.interface.refusals import lines as said_lines
from reskontra.interface.refusals import wording
from reskontra.journals.paying.again import paid_again
from reskontra.journals.paying.answers import TakenAnswer, take_answer
from reskontra.journals.paying.change import (
    PaymentEdit,
    approve_proposal,
    cancel_proposal,
    edit_payment,
    remove_payment,
)
from reskontra.journals.paying.doubled import paid_twice
from reskontra.journals.paying.export import export_proposal, file_of_proposal
from reskontra.journals.paying.facts import PaymentLine, ProposalFacts, ProposalUnknown, find_proposal
from reskontra.journals.paying.make import ProposalOrder, make_proposal
from reskontra.journals.paying.shown import (
    MARKS,
    STATES,
    answer_told,
    findings_told,
    line_state,
    proposals,
    reason_told,
    state_of,
)
from reskontra.ledger.queries import bank_accounts, find_bank_account

MOST_SHOWN = 1000
MOST_BYTES = 50 * 1024 * 1024
_TYPED = ("amount", "day", "account", "reference", "text")
_FIELDS = ("account", "until", "day", "discounts", "most", "bic")


def proposal_found(access: Access, number: int) -> tuple[CompanyFacts, ProposalFacts]:
    company = company_by_id(id=access.company_id)
    try:
        return company, find_proposal(company=company, number=number)
    except ProposalUnknown as unknown:
        raise Http404 from unknown


def proposal_url(company: CompanyFacts, number: int) -> str:
    return reverse("proposal", args=[company.id, number])


@demands("READER")
def proposal_list(request: HttpRequest, access: Access) -> HttpResponse:
    """GET lists proposals, the newest first; POST makes one."""
    company = company_by_id(id=access.company_id)
    said: tuple[str, ...] = ()
    if request.method == "POST":
        if not access.may("CLERK"):
            raise RoleTooLow("CLERK")
        try:
            order = _order(request, company)
            made = make_proposal(company=company, actor=access.actor, order=order, today=today())
        except (Refused, Malformed) as refusal:
            said = tuple(said_lines(refusal))
        else:
            text = worded(
                _("Payment proposal {number} is made: {count:payment|payments}, {total}."),
                number=made.number, count=len(made.lines), total=value(made.total),
            )  # fmt: skip
            return done(request, text, proposal_url(company, made.number))
    found = proposals(company=company, with_all=True)[:MOST_SHOWN]
    context = {
        "proposals": [(one, *MARKS[one.state], _(STATES[one.state])) for one in found],
        "accounts": [one for one in bank_accounts(company=company) if one.iban or one.bankgiro],
        "said": said,
        "typed": _typed(request) if said else {"until": today().isoformat(), "refunds": True},
        "may_make": access.may("CLERK"),
        "may_take": access.may("ACCOUNTANT"),
    }
    return render(request, "journals/proposals.html", context, status=REFUSED if said else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    texts: dict[str, Any] = {name: request.POST.get(name, "").strip()[:100] for name in _FIELDS}
    return texts | {name: name in request.POST for name in ("refunds", "on_last_day")}


def _order(request: HttpRequest, company: CompanyFacts) -> ProposalOrder:
    """refuses   BankAccountUnknown, DayNotRead, AmountNotRead, TooManyDecimals"""
    typed = _typed(request)
    bank = find_bank_account(company=company, number=typed["account"])
    most = format_minor(amount_typed(typed["most"], bank.currency), bank.currency) if typed["most"] else ""
    return ProposalOrder(
        bank_account=bank.number,
        until=day_typed(typed["until"], today=today()),
        day=_day(typed["day"]),
        discounts_until=_day(typed["discounts"]),
        most=most,
        with_repayments=typed["refunds"],
        on_last_day=typed["on_last_day"],
        bic=typed["bic"],
    )


def _day(text: str) -> date | None:
    return day_typed(text, today=today()) if text else None


@demands("READER")
def proposal(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """A proposal with its payments, what keeps them from the bank, and what was left out."""
    return _page(request, access, proposal_found(access, number)[1], ())


def _page(request: HttpRequest, access: Access, found: ProposalFacts, said: tuple[str, ...]) -> HttpResponse:
    state = state_of(found)
    is_open = found.state in ("OPEN", "APPROVED")
    shown = found.lines[:MOST_SHOWN]
    days = [one.payment_date for one in found.paying] or [found.payment_date]
    company = company_by_id(id=access.company_id)
    context = {
        "proposal": found,
        "first_day": min(days),
        "last_day": max(days),
        "state": _(STATES[state]),
        "payments": [(one, line_state(found, one), findings_told(found, one)) for one in shown],
        "more": len(found.lines) - len(shown),
        "left_out": [(one, reason_told(one)) for one in found.left_out[:MOST_SHOWN]],
        "said": said,
        "doubled": [wording(one) for one in paid_twice(company=company, facts=found)],
        "again": [wording(one) for one in paid_again(company=company, facts=found)],
        "again_reason": request.POST.get("again_reason", "")[:250],
        "is_again": "again" in request.POST,
        "may_change": is_open and access.may("CLERK"),
        "may_approve": found.state == "OPEN" and access.may("ACCOUNTANT"),
        "may_export": found.state == "APPROVED" and access.may("ACCOUNTANT"),
        "erased": erased_on(company=company, ids=[found.file_id]).get(found.file_id) if found.file_id else None,
        "may_fetch": found.state == "EXPORTED" and access.may("CLERK"),
        "may_preview": state == "EXPORTED" and access.may("CLERK"),
        "may_cancel": state not in ("POSTED", "CANCELLED") and access.may("ACCOUNTANT"),
        "needs_reason": found.state == "EXPORTED",
        "reason": request.POST.get("reason", "")[:250],
    }
    return render(request, "journals/proposal.html", context, status=REFUSED if said else 200)


def _do(request: HttpRequest, access: Access, number: int, act: Callable[[CompanyFacts], str]) -> HttpResponse:
    """Do it and tell, or show the proposal with what forbids it."""
    company, found = proposal_found(access, number)
    try:
        text = act(company)
    except (Refused, Malformed) as refusal:
        return _page(request, access, found, tuple(said_lines(refusal)))
    return done(request, text, proposal_url(company, number))


def _pay_again(request: HttpRequest) -> str:
    """How is known that the bank stopped earlier payments; "" unless that is ticked."""
    return request.POST.get("again_reason", "")[:250] if "again" in request.POST else ""


@require_POST
@demands("ACCOUNTANT")
@asks_again()
def proposal_approve(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    def act(company: CompanyFacts) -> str:
        made = approve_proposal(
            company=company, actor=access.actor, number=number, today=today(), pay_again=_pay_again(request),
            seen=request.POST.get("seen", ""),
        )  # fmt: skip
        return worded(
            _("Payment proposal {number} is approved: {count:payment|payments}, {total}."),
            number=number, count=len(made.paying), total=value(made.total),
        )  # fmt: skip

    return _do(request, access, number, act)


@require_POST
@demands("ACCOUNTANT")
def proposal_export(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    version = request.POST.get("version", "03")[:10]

    def act(company: CompanyFacts) -> str:
        export_proposal(
            company=company, actor=access.actor, number=number, today=today(), version=version,
            pay_again=_pay_again(request),
        )  # fmt: skip
        return _("The payment file is written. Fetch it, and hand it to the bank.")

    return _do(request, access, number, act)


@demands("CLERK", shows=True)
def proposal_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The payment file that was written."""
    company, _proposal = proposal_found(access, number)
    name, content = file_of_proposal(company=company, number=number)
    return file_to_keep(name, content)


@require_POST
@demands("ACCOUNTANT")
def proposal_cancel(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    def act(company: CompanyFacts) -> str:
        reason = request.POST.get("reason", "")[:250]
        cancel_proposal(company=company, actor=access.actor, number=number, reason=reason)
        return _("Payment proposal {number} is cancelled.").format(number=number)

    return _do(request, access, number, act)


@demands("CLERK")
def proposal_payment(request: HttpRequest, access: Access, number: int, line: int) -> HttpResponse:
    """GET shows a payment's fields; POST changes it, or takes it out."""
    company, found = proposal_found(access, number)
    one = next((one for one in found.lines if one.line == line), None)
    if one is None:
        raise Http404
    said: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            text = _changed(request, access, company, number, one)
        except (Refused, Malformed) as refusal:
            said = tuple(said_lines(refusal))
        else:
            return done(request, text, proposal_url(company, number))
    typed = {
        "amount": money(one.amount.minor, one.amount.currency),
        "day": one.payment_date.isoformat(),
        "account": one.account_number,
        "reference": one.reference,
        "text": one.text,
    }
    context = {
        "proposal": found,
        "payment": one,
        "findings": findings_told(found, one),
        "said": said,
        "typed": {name: request.POST.get(name, "")[:140] for name in typed} if said else typed,
    }
    return render(request, "journals/proposal_payment.html", context, status=REFUSED if said else 200)


def _changed(request: HttpRequest, access: Access, company: CompanyFacts, number: int, one: PaymentLine) -> str:
    """refuses   DayNotRead, AmountNotRead, TooManyDecimals, and what edit_payment() and remove_payment() refuse"""
    if "remove" in request.POST:
        remove_payment(company=company, actor=access.actor, number=number, line=one.line, today=today())
        return _("Payment {line} is taken out.").format(line=one.line)
    typed = {
        name: request.POST.get(name, "").strip()[:140] for name in ("amount", "day", "account", "reference", "text")
    }
    minor = amount_typed(typed["amount"], one.amount.currency)
    edit = PaymentEdit(
        amount=None if minor == one.amount.minor else format_minor(minor, one.amount.currency),
        day=day_typed(typed["day"], today=today()),
        account=None if typed["account"] == one.account_number else typed["account"],
        reference=typed["reference"],
        text=typed["text"],
    )
    edit_payment(company=company, actor=access.actor, number=number, line=one.line, edit=edit, today=today())
    return _("Payment {line} is as you said.").format(line=one.line)


@require_POST
@demands("ACCOUNTANT")
def payment_answer(request: HttpRequest, access: Access) -> HttpResponse:
    """Take in the bank's answer that was uploaded."""
    company = company_by_id(id=access.company_id)
    upload = request.FILES.get("file")
    back = reverse("proposals", args=[company.id])
    if upload is None:
        return done(request, _("Choose the bank's file first."), back)
    stream = BytesIO(upload.read(MOST_BYTES + 1))
    taken = take_answer(company=company, actor=access.actor, name=str(upload.name)[:200], stream=stream)
    return done(request, _told(taken), proposal_url(company, taken.proposal.number))


def _told(taken: TakenAnswer) -> str:
    if taken.is_again:
        return " ".join(answer_told(taken))
    outcomes = [one.outcome.value for one in taken.payments if one.is_new]
    text = worded(
        _("The bank's answer is taken in: {accepted} accepted, {rejected} rejected."),
        accepted=outcomes.count("ACCEPTED"), rejected=outcomes.count("REJECTED"),
    )  # fmt: skip
    return " ".join([text, *answer_told(taken)])
