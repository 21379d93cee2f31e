"""payment proposals: vendors paid and credit paid back, from what is due to what the bank answers."""

from __future__ import annotations

from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from ninja import File, Path, Query, UploadedFile
from pydantic import BaseModel, Field

from reskontra.companies.called import company_of
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Asked, Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.interface.parts import file_to_keep
from reskontra.journals.api.typed import BatchPosted, demand_to_post, posted_data
from reskontra.journals.paying.again import paid_again
from reskontra.journals.paying.answers import take_answer
from reskontra.journals.paying.change import (
    PaymentEdit,
    approve_proposal,
    cancel_proposal,
    edit_payment,
    remove_payment,
)
from reskontra.journals.paying.doubled import paid_twice
from reskontra.journals.paying.export import export_proposal, file_of_proposal
from reskontra.journals.paying.facts import find_proposal
from reskontra.journals.paying.make import ProposalOrder, make_proposal
from reskontra.journals.paying.post import post_proposal
from reskontra.journals.paying.shown import answered_data, listed_data, proposal_data, proposals

routes = Routes("journals", "Payment proposals")
Short = Annotated[str, Field(max_length=60)]
Words = Annotated[str, Field(max_length=140)]


class ProposalRow(Data):
    """A proposal. unposted, rejected: how many of its payments; total without what was removed or rejected."""

    number: int
    state: str
    bank_account: str
    payment_date: str
    currency: str
    total: str
    payments: int
    unposted: int
    rejected: int
    made_by: str
    approved_by: str


class PaymentProposed(Data):
    """A payment. findings: what keeps it from the bank; bank_status: what the bank last answered (ISO 20022)."""

    payment: int
    state: str
    ledger: str
    account: str
    name: str
    document_number: str
    due_date: str
    payment_date: str
    currency: str
    amount: str
    discount: str
    account_kind: str
    account_number: str
    reference: str
    text: str
    findings: list[str]
    bank_status: str
    reason_code: str
    reason_text: str
    voucher: str


class PaymentLeftOut(Data):
    """A document that was not proposed, and the code why."""

    document_number: str
    account: str
    currency: str
    amount: str
    reason: str


class ProposalWhole(Data):
    """A proposal with its payments and what was left out."""

    number: int
    state: str
    bank_account: str
    payment_date: str
    until: str
    currency: str
    total: str
    made_by: str
    changed_by: list[str]
    approved_by: str
    exported_by: str
    message_id: str
    payments: list[PaymentProposed]
    left_out: list[PaymentLeftOut]


class ProposalShown(ProposalWhole):
    """paid_twice: documents of which more is with the bank than is left to pay, each with what to do.

    paid_again: documents that the bank has by payments that were given up, to be confirmed with pay_again.
    """

    paid_twice: list[str]
    paid_again: list[str]


class ProposalsAsked(Asked):
    """all: posted and cancelled ones too."""

    all: bool = False


class NewProposal(Body):
    """date: first day of payment, today without it; most: no more than this together; bic: of the own bank."""

    bank_account: Code
    until: Day
    date: Day | None = None
    discounts_until: Day | None = None
    most: Amount | None = None
    vendors: Annotated[list[Short], Field(max_length=1000)] = []
    refunds: bool = True
    on_last_day: bool = False
    bic: Annotated[str, Field(max_length=11)] = ""


class PaymentChange(Body):
    """What becomes of the payment; null leaves it. account: one of the payee's."""

    amount: Amount | None = None
    date: Day | None = None
    account: Short | None = None
    reference: Annotated[str, Field(max_length=35)] | None = None
    text: Words | None = None


class ProposalPath(BaseModel):
    """Which proposal."""

    number: Number


class PaymentPath(ProposalPath):
    """Which payment of it."""

    payment: Number


class ProposalApproval(Body):
    """pay_again: how is known that the bank stopped earlier payments of the documents, which were given up."""

    pay_again: Text = ""


class ProposalExport(ProposalApproval):
    """version: of pain.001, 03 or 09."""

    version: Annotated[str, Field(max_length=2)] = "03"


class ProposalPost(Body):
    """ahead: payments too whose day has not come; preview: tell what would be posted, and post nothing."""

    ahead: bool = False
    preview: bool = False


class ProposalCancel(Body):
    """reason: needed once the file was written."""

    reason: Text = ""


class ProposalPosted(BatchPosted):
    """What was posted, or would be. posted: numbers of payments.

    skipped   payments whose documents were paid meanwhile; waiting: how many have a later day
    """

    posted: list[int]
    skipped: list[int]
    waiting: int


class PaymentAnswered(Data):
    """What the bank said of a payment. outcome: accepted, rejected or waiting; taken_back_by: a voucher.

    was_accepted: and is rejected now. not_taken_back: why it is rejected and stands as posted.
    """

    payment: int
    document_number: str
    name: str
    status: str
    outcome: str
    reason_code: str
    reason_text: str
    is_new: bool
    taken_back_by: str
    was_accepted: bool
    not_taken_back: str


class AnswerTaken(Data):
    """again: the same file was taken in before. stands_again: the proposal was given up, and the bank makes it.

    paid_twice: documents of which more is with the bank than is left to pay, each with what to do."""

    proposal: int
    again: bool
    stands_again: bool
    paid_twice: list[str]
    payments: list[PaymentAnswered]


