"""Pages of a bank account's proof: the figures and rows of a day, its paper, signing and taking back."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reskontra.bank.proof.figures import prove
from reskontra.bank.proof.pages import default_day, proof_page
from reskontra.bank.proof.paper import proof_pdf, signed_words, withdrawn_words
from reskontra.bank.proof.signing import sign_proof, withdraw_sign_off
from reskontra.companies.files import read_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED, done, number_asked
from reskontra.interface.refusals import lines
from reskontra.ledger.queries import BankAccountFacts
from reskontra.ledger.sign_offs import sign_off_as_of, sign_offs
from reskontra.ledger.views import bank_account_found


@demands("READER")
def bank_proof(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """What proves the account at the end of the day that is asked for."""
    company, account = bank_account_found(access, number)
    otherwise = default_day(company=company, account=account, today=today())
    text = request.GET.get("as_of", "").strip()
    try:
        as_of = day_typed(text, today=today()) if text else otherwise
    except Refused as refusal:
        return _answer(request, access, company, account, otherwise, day_text=text, day_said=refusal)
    return _answer(request, access, company, account, as_of)


@demands("READER")
def bank_proof_pdf(request: HttpRequest, access: Access, number: str, day: str) -> HttpResponse:
    """The paper of a day as it is now: as it was signed, where it is."""
    company, account = bank_account_found(access, number)
    as_of = _day(day)
    signed = sign_off_as_of(company=company, bank_account_id=account.id, as_of=as_of)
    if signed:
        return _file(read_file(company=company, file_id=signed.file_id), number, as_of)
    proof = prove(company=company, account=account, as_of=as_of)
    return _file(proof_pdf(company, proof, None), number, as_of)


@demands("READER")
def bank_sign_off_pdf(request: HttpRequest, access: Access, number: str, id: int) -> HttpResponse:
    """The paper of a sign-off as it was signed, also of one that was taken back."""
    company, account = bank_account_found(access, number)
    every = sign_offs(company=company, bank_account_id=account.id)
    signed = next((one for one in every if one.id == id), None)
    if signed is None:
        raise Http404
    return _file(read_file(company=company, file_id=signed.file_id), number, signed.as_of)


@require_POST
@demands("ACCOUNTANT")
def bank_proof_sign(request: HttpRequest, access: Access, number: str, day: str) -> HttpResponse:
    company, account = bank_account_found(access, number)
    as_of, explanation = _day(day), request.POST.get("explanation", "")
    try:
        signed = sign_proof(
            company=company, actor=access.actor, number=number, as_of=as_of, today=today(), explanation=explanation
        )
    except Refused as refusal:
        return _answer(request, access, company, account, as_of, explanation=explanation, sign_said=refusal)
    return done(request, signed_words(number, signed), _url(company, number, as_of))


@require_POST
@demands("ADMINISTRATOR")
def bank_proof_withdraw(request: HttpRequest, access: Access, number: str, day: str) -> HttpResponse:
    company, account = bank_account_found(access, number)
    as_of, reason = _day(day), request.POST.get("reason", "")
    try:
        withdraw_sign_off(company=company, actor=access.actor, number=number, as_of=as_of, reason=reason)
    except Refused as refusal:
        return _answer(request, access, company, account, as_of, reason=reason, withdraw_said=refusal)
    return done(request, withdrawn_words(number, as_of), _url(company, number, as_of))


def _answer(
    request: HttpRequest, access: Access, company: CompanyFacts, account: BankAccountFacts, as_of: date, **typed: object
) -> HttpResponse:
    """The page; what was typed and what was refused of it stand at their fields."""
    at = {key: number_asked(request, key) or 1 for key in ("o", "m")}
    said = {key: list(lines(one)) for key, one in typed.items() if isinstance(one, (Refused, Malformed))}
    page = proof_page(company=company, account=account, as_of=as_of, actor=access.actor, at=at, today=today())
    context = {
        **typed,
        **said,
        "page": page,
        "proof": page.proof,
        "account": account,
        "currency": account.currency,
        "local_currency": company.currency,
        "may_withdraw": access.may("ADMINISTRATOR"),
        "may_sign": access.may("ACCOUNTANT"),
        "day_text": typed.get("day_text") or value(as_of),
    }
    return render(request, "bank/proof.html", context, status=REFUSED if said else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong


def _file(content: bytes, number: str, as_of: date) -> HttpResponse:
    name = f"{''.join(c for c in number if c.isalnum())}-{as_of.isoformat()}.pdf"
    return handed_out(content, name)


def _url(company: CompanyFacts, number: str, as_of: date) -> str:
    return f"{reverse('bank_proof', args=[company.id, number])}?as_of={as_of.isoformat()}"
