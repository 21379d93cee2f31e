"""the worklist worked off: who looks after customers, what is on hold, how a customer is collected from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.collections.api.claims import DisputeData, Note, find_dispute
from reskontra.collections.api.statements import StatementAsked, wanted_statement
from reskontra.collections.customer_setup import CustomerSetup, customer_setup, set_up_customer
from reskontra.collections.customer_statements import statements
from reskontra.collections.disputes import DisputeChange, change_dispute
from reskontra.collections.letterhead import letterhead
from reskontra.collections.statement_letter import statement_pdf
from reskontra.collections.worklist_actions import ManyOrder, do_with_many
from reskontra.companies.called import company_of
from reskontra.core.errors import Refused
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Code, Data, Day, Text
from reskontra.interface.clock import today
from reskontra.interface.handing_out import handed_out
from reskontra.parties.queries import find_party

routes = Routes("collections", "Collecting")
Customers = Annotated[list[Code], Field(min_length=1, max_length=1000)]


class NothingToTell(Refused):
    code = "statement_tells_nothing"
    template = "{customer} has nothing to be told of {first} to {last}. Ask for other days."


class OwnerBody(Body):
    """customers: by number; owner: the user who looks after them, "" for nobody."""

    customers: Customers
    owner: Text


class HoldBody(Body):
    """customers: by number; code: up to three characters, such as initials, "" takes every hold off."""

    customers: Customers
    code: Annotated[str, Field(max_length=3)]


class ManyDone(Data):
    """Of how many customers; documents: how many were put on hold, or off it."""

    customers: int
    documents: int


class CollectionSetup(Body):
    """What is not named stays. channel: "" for e-mail where there is an address; email: for letters alone.

    confirm_address: it is right, though mail came back from it.
    """

    consumer: bool | None = None
    due_agreed: bool | None = None
    fee_agreed: bool | None = None
    interest_told: bool | None = None
    channel: Literal["", "email", "print"] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None
    confirm_address: bool = False


class CollectionSetupData(Data):
    """Of a customer. bounced_address: from which a letter came back, so that they go on paper until it is confirmed."""

    customer: str
    consumer: bool
    due_agreed: bool
    fee_agreed: bool
    interest_told: bool
    channel: Literal["", "email", "print"]
    email: str
    bounced_address: str


class CollectionSet(Data):
    """The customer, and what of it was named."""

    customer: str
    changed: dict[str, Any]


class DisputeChanging(Body):
    """What is not named stays. owner: who answers now, "" for nobody; note: kept beside the document."""

    owner: Text | None = None
    deadline: Day | None = None
    note: Note = ""


@routes.put("/worklist/owner", ManyDone)
def assign_customers(request: Call, body: OwnerBody) -> dict[str, Any]:
    """Say who collects from customers."""
    return _many(request, ManyOrder(tuple(body.customers), owner=body.owner))


@routes.put("/worklist/hold", ManyDone)
def hold_customers(request: Call, body: HoldBody) -> dict[str, Any]:
    """Put what is overdue of customers on hold, or take it off: of what is held no reminder or memo is made."""
    return _many(request, ManyOrder(tuple(body.customers), hold=body.code))


def _many(request: Call, order: ManyOrder) -> dict[str, Any]:
    done = do_with_many(company=company_of(request), actor=request.auth.actor, order=order, today=today())
    return {"customers": done.customers, "documents": done.documents}


@routes.get("/customers/{number}/collection", CollectionSetupData)
def show_collection_setup(request: Call, number: str) -> dict[str, Any]:
    """Show how a customer is collected from, and how letters go to it."""
    company = company_of(request)
    party = find_party(company=company, ledger="CUSTOMER", number=number)
    found = customer_setup(company=company, customer=party)
    return {
        "customer": party.number, "consumer": found.is_consumer, "due_agreed": found.is_due_agreed,
        "fee_agreed": found.is_fee_agreed, "interest_told": found.is_interest_told,
        "channel": found.channel.lower(), "email": found.email, "bounced_address": found.bounced_address,
    }  # fmt: skip


@routes.patch("/customers/{number}/collection", CollectionSet)
def set_up_collection(request: Call, number: str, body: CollectionSetup) -> dict[str, Any]:
    """Set up how a customer is collected from, and how letters go to it."""
    company = company_of(request)
    party = find_party(company=company, ledger="CUSTOMER", number=number)
    wanted = CustomerSetup(
        body.consumer, body.due_agreed, body.fee_agreed, body.channel, body.email, body.confirm_address,
        body.interest_told,
    )  # fmt: skip
    set_up_customer(company=company, actor=request.auth.actor, customer=party, wanted=wanted)
    return {"customer": party.number, "changed": body.dict(exclude_unset=True)}


@routes.patch("/disputes/{key:number}", DisputeData)
def change_a_dispute(request: Call, number: int, body: DisputeChanging) -> dict[str, Any]:
    """Give a dispute to another, move its deadline, keep a comment."""
    company = company_of(request)
    find_dispute(company, number)
    change = DisputeChange(body.owner, body.deadline, body.note)
    change_dispute(company=company, actor=request.auth.actor, number=number, change=change, today=today())
    return find_dispute(company, number)


@routes.get("/account-statements/{customer}/file", None)
def preview_account_statement(request: Call, customer: str, asked: Query[StatementAsked]) -> HttpResponse:
    """Download what a customer would be told of its account as a PDF, without a number; nothing is issued or kept."""
    company, wanted = company_of(request), wanted_statement(asked)
    party = find_party(company=company, ledger="CUSTOMER", number=customer)
    found = [said for piece in statements(company=company, asked=wanted, parties=[party.id]) for said in piece]
    if not found:
        raise NothingToTell(customer=customer, first=asked.since, last=asked.to)
    _title, content = statement_pdf(letterhead(company=company), found[0], wanted, number=0)
    return handed_out(content, f"statement-{party.number}.pdf")