@routes.get("/payment-proposals", Page[ProposalRow])
def list_payment_proposals(request: Call, said: Query[ProposalsAsked], asked: Query[Paged]) -> dict[str, Any]:
    """List the payment proposals that are not done with, the newest first."""
    found = proposals(company=company_of(request), with_all=said.all)
    return page_of(found, asked, key=lambda one: str(one.number), build=listed_data)


@routes.post("/payment-proposals", ProposalWhole, status=201)
def make_payment_proposal(request: Call, body: NewProposal) -> dict[str, Any]:
    """Propose to pay what is due: open documents of vendors, and approved repayments to customers."""
    order = ProposalOrder(
        bank_account=body.bank_account, until=body.until, day=body.date, discounts_until=body.discounts_until,
        most=body.most or "", vendors=tuple(body.vendors), with_repayments=body.refunds, on_last_day=body.on_last_day,
        bic=body.bic,
    )  # fmt: skip
    company = company_of(request)
    return proposal_data(make_proposal(company=company, actor=request.auth.actor, order=order, today=today()))


@routes.get("/payment-proposals/{key:number}", ProposalShown)
def show_payment_proposal(request: Call, at: Path[ProposalPath]) -> dict[str, Any]:
    """Show a proposal with its payments, what keeps them from the bank, and what was left out."""
    company = company_of(request)
    found = find_proposal(company=company, number=at.number)
    twice, again = paid_twice(company=company, facts=found), paid_again(company=company, facts=found)
    told = {"paid_twice": [str(one) for one in twice], "paid_again": [str(one) for one in again]}
    return {**proposal_data(found), **told}


@routes.patch("/payment-proposals/{key:number}/payments/{key:payment}", ProposalWhole)
def change_payment(request: Call, at: Path[PaymentPath], body: PaymentChange) -> dict[str, Any]:
    """Change a payment; what was approved must be approved again."""
    edit = PaymentEdit(body.amount, body.date, body.account, body.reference, body.text)
    return proposal_data(
        edit_payment(
            company=company_of(request), actor=request.auth.actor, number=at.number, line=at.payment, edit=edit,
            today=today(),
        )
    )  # fmt: skip


@routes.delete("/payment-proposals/{key:number}/payments/{key:payment}")
def remove_a_payment(request: Call, at: Path[PaymentPath]) -> None:
    """Take a payment out; what was approved must be approved again."""
    company, actor = company_of(request), request.auth.actor
    remove_payment(company=company, actor=actor, number=at.number, line=at.payment, today=today())


@routes.post("/payment-proposals/{key:number}/approve", ProposalWhole, role="ACCOUNTANT")
def approve_payment_proposal(request: Call, at: Path[ProposalPath], body: ProposalApproval) -> dict[str, Any]:
    """Approve a proposal that somebody else made."""
    company, actor = company_of(request), request.auth.actor
    return proposal_data(
        approve_proposal(company=company, actor=actor, number=at.number, today=today(), pay_again=body.pay_again)
    )


@routes.post("/payment-proposals/{key:number}/export", ProposalWhole, role="ACCOUNTANT")
def export_payment_proposal(request: Call, at: Path[ProposalPath], body: ProposalExport) -> dict[str, Any]:
    """Write the payment file of an approved proposal, once; it is fetched as `file`."""
    company, actor = company_of(request), request.auth.actor
    done = export_proposal(
        company=company, actor=actor, number=at.number, today=today(), version=body.version, pay_again=body.pay_again
    )
    return proposal_data(done.proposal)


@routes.get("/payment-proposals/{key:number}/file", None, role="CLERK")
def payment_file(request: Call, at: Path[ProposalPath]) -> HttpResponse:
    """Fetch the payment file (pain.001) that was written."""
    name, content = file_of_proposal(company=company_of(request), number=at.number)
    return file_to_keep(name, content)


@routes.post("/payment-proposals/{key:number}/post", ProposalPosted)
def post_payment_proposal(request: Call, at: Path[ProposalPath], body: ProposalPost) -> dict[str, Any]:
    """Post the payments whose day has come, each settling its document; a preview takes a clerk, else an accountant."""
    demand_to_post(request, is_preview=body.preview)
    company, actor = company_of(request), request.auth.actor
    done = post_proposal(
        company=company, actor=actor, number=at.number, today=today(), is_ahead=body.ahead, is_preview=body.preview
    )
    return {
        **posted_data(company, done.batch, is_preview=body.preview),
        "posted": list(done.posted),
        "skipped": list(done.skipped),
        "waiting": done.waiting,
    }


@routes.post("/payment-proposals/{key:number}/cancel", ProposalWhole, role="ACCOUNTANT")
def cancel_payment_proposal(request: Call, at: Path[ProposalPath], body: ProposalCancel) -> dict[str, Any]:
    """Give a proposal up; its documents may be proposed anew."""
    company, actor = company_of(request), request.auth.actor
    return proposal_data(cancel_proposal(company=company, actor=actor, number=at.number, reason=body.reason))


@routes.post("/payment-answers", AnswerTaken, role="ACCOUNTANT")
def take_payment_answer(request: Call, file: File[UploadedFile]) -> dict[str, Any]:
    """Take in the bank's answer (pain.002): what it rejects is open again, also where it was posted."""
    company, actor, name = company_of(request), request.auth.actor, (file.name or "upload")[:200]
    done = take_answer(company=company, actor=actor, name=name, stream=cast("BinaryIO", file.file))
    payments = [answered_data(one) for one in done.payments]
    return {
        "proposal": done.proposal.number,
        "again": done.is_again,
        "stands_again": done.stands_again,
        "paid_twice": [str(one) for one in done.doubled],
        "payments": payments,
    }
