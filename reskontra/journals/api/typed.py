"""typed journals: cash receipts, payments and general journals filled by hand, batch by batch."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Path, Query
from pydantic import BaseModel, Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes, demand
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.journals.batch_changes import BatchChange, change_batch
from reskontra.journals.batches import BatchFacts, NewBatch, add_batch, batches, delete_batch, find_batch
from reskontra.journals.cli_batches import batch_data
from reskontra.journals.entering import NewTyped, add_line, change_line, delete_line, mark_line
from reskontra.journals.post_typed import PostChoice, PostedBatch, post_batch
from reskontra.journals.show_typed import document_names, line_data
from reskontra.journals.typed_lines import TypedFacts, typed_lines
from reskontra.ledger.queries import account_names, voucher_names

routes = Routes("journals", "Typed journals")
KINDS = {"cash-receipts": "CASH_RECEIPT", "payments": "PAYMENT", "general-journal": "GENERAL"}
Short = Annotated[str, Field(max_length=60)]


class BatchPath(BaseModel):
    """Which batch of which journal."""

    kind: Literal["cash-receipts", "payments", "general-journal"]
    batch: str


class KindPath(BaseModel):
    """Which journal."""

    kind: Literal["cash-receipts", "payments", "general-journal"]


class LinePath(BatchPath):
    """Which line of it."""

    line: Number


class BatchData(Data):
    """A batch: lines that are posted together."""

    batch: str
    template: str
    balancing: str | None
    series: str | None
    posting_series: str | None
    open_lines: int
    description: str


class TypedSettles(Data):
    """What a line settles; an amount of null is all of it."""

    document: str
    amount: str | None


class TypedLineData(Data):
    """A line of a batch."""

    line: int
    state: str
    posting_date: str | None
    document_type: str
    document_number: str
    external_document_number: str
    account: str
    description: str
    amount: str
    currency: str
    balancing: str | None
    correction: bool
    check: str | None
    settles: list[TypedSettles]
    voucher: str | None


class NewBatchBody(Body):
    """balancing: bank:B1 or gl:1930, on every line that names none."""

    batch: Code
    template: Short = ""
    balancing: Short = ""
    series: Short = ""
    posting_series: Short = ""
    text: Text = ""
    suggest: bool = False


class BatchRenamed(Body):
    """What it is called from now on."""

    batch: Code


class TypedLineBody(Body):
    """account: customer:C1, vendor:V1, gl:3001 or bank:B1; settles: INV-1 or INV-1=400.00.

    check: paid by this check, written by hand; print_check: by one that is printed.
    """

    account: Short
    amount: Amount | None = None
    date: Day | None = None
    document_type: Literal["", "invoice", "credit_memo", "payment", "refund", "finance_charge", "reminder"] | None = (
        None
    )
    number: Short = ""
    external_number: Short = ""
    text: Text = ""
    currency: Annotated[str, Field(max_length=3)] = ""
    accept_currency: bool = False
    local_amount: Amount | None = None
    balancing: Short | None = None
    settles: Annotated[list[Short], Field(max_length=1000)] = []
    accept_late_discount: bool | None = None
    accept_tolerance: bool | None = None
    correction: bool = False
    vat_code: Short = ""
    cost_center: Short = ""
    project: Short = ""
    check: Annotated[str, Field(max_length=40)] = ""
    print_check: bool = False


class SettleBody(Body):
    """INV-1 or INV-1=400.00, instead of what the line named before; nothing takes it all away."""

    settles: Annotated[list[Short], Field(max_length=1000)]


class PostBatch(Body):
    """Lines by number, all without any. ahead: dates that have not come yet are meant."""

    lines: Annotated[list[Number], Field(max_length=100_000)] = []
    preview: bool = False
    ahead: bool = False


class BatchMoved(Data):
    """How much was posted on a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


class BatchPosted(Data):
    """What was posted, or would be. vouchers: each with the number of its document."""

    run: int
    vouchers: list[str]
    lines: int
    entries: int
    applied: int
    accounts: list[BatchMoved]


class BatchLinesAsked(Paged):
    """all: posted lines too."""

    all: bool = False


def batch_of(request: Call, path: BatchPath) -> tuple[CompanyFacts, BatchFacts]:
    """The batch that an address names.

    refuses   BatchUnknown
    """
    company = company_of(request)
    return company, find_batch(company=company, kind=KINDS[path.kind], name=path.batch)


def _line(company: CompanyFacts, one: TypedFacts) -> dict[str, Any]:
    vouchers = voucher_names(company=company, ids=[one.voucher_id] if one.voucher_id else [])
    return line_data(one, document_names(company=company, lines=[one]), vouchers)


def new_line(body: TypedLineBody) -> NewTyped:
    """A line as the rules read it."""
    return NewTyped(
        account=body.account, amount=body.amount or "", posting_date=body.date,
        document_type=None if body.document_type is None else body.document_type.upper(),
        document_number=body.number, external_document_number=body.external_number, description=body.text,
        currency=body.currency, accepts_currency=body.accept_currency, local_amount=body.local_amount or "",
        balancing=body.balancing, settles=tuple(body.settles), accepts_late_discount=body.accept_late_discount,
        accepts_tolerance=body.accept_tolerance, is_correction=body.correction, vat_code=body.vat_code,
        cost_center=body.cost_center, project=body.project, check_number="" if body.print_check else body.check,
        check_kind="COMPUTER" if body.print_check else "MANUAL" if body.check else "",
    )  # fmt: skip


