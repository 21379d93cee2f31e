"""bad debts, entries that are moved, repayments, and exchange adjustments: posted by vouchers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import currency as currency_codes
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.receivables.adjustment import KINDS, AdjustmentOrder, adjust_exchange_rates
from reskontra.receivables.api.entries import named
from reskontra.receivables.bad_debts import confirm_bad_debt, reopen_bad_debt
from reskontra.receivables.bad_debts_feared import fear_bad_debt, release_bad_debt
from reskontra.receivables.bad_debts_list import bad_debts
from reskontra.receivables.cli_bad_debts import bad_debt_data, feared_data, written_off_data
from reskontra.receivables.cli_corrections import moved_data
from reskontra.receivables.cli_currencies import adjusted_data, adjustment_data
from reskontra.receivables.cli_repayments import repayment_data
from reskontra.receivables.correcting import ClaimOrder
from reskontra.receivables.exchange_register import exchange_adjustments
from reskontra.receivables.move import MoveOrder, move_entry
from reskontra.receivables.repayments import (
    RepaymentOrder,
    RepaymentUnknown,
    approve_repayment,
    cancel_repayment,
    propose_repayment,
)
from reskontra.receivables.repayments_list import repayments

routes = Routes("entries", "Corrections of entries")


class BadDebtData(Data):
    """kind: confirmed or feared; ended_by: the voucher that took it back."""

    kind: str
    account: str
    name: str
    document_number: str
    currency: str
    amount: str
    local_amount: str
    vat: str
    remaining_amount: str
    posting_date: str
    reason: str
    voucher: str
    ended_by: str


class BadDebtsAsked(Paged):
    """all: those taken back, too."""

    kind: Literal["", "confirmed", "feared"] = ""
    all: bool = False


class ClaimBody(Body):
    """Which entry and why; date: today without."""

    entry: Number
    reason: Text
    date: Day | None = None
    preview: bool = False


class PartOfClaim(ClaimBody):
    """amount: all that is left without."""

    amount: Amount | None = None


class WrittenOffData(Data):
    """What was written off, or is open again."""

    preview: bool
    document_number: str
    currency: str
    amount: str
    loss: str
    vat: str
    remaining_amount: str
    vouchers: list[str]


class FearedData(Data):
    """The allowance that was posted, or taken back."""

    preview: bool
    document_number: str
    currency: str
    amount: str
    allowance: str
    voucher: str


class MoveBody(Body):
    """to: the number of the customer or vendor it belongs to; date: the entry's own, or the first open after it."""

    to: Code
    reason: Text
    date: Day | None = None
    preview: bool = False


class EntryMoved(Data):
    """Where it went, and by which voucher."""

    preview: bool
    document_number: str
    to: str
    amount: str
    currency: str
    posting_date: str
    voucher: str


class RepaymentData(Data):
    """Credit that is paid back. state: proposed, approved, cancelled or closed."""

    number: int
    state: str
    account: str
    name: str
    document_number: str
    currency: str
    amount: str
    remaining_amount: str
    account_kind: str
    account_number: str
    reason: str
    proposed_by: str
    decided_by: str


class RepaymentsAsked(Paged):
    """all: closed and cancelled ones, too."""

    all: bool = False


class NewRepayment(Body):
    """Of a customer, or one of its credit entries; amount: all that is free without; account: if it has several."""

    customer: Annotated[str, Field(max_length=60)] = ""
    entry: Number | None = None
    amount: Amount | None = None
    account: Text = ""
    reason: Text


class RepaymentsMade(Data):
    """One for each credit entry."""

    items: list[RepaymentData]


class AdjustmentBody(Body):
    """Rates and balances of which day; all currencies, customers, vendors and bank accounts unless some are named."""

    as_of: Day
    posting_date: Day
    document: Code
    currencies: Annotated[list[Annotated[str, Field(min_length=3, max_length=3)]], Field(max_length=200)] = []
    kinds: Annotated[list[Literal["customer", "vendor", "bank"]], Field(max_length=3)] = []
    preview: bool = False


class AdjustedGroupData(Data):
    """Of a posting group, or a bank account."""

    kind: str
    subject: str
    currency: str
    rate: str
    base: str
    base_local: str
    adjustment: str


class AdjustedData(Data):
    """What changed since the last adjustment; no vouchers where nothing did."""

    adjustments: list[AdjustedGroupData]
    vouchers: list[str]


class AdjustmentData(AdjustedGroupData):
    """A line of the register."""

    as_of: str
    voucher: str
    by: str


class AdjustmentsAsked(Paged):
    """Those as of one day alone."""

    as_of: Day | None = None


def _claim(company: CompanyFacts, body: ClaimBody) -> ClaimOrder:
    (name,) = named(company, body.entry)
    amount = body.amount or "" if isinstance(body, PartOfClaim) else ""
    return ClaimOrder(name, body.reason, body.date or today(), amount)


@routes.get("/bad-debts", Page[BadDebtData])
def list_the_bad_debts(request: Call, asked: Query[BadDebtsAsked]) -> dict[str, Any]:
    """List what is lost and what is feared lost, by date."""
    found = bad_debts(company=company_of(request), kind=asked.kind.upper(), with_ended=asked.all)
    return page_of(found, asked, key=lambda one: f"{one.kind} {one.voucher} {one.document}", build=bad_debt_data)


