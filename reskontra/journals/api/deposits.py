"""bank deposits: what is paid in to an own bank account at once, entered, posted, undone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor, parse_minor
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.journals.api.typed import BatchPosted, TypedSettles, demand_to_post, posted_data
from reskontra.journals.cli_deposits import deposit_data, deposited_data
from reskontra.journals.deposit_posting import post_deposit, undo_deposit
from reskontra.journals.deposits import (
    DepositFacts,
    NewDeposit,
    add_deposit,
    batch_of_deposit,
    change_deposit,
    delete_deposit,
    deposits,
    find_deposit,
    lines_deposited,
    open_deposit,
)
from reskontra.journals.entering import NewTyped, add_line, delete_line
from reskontra.journals.show_typed import document_names
from reskontra.ledger.queries import find_bank_account

routes = Routes("journals", "Bank deposits")
Short = Annotated[str, Field(max_length=60)]
Remark = Annotated[str, Field(max_length=100)]
Type = Literal["", "invoice", "credit_memo", "payment", "refund", "finance_charge", "reminder"]


class DepositData(Data):
    """A deposit. difference: what its lines lack of the total; state: open, posted or reversed."""

    deposit: str
    state: str
    bank_account: str
    posting_date: str
    document_date: str
    total: str
    currency: str
    text: str
    lump_sum: bool
    voucher: str | None
    reversed_by: str | None
    lines_total: str
    difference: str


class DepositLineData(Data):
    """What was paid in by one customer or from one account."""

    line: int
    account: str
    description: str
    document_type: str
    document_number: str
    external_document_number: str
    amount: str
    currency: str
    settles: list[TypedSettles]


class DepositWhole(DepositData):
    """A deposit with its lines."""

    lines: list[DepositLineData]


class NewDepositBody(Body):
    """date: today without it; lump_sum: one bank entry of the total, as the company's setting says without it."""

    bank_account: Code
    total: Amount
    date: Day | None = None
    document_date: Day | None = None
    text: Remark = ""
    lump_sum: bool | None = None


class DepositChange(Body):
    """What is to be another; null leaves it. A new date is the document's date too, unless that is said."""

    bank_account: Code | None = None
    total: Amount | None = None
    date: Day | None = None
    document_date: Day | None = None
    text: Remark | None = None
    lump_sum: bool | None = None


class DepositLineBody(Body):
    """account: customer:C1, gl:1910 …; amount: paid in +, or what `settles` come to: INV-1 or INV-1=400.00."""

    account: Short
    amount: Amount | None = None
    settles: Annotated[list[Short], Field(max_length=1000)] = []
    external_number: Short = ""
    number: Short = ""
    document_type: Type | None = None
    text: Text = ""


class DepositPost(Body):
    """ahead: a date that has not come yet is meant."""

    preview: bool = False
    ahead: bool = False


class DepositUndo(Body):
    """Why; kept with the voucher."""

    reason: Text


def _data(one: DepositFacts) -> dict[str, Any]:
    currency = one.bank.currency
    sums = {"lines_total": one.lines_minor, "difference": one.difference_minor}
    return {**deposit_data(one), **{name: format_minor(minor, currency) for name, minor in sums.items()}}


def _whole(company: CompanyFacts, number: str) -> dict[str, Any]:
    found = find_deposit(company=company, number=number)
    lines = lines_deposited(company=company, deposit=found, states=["OPEN", "POSTED"])
    names = document_names(company=company, lines=lines)
    return {**_data(found), "lines": [deposited_data(line, names) for line in lines]}


