"""proofs of bank accounts: the books beside the bank on a day, and who signed them."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.bank.proof.cli import sign_off_data
from reskontra.bank.proof.figures import prove
from reskontra.bank.proof.paper import proof_pdf, proof_report
from reskontra.bank.proof.signing import sign_proof, withdraw_sign_off
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Data, Day, LongText, Page, Paged
from reskontra.interface.clock import today
from reskontra.interface.handing_out import handed_out
from reskontra.interface.tables import report_file
from reskontra.ledger.queries import bank_accounts, find_bank_account
from reskontra.ledger.sign_offs import sign_off_as_of, sign_offs

routes = Routes("reconciliation", "Proofs of bank accounts")


class ProofAsked(Asked):
    """The end of this day, today without it."""

    as_of: Day | None = None


class ProofData(Data):
    """The figures of the proof, under names of their own, and what explains the difference."""


class SignProof(Body):
    """explanation: why what is unexplained is so."""

    as_of: Day
    explanation: LongText = ""


class UnsignProof(Body):
    """Why the sign-off is taken back."""

    as_of: Day
    reason: LongText


class SignOffData(Data):
    """Who signed a proof, and what it said; second_by: where two are needed."""

    bank_account: str
    as_of: str
    books: str
    bank: str
    unexplained: str
    explanation: str
    signed_by: str
    second_by: str | None
    waits_for_second: bool
    withdrawn_by: str | None
    withdrawn_reason: str | None


class SignOffsAsked(Paged):
    """Of one account alone."""

    bank_account: Annotated[str, Field(max_length=60)] = ""


def _sign_offs(company: CompanyFacts, number: str) -> list[dict[str, Any]]:
    chosen = find_bank_account(company=company, number=number) if number else None
    known = {one.id: one for one in bank_accounts(company=company)}
    found = sign_offs(company=company, bank_account_id=chosen.id if chosen else None)
    return [sign_off_data(one, known[one.bank_account_id]) for one in found]


@routes.get("/bank-accounts/{bank_account}/proof", ProofData)
def prove_bank_account(request: Call, bank_account: str, asked: Query[ProofAsked]) -> dict[str, Any]:
    """Show what the books and the bank say of an account on a day, and what explains the difference."""
    company = company_of(request)
    account = find_bank_account(company=company, number=bank_account)
    proof = prove(company=company, account=account, as_of=asked.as_of or today())
    found: dict[str, Any] = json.loads(report_file(proof_report(company=company, proof=proof), "json"))
    return found


@routes.get("/bank-accounts/{bank_account}/proof/file", None)
def download_proof(request: Call, bank_account: str, asked: Query[ProofAsked]) -> HttpResponse:
    """Download the proof of an account on a day as a PDF."""
    company = company_of(request)
    account = find_bank_account(company=company, number=bank_account)
    proof = prove(company=company, account=account, as_of=asked.as_of or today())
    signed = sign_off_as_of(company=company, bank_account_id=account.id, as_of=proof.as_of)
    return handed_out(proof_pdf(company, proof, signed), f"{account.number}-{proof.as_of.isoformat()}.pdf")


@routes.post("/bank-accounts/{bank_account}/sign", SignOffData, role="ACCOUNTANT")
def sign_bank_account(request: Call, bank_account: str, body: SignProof) -> dict[str, Any]:
    """Sign the proof of an account on a day."""
    company = company_of(request)
    account = find_bank_account(company=company, number=bank_account)
    sign_proof(
        company=company, actor=request.auth.actor, number=bank_account, as_of=body.as_of, today=today(),
        explanation=body.explanation,
    )  # fmt: skip
    signed = sign_off_as_of(company=company, bank_account_id=account.id, as_of=body.as_of)
    assert signed is not None, "it was signed a moment ago"
    return sign_off_data(signed, account)


@routes.post("/bank-accounts/{bank_account}/unsign", SignOffData, role="ADMINISTRATOR")
def unsign_bank_account(request: Call, bank_account: str, body: UnsignProof) -> dict[str, Any]:
    """Take the sign-off of an account on a day back."""
    company = company_of(request)
    withdraw_sign_off(
        company=company, actor=request.auth.actor, number=bank_account, as_of=body.as_of, reason=body.reason
    )
    day = body.as_of.isoformat()
    return next(one for one in _sign_offs(company, bank_account) if one["as_of"] == day)


@routes.get("/sign-offs", Page[SignOffData])
def list_sign_offs(request: Call, asked: Query[SignOffsAsked]) -> dict[str, Any]:
    """List who signed which proofs."""
    found = list(enumerate(_sign_offs(company_of(request), asked.bank_account)))
    return page_of(found, asked, key=lambda one: f"{one[1]['bank_account']} {one[1]['as_of']} {one[0]}",
                   build=lambda one: one[1])  # fmt: skip
