"""promises, disputes, payment plans; the worklist and the log of contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.collections.api.sending import LettersMarked, LettersSent, letters_told
from reskontra.collections.claim_lists import Of, disputes, payment_plans, promises
from reskontra.collections.cli_claims import dispute_data, plan_data, promise_data
from reskontra.collections.cli_worklist import worklist_data
from reskontra.collections.contacts import ContactOrder, log_contacts
from reskontra.collections.disputes import DisputeEnd, DisputeOrder, DisputeUnknown, close_dispute, open_dispute
from reskontra.collections.kept_jobs import mail_kept_in_background
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.payment_plans import (
    DEFAULT_GRACE_DAYS,
    PlanOrder,
    cancel_payment_plan,
    make_payment_plan,
)
from reskontra.collections.plan_letters import plan_letter
from reskontra.collections.plan_sending import PlanPost
from reskontra.collections.promises import PromiseOrder, make_promise, withdraw_promise
from reskontra.collections.worklist import worklist_listing
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.database.listing import Row
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import listing_asked, page_of, page_of_listing
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.interface.handing_out import handed_out
from reskontra.interface.idempotency import once_in_parts
from reskontra.parties.queries import find_party
from reskontra.receivables.api.entries import named

routes = Routes("collections", "Claims")
Entries = Annotated[list[Number], Field(min_length=1, max_length=1000)]
Note = Annotated[str, Field(max_length=1000)]


class PromiseData(Data):
    """A promise to pay."""

    number: int
    customer: str
    documents: list[str]
    promised_date: str
    last_date: str
    currency: str
    amount: str
    remaining_amount: str
    state: str
    note: str
    made_by: str
    made_on: str


class DisputeData(Data):
    """What a customer disputes of a document."""

    number: int
    customer: str
    document_number: str
    currency: str
    disputed_amount: str
    held_amount: str
    reason: str
    owner: str
    deadline: str | None
    late: bool
    note: str
    opened_by: str
    opened_on: str
    closed_on: str | None
    outcome: str
    credited_amount: str
    to_credit_amount: str
    closing_note: str


class InstalmentData(Data):
    """When how much is to be paid."""

    due_date: str
    amount: str


class PlanData(Data):
    """A debt that is paid in instalments."""

    number: int
    customer: str
    documents: list[str]
    currency: str
    total: str
    paid: str
    fee: str
    behind: str
    state: str
    instalments: list[InstalmentData]
    note: str
    made_by: str
    made_on: str


class SendPlanLetters(Body):
    """numbers: of plans, all that run and were not told of without; again: also what went out, or may have."""

    numbers: Annotated[list[Number], Field(max_length=10_000)] = []
    channel: Literal["", "print"] = ""
    again: bool = False


class MarkPlanLetters(Body):
    """Of which payment plans."""

    numbers: Annotated[list[Number], Field(min_length=1, max_length=10_000)]


class PlanPreview(Data):
    """What a plan would be."""

    number: int
    customer: str
    documents: list[str]
    currency: str
    total: str
    instalments: list[InstalmentData]


class WorklistData(Data):
    """A customer with something overdue, and how urgent that is."""

    number: str
    name: str
    overdue: str
    currency: str
    entries: int
    overdue_since: str
    level: int | None
    state: str
    broken_promises: int
    disputes: int
    last_contact: str | None
    last_contact_kind: str
    owner: str
    next_action: str | None
    urgency: int


class ClaimsAsked(Paged):
    """customer: of one alone; all: those that are over, too."""

    customer: Annotated[str, Field(max_length=60)] = ""
    all: bool = False


class NewPromise(Body):
    """entries: by id; amount: all that is left of them without it."""

    entries: Entries
    date: Day
    amount: Amount | None = None
    note: Note = ""


class NewDispute(Body):
    """amount: all that is left without it; owner: the user who answers it."""

    entry: Number
    reason: Literal["goods", "delivery", "price", "quantity", "not_ordered", "paid", "other"]
    amount: Amount | None = None
    owner: Text = ""
    deadline: Day | None = None
    note: Note = ""


class DisputeClosing(Body):
    """What came of it. credited: with credit_memo in how much it was right, "" for what has been credited."""

    outcome: Literal["credit_memo", "paid", "rejected", "withdrawn"]
    credited: str = ""
    note: Note = ""


class InstalmentBody(Body):
    """One of its own."""

    due_date: Day
    amount: Amount


class NewPlan(Body):
    """Either so many even instalments from a first day on, or each with its day and amount."""

    entries: Entries
    count: Annotated[int, Field(ge=0, le=120)] = 0
    first: Day | None = None
    instalments: Annotated[list[InstalmentBody], Field(max_length=120)] = []
    fee: Amount | None = None
    grace_days: Annotated[int, Field(ge=0, le=365)] = DEFAULT_GRACE_DAYS
    note: Note = ""
    preview: bool = False


class WorklistAsked(Paged):
    """Which of them."""

    which: Literal["", "now", "broken", "bounced", "promised", "disputed", "plan", "held"] = ""


class NewContact(Body):
    """customers: by number; next: when to do something again."""

    customers: Annotated[list[Code], Field(min_length=1, max_length=1000)]
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    kind: Literal["call", "email", "letter", "note"] = "note"
    date: Day | None = None
    next: Day | None = None


class Logged(Data):
    """In the log of how many customers it is kept."""

    count: int


def _of(company: CompanyFacts, asked: ClaimsAsked) -> Of:
    party = find_party(company=company, ledger="CUSTOMER", number=asked.customer).id if asked.customer else None
    return Of(party_id=party, with_ended=asked.all)


def _one(company: CompanyFacts, read: Callable[..., Iterable[Any]], number: int) -> Any:
    (found,) = read(company=company, as_of=today(), of=Of(with_ended=True, number=number))
    return found


def find_dispute(company: CompanyFacts, number: int) -> dict[str, Any]:
    """A dispute as it now is.

    refuses   DisputeUnknown
    """
    for found in disputes(company=company, as_of=today(), of=Of(with_ended=True, number=number)):
        return dispute_data(found)
    raise DisputeUnknown(number=number)


@routes.get("/promises", Page[PromiseData])
def list_promises(request: Call, asked: Query[ClaimsAsked]) -> dict[str, Any]:
    """List promises that stand and that are broken, the broken ones first."""
    company = company_of(request)
    found = promises(company=company, as_of=today(), of=_of(company, asked))
    return page_of(found, asked, key=lambda one: str(one.number), build=promise_data)


@routes.post("/promises", PromiseData, status=201)
def keep_promise(request: Call, body: NewPromise) -> dict[str, Any]:
    """Keep a promise to pay: reminders wait until it is broken."""
    company = company_of(request)
    order = PromiseOrder(tuple(named(company, *body.entries)), body.date, body.amount or "", body.note)
    done = make_promise(company=company, actor=request.auth.actor, order=order, today=today())
    return promise_data(_one(company, promises, done.number))


@routes.post("/promises/{key:number}/withdraw", PromiseData)
def withdraw_a_promise(request: Call, number: int) -> dict[str, Any]:
    """Forget a promise: reminders go on."""
    company = company_of(request)
    withdraw_promise(company=company, actor=request.auth.actor, number=number)
    return promise_data(_one(company, promises, number))


@routes.get("/disputes", Page[DisputeData])
def list_disputes(request: Call, asked: Query[ClaimsAsked]) -> dict[str, Any]:
    """List open disputes, the earliest deadline first."""
    company = company_of(request)
    found = disputes(company=company, as_of=today(), of=_of(company, asked))
    return page_of(found, asked, key=lambda one: str(one.number), build=dispute_data)


@routes.post("/disputes", DisputeData, status=201)
def open_a_dispute(request: Call, body: NewDispute) -> dict[str, Any]:
    """Hold back what a customer disputes of a document; the rest is asked for as before."""
    company = company_of(request)
    (name,) = named(company, body.entry)
    order = DisputeOrder(name, body.reason, body.amount or "", body.owner, body.deadline, body.note)
    done = open_dispute(company=company, actor=request.auth.actor, order=order, today=today())
    return find_dispute(company, done.number)


@routes.post("/disputes/{key:number}/close", DisputeData)
def close_a_dispute(request: Call, number: int, body: DisputeClosing) -> dict[str, Any]:
    """Tell what came of a dispute: what is left is asked for again."""
    company = company_of(request)
    end = DisputeEnd(body.outcome, body.note, body.credited)
    close_dispute(company=company, actor=request.auth.actor, number=number, end=end)
    return find_dispute(company, number)


@routes.get("/payment-plans", Page[PlanData])
def list_payment_plans(request: Call, asked: Query[ClaimsAsked]) -> dict[str, Any]:
    """List payment plans that run, the broken ones first."""
    company = company_of(request)
    found = payment_plans(company=company, as_of=today(), of=_of(company, asked))
    return page_of(found, asked, key=lambda one: str(one.number), build=plan_data)


@routes.post("/payment-plans", PlanPreview)
def agree_payment_plan(request: Call, body: NewPlan) -> dict[str, Any]:
    """Let a customer pay in instalments; reminders wait while they are paid in time."""
    company = company_of(request)
    order = PlanOrder(
        names=tuple(named(company, *body.entries)), first=body.first, count=body.count,
        instalments=tuple((one.due_date, one.amount) for one in body.instalments), fee=body.fee or "",
        grace_days=body.grace_days, note=body.note,
    )  # fmt: skip
    done = make_payment_plan(
        company=company, actor=request.auth.actor, order=order, today=today(), is_preview=body.preview
    )
    currency = done.total.currency
    return {
        "number": done.number, "customer": done.customer, "documents": list(done.documents), "currency": currency,
        "total": format_minor(done.total.minor, currency),
        "instalments": [
            {"due_date": one.due_date.isoformat(), "amount": format_minor(one.amount_minor, currency)}
            for one in done.instalments
        ],
    }  # fmt: skip


@routes.get("/payment-plans/{key:number}/letter", None)
def download_payment_plan_letter(request: Call, number: int) -> HttpResponse:
    """Download the letter of a payment plan, with its days and amounts, as it would be today; nothing is kept."""
    letter = plan_letter(company=company_of(request), number=number, on=today())
    return handed_out(letter.content, letter.name)


@routes.post("/payment-plans/send", LettersSent, once_by=once_in_parts, also={202: JobData})
def send_payment_plan_letters(request: Call, body: SendPlanLetters) -> Any:
    """Mail the letters of payment plans that were not sent; what goes on paper waits for a print run.

    More than 50 letters go in the background; where a job is at the very same, that one is told.
    """
    order = KeptOrder(tuple(body.numbers), body.channel.upper(), body.again)
    post = PlanPost(company_of(request), request.auth.actor)
    if job := mail_kept_in_background(post, order):
        return under_way(request, job)
    return letters_told(post.send_all(order))


@routes.post("/payment-plans/mark-sent", LettersMarked)
def mark_payment_plan_letters(request: Call, body: MarkPlanLetters) -> dict[str, Any]:
    """Say that letters of payment plans went out otherwise; nothing is sent."""
    return {"count": PlanPost(company_of(request), request.auth.actor).mark_all(body.numbers)}


@routes.post("/payment-plans/{key:number}/cancel", PlanData)
def cancel_a_payment_plan(request: Call, number: int) -> dict[str, Any]:
    """End a plan: what is left is asked for again."""
    company = company_of(request)
    cancel_payment_plan(company=company, actor=request.auth.actor, number=number)
    return plan_data(_one(company, payment_plans, number))


@routes.get("/worklist", Page[WorklistData])
def list_worklist(request: Call, asked: Query[WorklistAsked]) -> dict[str, Any]:
    """List customers with something overdue, the most urgent first."""
    company = company_of(request)
    listing = worklist_listing(company=company, asked=listing_asked({"which": asked.which}), on=today())

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        return [worklist_data(row, company.currency) for row in rows]

    return page_of_listing(listing, asked, sort="-urgency", build=build)


@routes.post("/contacts", Logged)
def log_a_contact(request: Call, body: NewContact) -> dict[str, Any]:
    """Keep a call, an e-mail or a note in the log of customers."""
    order = ContactOrder(tuple(body.customers), body.kind, body.text, body.date or today(), body.next)
    count = log_contacts(company=company_of(request), actor=request.auth.actor, order=order, today=today())
    return {"count": count}
