"""payment registration: the list of unpaid documents, what was received for them, and posting it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.interface.api.as_seen import ETAG, tag_of
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes, demand
from reskontra.interface.api.shapes import Amount, Asked, Body, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.journals.api.typed import BatchPosted, demand_to_post, posted_data
from reskontra.journals.cli_registration import found_data, registered_data, wanted_documents
from reskontra.journals.post_registration import Registering, post_registered
from reskontra.journals.registration import (
    Entered,
    RegisteredLine,
    RegistrationNotSetUp,
    SetupFacts,
    clear,
    enter_on,
    registered_lines,
    set_up,
    setup_of,
    totals,
)
from reskontra.receivables.api.entries import EntryUnknown, named
from reskontra.receivables.unpaid import found_documents

routes = Routes("journals", "Payment registration")
MOST = 100_000
Side = Literal["customer", "vendor"]
Short = Annotated[str, Field(max_length=60)]
Percent = Annotated[int, Field(ge=0, le=100)]


class RegistrationSetupData(Data):
    """Through which batch and against which account the token registers. own: its own setup, not everybody's."""

    side: str
    batch: str
    account: str
    fill_date: bool
    default_account: bool
    own: bool
    currency: str
    posted_balance: str
    unposted_balance: str


class RegistrationSetupBody(Body):
    """account: bank:B1 or gl:1930, else the batch's; everybody: for all without a setup of their own."""

    batch: Annotated[str, Field(min_length=1, max_length=60)]
    account: Short = ""
    side: Side = "customer"
    everybody: bool = False
    fill_date: bool = True
    default_account: bool = True


class RegisteredData(Data):
    """An unpaid document with what was entered on it; remaining: what will be left."""

    entry: int
    document_number: str
    document_type: str
    account: str
    name: str
    external_document_number: str
    due_date: str
    currency: str
    payment_made: bool
    date_received: str | None
    amount_received: str
    remaining: str
    discount_date: str | None
    remaining_after_discount: str
    warning: str | None


class SideAsked(Asked):
    """Receipts of customers, or payments to vendors."""

    side: Side = "customer"


class UnpaidAsked(Paged):
    """find: words in number or name; amount: within so many per cent of it."""

    side: Side = "customer"
    customer: Short = ""
    find: Text = ""
    amount: Annotated[str, Field(max_length=20)] = ""
    tolerance_percent: Percent = 0


class SearchAsked(Paged):
    """What is looked for; at most so many are told, and there is no further page."""

    find: Text = ""
    amount: Annotated[str, Field(max_length=20)] = ""
    tolerance_percent: Percent = 0


class FoundDocumentData(Data):
    """A document wherever it stands; state: draft, open or paid."""

    state: str
    document_type: str
    number: str
    account: str
    name: str
    amount: str
    remaining: str
    currency: str
    date: str


class EnteredBody(Body):
    """What was received for an entry; what is left out is proposed. untick: take back what was entered."""

    entry: Number
    date: Day | None = None
    amount: Amount | None = None
    discount_date: Day | None = None
    take_discount: bool | None = None
    external_number: Text | None = None
    untick: bool = False


class EnteredBodies(Body):
    """All of them are entered, or none."""

    payments: Annotated[list[EnteredBody], Field(min_length=1, max_length=10_000)]
    side: Side = "customer"


class EnteredData(Data):
    """The documents as the list shows them now."""

    items: list[RegisteredData]


class ForgetBody(Body):
    """entries: only what was entered on these; everything of the side without."""

    entries: Annotated[list[Number], Field(max_length=10_000)] = []
    side: Side = "customer"


class Forgotten(Data):
    """On how many documents."""

    count: int


class RegistrationPost(Body):
    """lump: one payment for all documents, of one account and one day."""

    side: Side = "customer"
    lump: bool = False
    preview: bool = False


class RegistrationPosted(BatchPosted):
    """What was posted, or would be. sum: of all documents paid."""

    documents: int
    sum: str
    currency: str


def _line(one: RegisteredLine) -> dict[str, Any]:
    return {"entry": one.document.entry_id, **registered_data(one)}


def _setup(company: CompanyFacts, one: SetupFacts) -> dict[str, Any]:
    sums = totals(company=company, setup=one)
    return {
        "side": one.ledger.lower(), "batch": one.batch.name, "account": one.account, "fill_date": one.fills_date,
        "default_account": one.is_default_account, "own": one.is_own, "currency": sums.currency,
        "posted_balance": format_minor(sums.posted_minor, sums.currency),
        "unposted_balance": format_minor(sums.unposted_minor, sums.currency),
    }  # fmt: skip