@routes.post("/bad-debts/confirm", WrittenOffData, role="ACCOUNTANT")
def confirm_a_bad_debt(request: Call, body: PartOfClaim) -> dict[str, Any]:
    """Write a claim off as lost: its VAT goes back, the rest is a loss."""
    company = company_of(request)
    order = _claim(company, body)
    done = confirm_bad_debt(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return written_off_data(done, body.preview)


@routes.post("/bad-debts/reopen", WrittenOffData, role="ACCOUNTANT")
def reopen_a_bad_debt(request: Call, body: ClaimBody) -> dict[str, Any]:
    """Open a claim again that was written off: money has come after all."""
    company = company_of(request)
    order = _claim(company, body)
    done = reopen_bad_debt(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return written_off_data(done, body.preview)


@routes.post("/bad-debts/fear", FearedData, role="ACCOUNTANT")
def fear_a_bad_debt(request: Call, body: PartOfClaim) -> dict[str, Any]:
    """Post an allowance for a claim that may be lost; the claim stays open."""
    company = company_of(request)
    order = _claim(company, body)
    done = fear_bad_debt(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return feared_data(done, body.preview)


@routes.post("/bad-debts/release", FearedData, role="ACCOUNTANT")
def release_a_bad_debt(request: Call, body: ClaimBody) -> dict[str, Any]:
    """Take the allowance for a claim back."""
    company = company_of(request)
    order = _claim(company, body)
    done = release_bad_debt(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return feared_data(done, body.preview)


@routes.post("/entries/{key:entry}/move", EntryMoved, role="ACCOUNTANT")
def move_an_entry(request: Call, entry: int, body: MoveBody) -> dict[str, Any]:
    """Move an open entry to the customer or vendor it belongs to, by a voucher."""
    company = company_of(request)
    (name,) = named(company, entry)
    order = MoveOrder(name, body.to, body.reason, body.date)
    done = move_entry(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return moved_data(done, body.to, body.preview)


@routes.get("/repayments", Page[RepaymentData])
def list_the_repayments(request: Call, asked: Query[RepaymentsAsked]) -> dict[str, Any]:
    """List repayments that wait for approval or for the bank."""
    found = repayments(company=company_of(request), with_all=asked.all)
    return page_of(found, asked, key=lambda one: str(one.number), build=repayment_data)


@routes.post("/repayments", RepaymentsMade, status=201)
def propose_repayments(request: Call, body: NewRepayment) -> dict[str, Any]:
    """Propose to pay a customer's credit back; somebody else approves it."""
    company = company_of(request)
    (name,) = named(company, body.entry) if body.entry else (None,)
    order = RepaymentOrder(body.reason, "" if name else body.customer, name, body.amount or "", body.account)
    made = propose_repayment(company=company, actor=request.auth.actor, order=order)
    return {"items": [_repayment(company, one.number) for one in made]}


def _repayment(company: CompanyFacts, number: int) -> dict[str, Any]:
    """refuses   RepaymentUnknown"""
    for one in repayments(company=company, with_all=True):
        if one.number == number:
            return repayment_data(one)
    raise RepaymentUnknown(number=number)


@routes.post("/repayments/{key:number}/approve", RepaymentData, role="ACCOUNTANT")
def approve_a_repayment(request: Call, number: int) -> dict[str, Any]:
    """Approve a repayment that somebody else has proposed."""
    company = company_of(request)
    approve_repayment(company=company, actor=request.auth.actor, number=number)
    return _repayment(company, number)


@routes.post("/repayments/{key:number}/cancel", RepaymentData)
def cancel_a_repayment(request: Call, number: int) -> dict[str, Any]:
    """Give a repayment up; the credit is free again."""
    company = company_of(request)
    cancel_repayment(company=company, actor=request.auth.actor, number=number)
    return _repayment(company, number)


@routes.get("/exchange-adjustments", Page[AdjustmentData])
def list_exchange_adjustments(request: Call, asked: Query[AdjustmentsAsked]) -> dict[str, Any]:
    """List the register of exchange adjustments."""
    company = company_of(request)
    found = [adjustment_data(company, one) for one in exchange_adjustments(company=company, as_of=asked.as_of)]
    named_by = ("as_of", "kind", "subject", "currency", "voucher")
    return page_of(found, asked, key=lambda one: " ".join(one[name] for name in named_by), build=lambda one: one)


@routes.post("/exchange-adjustments", AdjustedData, role="ACCOUNTANT")
def adjust_to_exchange_rates(request: Call, body: AdjustmentBody) -> dict[str, Any]:
    """Adjust open entries and bank accounts in other currencies to a day's rates."""
    company = company_of(request)
    order = AdjustmentOrder(
        as_of=body.as_of, posting_date=body.posting_date, document=body.document,
        currencies=frozenset(currency_codes.validate(code.upper()) for code in body.currencies),
        kinds=tuple(kind for kind in KINDS if kind.lower() in body.kinds) or KINDS,
    )  # fmt: skip
    done = adjust_exchange_rates(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return adjusted_data(company, done)