@routes.get("/typed-journals/{kind}/batches", Page[BatchData])
def list_batches(request: Call, path: Path[KindPath], asked: Query[Paged]) -> dict[str, Any]:
    """List batches with how many open lines each has."""
    found = batches(company=company_of(request), kind=KINDS[path.kind])
    return page_of(found, asked, key=lambda one: one.name, build=batch_data)


@routes.post("/typed-journals/{kind}/batches", BatchData, status=201)
def add_a_batch(request: Call, path: Path[KindPath], body: NewBatchBody) -> dict[str, Any]:
    """Add a batch to a journal that is filled by hand."""
    new = NewBatch(
        KINDS[path.kind], body.batch, body.template, body.text, body.balancing, body.series, body.suggest,
        body.posting_series,
    )  # fmt: skip
    return batch_data(add_batch(company=company_of(request), actor=request.auth.actor, batch=new))


@routes.delete("/typed-journals/{kind}/batches/{batch}")
def delete_a_batch(request: Call, path: Path[BatchPath]) -> None:
    """Take a batch away with its open lines; posted ones stay."""
    company, batch = batch_of(request, path)
    delete_batch(company=company, actor=request.auth.actor, kind=KINDS[path.kind], name=batch.name)


@routes.patch("/typed-journals/{kind}/batches/{batch}", BatchData)
def rename_a_batch(request: Call, path: Path[BatchPath], body: BatchRenamed) -> dict[str, Any]:
    """Give a batch another name; its lines stay, posted ones too."""
    company, batch = batch_of(request, path)
    change = BatchChange(name=body.batch)
    done = change_batch(
        company=company, actor=request.auth.actor, kind=KINDS[path.kind], name=batch.name, change=change
    )
    return batch_data(done)


@routes.get("/typed-journals/{kind}/batches/{batch}/lines", Page[TypedLineData])
def list_batch_lines(request: Call, path: Path[BatchPath], asked: Query[BatchLinesAsked]) -> dict[str, Any]:
    """List the lines of a batch with what they settle."""
    company, batch = batch_of(request, path)
    states = ("OPEN", "POSTED") if asked.all else ("OPEN",)
    found = typed_lines(company=company, journal_id=batch.journal_id, states=states)
    vouchers = voucher_names(company=company, ids={line.voucher_id for line in found if line.voucher_id})
    documents = document_names(company=company, lines=found)
    return page_of(
        found, asked, key=lambda one: str(one.line_number), build=lambda one: line_data(one, documents, vouchers)
    )


@routes.post("/typed-journals/{kind}/batches/{batch}/lines", TypedLineData, status=201)
def add_batch_line(request: Call, path: Path[BatchPath], body: TypedLineBody) -> dict[str, Any]:
    """Add a line to a batch."""
    company, batch = batch_of(request, path)
    done = add_line(company=company, actor=request.auth.actor, batch=batch, new=new_line(body), today=today())
    return _line(company, done)


@routes.put("/typed-journals/{kind}/batches/{batch}/lines/{line}", TypedLineData)
def set_batch_line(request: Call, path: Path[LinePath], body: TypedLineBody) -> dict[str, Any]:
    """Type an open line anew."""
    company, batch = batch_of(request, path)
    done = change_line(
        company=company, actor=request.auth.actor, batch=batch, number=path.line, new=new_line(body), today=today()
    )
    return _line(company, done)


@routes.delete("/typed-journals/{kind}/batches/{batch}/lines/{line}")
def delete_batch_line(request: Call, path: Path[LinePath]) -> None:
    """Take an open line away, with what it settles."""
    company, batch = batch_of(request, path)
    delete_line(company=company, actor=request.auth.actor, batch=batch, number=path.line)


@routes.put("/typed-journals/{kind}/batches/{batch}/lines/{line}/settles", TypedLineData)
def settle_with_batch_line(request: Call, path: Path[LinePath], body: SettleBody) -> dict[str, Any]:
    """Say which documents a line settles, instead of those it named before."""
    company, batch = batch_of(request, path)
    done = mark_line(company=company, actor=request.auth.actor, batch=batch, number=path.line, settles=body.settles)
    return _line(company, done)


@routes.post("/typed-journals/{kind}/batches/{batch}/post", BatchPosted)
def post_a_batch(request: Call, path: Path[BatchPath], body: PostBatch) -> dict[str, Any]:
    """Check every line, then post them all, or none; to post takes an accountant, a preview a clerk."""
    demand_to_post(request, is_preview=body.preview)
    company, batch = batch_of(request, path)
    choice = PostChoice(tuple(body.lines), is_preview=body.preview, today=None if body.ahead else today())
    done = post_batch(company=company, actor=request.auth.actor, batch=batch, choice=choice)
    return posted_data(company, done, is_preview=body.preview)


def demand_to_post(request: Call, *, is_preview: bool) -> None:
    """refuses   TokenRoleTooLow"""
    demand(request.auth, "CLERK" if is_preview else "ACCOUNTANT")


def posted_data(company: CompanyFacts, done: PostedBatch, *, is_preview: bool) -> dict[str, Any]:
    """What was posted, or would be, for programs."""
    names = account_names(company=company, ids=done.accounts)
    moved = sorted((*names[id], format_minor(minor, company.currency)) for id, minor in done.accounts.items() if minor)
    return {
        "run": 0 if is_preview else done.run,
        "vouchers": [voucher for voucher, *_document in done.vouchers],
        "lines": done.lines, "entries": done.entries, "applied": done.applied,
        "accounts": [{"account": number, "name": name, "amount": amount} for number, name, amount in moved],
    }  # fmt: skip