@routes.get("/payment-registration/setup", RegistrationSetupData)
def show_registration_setup(request: Call, response: HttpResponse, asked: Query[SideAsked]) -> dict[str, Any]:
    """Show through which batch and account the token registers, and what is on that account.

    Its ETag is of what is set for both sides, for the token and for everybody, and not of what is on the account.
    """
    company, actor = company_of(request), request.auth.actor
    response[ETAG] = tag_of([
        _said(company, user, side) for user in (actor, "") for side in ("CUSTOMER", "VENDOR")
    ])  # fmt: skip
    return _setup(company, setup_of(company=company, user=actor, ledger=asked.side.upper()))


def _said(company: CompanyFacts, user: str, ledger: str) -> str:
    """What is set for a side, in words; blank where nothing is. user: "" for what is set for everybody."""
    try:
        return repr(setup_of(company=company, user=user, ledger=ledger))
    except RegistrationNotSetUp:
        return ""


@routes.put("/payment-registration/setup", RegistrationSetupData)
def set_up_registration(request: Call, body: RegistrationSetupBody) -> dict[str, Any]:
    """Say through which batch and account the token registers; for everybody it takes an accountant."""
    demand(request.auth, "ACCOUNTANT" if body.everybody else "CLERK")
    company, actor = company_of(request), request.auth.actor
    set_up(
        company=company, actor=actor, user="" if body.everybody else actor, batch=body.batch, account=body.account,
        is_default_account=body.default_account, fills_date=body.fill_date, ledger=body.side.upper(),
    )  # fmt: skip
    return _setup(company, setup_of(company=company, user=actor, ledger=body.side.upper()))


@routes.get("/payment-registration", Page[RegisteredData])
def list_unpaid(request: Call, asked: Query[UnpaidAsked]) -> dict[str, Any]:
    """List unpaid documents by due date, with what the token has entered."""
    company = company_of(request)
    wanted = wanted_documents(company, asked.customer, asked.find, asked.amount, str(asked.tolerance_percent))
    wanted = replace(wanted, ledger=asked.side.upper())
    found = registered_lines(company=company, user=request.auth.actor, wanted=wanted, most=MOST)
    return page_of(found, asked, key=lambda one: str(one.document.entry_id), build=_line)


@routes.get("/payment-registration/search", Page[FoundDocumentData])
def search_documents(request: Call, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Look for a customer's document that is not on the list: a draft, or paid already."""
    company = company_of(request)
    wanted = wanted_documents(company, "", asked.find, asked.amount, str(asked.tolerance_percent))
    found = found_documents(company=company, wanted=wanted, most=asked.limit)
    return {"items": [found_data(one) for one in found], "next_cursor": None}


@routes.post("/payment-registration/enter", EnteredData)
def enter_payments(request: Call, body: EnteredBodies) -> dict[str, Any]:
    """Enter that documents were paid; it is kept under the token's name until it posts."""
    company, ledger = company_of(request), body.side.upper()
    for one in named(company, *(payment.entry for payment in body.payments)):
        if one.ledger != ledger:
            raise EntryUnknown(entry=one.entry_id or 0)
    entered = {
        one.entry: Entered(
            is_made=not one.untick, received_date=one.date, amount=one.amount, discount_date=one.discount_date,
            external_document_number=one.external_number,
            takes_discount=None if one.discount_date else one.take_discount,
        )
        for one in body.payments
    }  # fmt: skip
    done = enter_on(company=company, user=request.auth.actor, entered=entered, today=today(), ledger=ledger)
    return {"items": [_line(one) for one in done]}


@routes.post("/payment-registration/clear", Forgotten)
def clear_payments(request: Call, body: ForgetBody) -> dict[str, Any]:
    """Forget what the token has entered and not posted."""
    company, user, ids = company_of(request), request.auth.actor, body.entries
    return {"count": clear(company=company, user=user, entry_ids=ids, ledger=body.side.upper())}


@routes.post("/payment-registration/post", RegistrationPosted)
def post_payments(request: Call, body: RegistrationPost) -> dict[str, Any]:
    """Post a payment for each document entered, all or none; to post takes an accountant, a preview a clerk."""
    demand_to_post(request, is_preview=body.preview)
    company = company_of(request)
    order = Registering(body.side.upper(), is_lump=body.lump, is_preview=body.preview)
    done = post_registered(company=company, actor=request.auth.actor, order=order, today=today())
    return {
        **posted_data(company, done.posted, is_preview=body.preview), "documents": done.count,
        "sum": format_minor(done.sum.minor, done.sum.currency), "currency": done.sum.currency,
    }  # fmt: skip