@routes.get("/deposits", Page[DepositData])
def list_deposits(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List bank deposits, the newest first."""
    return page_of(deposits(company=company_of(request)), asked, key=lambda one: one.number, build=_data)


@routes.post("/deposits", DepositWhole, status=201)
def begin_deposit(request: Call, body: NewDepositBody) -> dict[str, Any]:
    """Begin a deposit; its lines must come to the total before it is posted."""
    company = company_of(request)
    bank = find_bank_account(company=company, number=body.bank_account)
    new = NewDeposit(
        bank.number, body.date or today(), parse_minor(body.total, bank.currency), body.text, body.document_date,
        body.lump_sum,
    )  # fmt: skip
    return _whole(company, add_deposit(company=company, actor=request.auth.actor, new=new).number)


@routes.get("/deposits/{deposit}", DepositWhole)
def show_deposit(request: Call, deposit: str) -> dict[str, Any]:
    """Show a deposit with its lines."""
    return _whole(company_of(request), deposit)


@routes.patch("/deposits/{deposit}", DepositWhole)
def change_a_deposit(request: Call, deposit: str, body: DepositChange) -> dict[str, Any]:
    """Change what is said of an open deposit; its lines follow."""
    company = company_of(request)
    old = open_deposit(company=company, number=deposit)
    bank = find_bank_account(company=company, number=body.bank_account or old.bank.number)
    new = NewDeposit(
        bank.number, body.date or old.posting_date,
        parse_minor(body.total, bank.currency) if body.total else old.total_minor,
        old.description if body.text is None else body.text,
        body.document_date or (None if body.date else old.document_date),
        old.is_lump_sum if body.lump_sum is None else body.lump_sum,
    )  # fmt: skip
    change_deposit(company=company, actor=request.auth.actor, number=deposit, new=new)
    return _whole(company, deposit)


@routes.delete("/deposits/{deposit}")
def delete_a_deposit(request: Call, deposit: str) -> None:
    """Take an open deposit away, with its lines."""
    delete_deposit(company=company_of(request), actor=request.auth.actor, number=deposit)


@routes.post("/deposits/{deposit}/lines", DepositWhole, status=201)
def add_deposit_line(request: Call, deposit: str, body: DepositLineBody) -> dict[str, Any]:
    """Add what was paid in by one customer or from one account."""
    company = company_of(request)
    paid = open_deposit(company=company, number=deposit).bank.currency
    new = NewTyped(
        account=body.account, amount=format_minor(-parse_minor(body.amount, paid), paid) if body.amount else "",
        settles=tuple(body.settles), external_document_number=body.external_number, document_number=body.number,
        document_type=None if body.document_type is None else body.document_type.upper(), description=body.text,
        currency=paid,
    )  # fmt: skip
    batch = batch_of_deposit(company=company, number=deposit)
    add_line(company=company, actor=request.auth.actor, batch=batch, new=new, today=today())
    return _whole(company, deposit)


@routes.delete("/deposits/{deposit}/lines/{key:line}")
def delete_deposit_line(request: Call, deposit: str, line: int) -> None:
    """Take a line of an open deposit away, with what it settles."""
    company = company_of(request)
    open_deposit(company=company, number=deposit)
    batch = batch_of_deposit(company=company, number=deposit)
    delete_line(company=company, actor=request.auth.actor, batch=batch, number=line)


@routes.post("/deposits/{deposit}/post", BatchPosted)
def post_a_deposit(request: Call, deposit: str, body: DepositPost) -> dict[str, Any]:
    """Post a deposit, all of it or nothing; to post takes an accountant, a preview a clerk."""
    demand_to_post(request, is_preview=body.preview)
    company, day = company_of(request), None if body.ahead else today()
    done = post_deposit(
        company=company, actor=request.auth.actor, number=deposit, today=day, is_preview=body.preview
    )  # fmt: skip
    return posted_data(company, done, is_preview=body.preview)


@routes.post("/deposits/{deposit}/undo", DepositWhole, role="ACCOUNTANT")
def undo_a_deposit(request: Call, deposit: str, body: DepositUndo) -> dict[str, Any]:
    """Reverse a posted deposit: what it settled is open again."""
    company = company_of(request)
    undo_deposit(company=company, actor=request.auth.actor, number=deposit, reason=body.reason)
    return _whole(company, deposit)
