"""statements of account: what customers are told of their accounts, issued in runs, and sent."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.collections.cli_statement_runs import statement_run_data, to_send_data
from reskontra.collections.customer_statements import customers_of, statements
from reskontra.collections.statement_data import statement_data
from reskontra.collections.statement_jobs import issue_in_background, start_mailing
from reskontra.collections.statement_runs import (
    find_run,
    issue_statements,
    pdf_of,
    print_batch,
    runs,
)
from reskontra.collections.statement_sending import mark_statements_sent
from reskontra.collections.statement_sending_queries import statements_to_send
from reskontra.companies.called import company_of
from reskontra.core.customer_statement import Asked as Wanted
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import cursor_written, key_read, page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Code, Data, Day, Page, Paged
from reskontra.interface.handing_out import handed_out

routes = Routes("collections", "Statements of account")
Customers = Annotated[list[Code], Field(max_length=10_000)]
Style = Literal["balance", "open"]
Ages = Annotated[str, Field(max_length=40)]
Currency = Annotated[str, Field(max_length=3)]


class StatementBlock(Data):
    """What a customer owes in a currency: at the start, what moved it, at the end."""

    currency: str
    opening_balance: str | None
    lines: list[dict[str, Any]]
    closing_balance: str | None
    overdue: list[dict[str, Any]]
    ages: list[dict[str, Any]]


class AccountStatement(Data):
    """A customer's statement, with a part for each currency."""

    customer: str
    name: str
    language: str
    since: str
    to: str
    style: str
    currencies: list[StatementBlock]


class RunPart(Asked):
    """Which PDF of a run of many statements; the first has 500 of them."""

    part: int = 1


class StatementAsked(Asked):
    """When, both days included. style: what moved the balance, or what is open at the end."""

    since: Day
    to: Day
    style: Style = "balance"
    with_entries: bool = True
    with_balance: bool = True
    overdue: bool = False
    reversed: bool = False
    unapplied: bool = False
    aging: Ages = "1M+CM"
    aging_by: Literal["due", "posting"] = "due"
    currency: Currency = ""


class StatementsAsked(StatementAsked, Paged):
    """The same, and of whom: all customers that have something to be told where none is named."""

    customer: Annotated[list[Code], Field(max_length=1000)] = []


class IssueStatements(Body):
    """The same; every customer that has something to be told without `customers`."""

    since: Day
    to: Day
    customers: Customers = []
    style: Style = "balance"
    with_entries: bool = True
    with_balance: bool = True
    overdue: bool = False
    reversed: bool = False
    unapplied: bool = False
    aging: Ages = "1M+CM"
    aging_by: Literal["due", "posting"] = "due"
    currency: Currency = ""


class StatementRunData(Data):
    """Statements that were issued together."""

    number: int
    since: str
    to: str
    statements: int
    made_at: str
    made_by: str


class StatementIssued(Data):
    """run: null where no customer has anything to be told."""

    run: StatementRunData | None


class StatementSent(Data):
    """A statement of a run: which way it goes, and whether it went."""

    customer: str
    number: int
    channel: str
    address: str
    state: str
    sent_at: str | None
    failure: str


class StatementsMarked(Body):
    """Of whom."""

    customers: Annotated[list[Code], Field(min_length=1, max_length=10_000)]


class MarkedCount(Data):
    """How many letters."""

    count: int


def _since(told: dict[str, Any]) -> dict[str, Any]:
    """What the command calls from; programs have that word for another use."""
    return {"since": told.pop("from"), **told}


def wanted_statement(said: StatementAsked | IssueStatements) -> Wanted:
    """What is asked of statements, as the rules read it."""
    return Wanted(
        start=said.since, end=said.to, style=said.style, with_entries=said.with_entries,
        with_balance=said.with_balance, shows_overdue=said.overdue, shows_reversed=said.reversed,
        shows_unapplied=said.unapplied, ages=said.aging, ages_by=said.aging_by, currency=said.currency.upper(),
    )  # fmt: skip


@routes.get("/account-statements", Page[AccountStatement])
def show_statements(request: Call, asked: Query[StatementsAsked]) -> dict[str, Any]:
    """Show what customers would be told of their accounts; nothing is issued."""
    company, wanted = company_of(request), wanted_statement(asked)
    parties = customers_of(company=company, asked=wanted, numbers=asked.customer)
    start = key_read(asked.cursor) or 0
    chosen = parties[start : start + asked.limit]
    items = [
        _since(statement_data(said, wanted))
        for piece in statements(company=company, asked=wanted, parties=chosen)
        for said in piece
    ]
    end = start + len(chosen)
    return {"items": items, "next_cursor": cursor_written(str(end)) if end < len(parties) else None}


@routes.get("/statement-runs", Page[StatementRunData])
def list_statement_runs(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the runs of statements that were issued, the latest first."""
    found = runs(company=company_of(request))
    return page_of(found, asked, key=lambda one: str(one.number), build=lambda one: _since(statement_run_data(one)))


@routes.post("/statement-runs", StatementIssued, status=201, also={202: JobData})
def issue_account_statements(request: Call, body: IssueStatements) -> Any:
    """Number statements and keep them as PDFs; many of them in the background."""
    company, actor, wanted = company_of(request), request.auth.actor, wanted_statement(body)
    parties = customers_of(company=company, asked=wanted, numbers=body.customers)
    if not body.customers:
        waits = issue_in_background(company=company, actor=actor, asked=wanted, customers=len(parties))
        if waits:
            return under_way(request, waits)
    run = issue_statements(company=company, actor=actor, asked=wanted, numbers=body.customers)
    return {"run": _since(statement_run_data(run)) if run else None}


@routes.get("/statement-runs/{key:number}", Page[StatementSent])
def list_statements_of_run(request: Call, number: int, asked: Query[Paged]) -> dict[str, Any]:
    """List the statements of a run: to whom, which way, and whether they went out."""
    found = statements_to_send(company=company_of(request), run=number)
    return page_of(found, asked, key=lambda one: one.statement.customer, build=to_send_data)


@routes.get("/statement-runs/{key:number}/file", None)
def download_statements(request: Call, number: int, asked: Query[RunPart]) -> HttpResponse:
    """Download the statements of a run as one PDF, to print: 500 of them at most, the next ones as the next part."""
    company = company_of(request)
    find_run(company=company, number=number)
    return handed_out(print_batch(company=company, number=number, part=asked.part), f"statements-{number}.pdf")


@routes.get("/statement-runs/{key:number}/customers/{customer}", None)
def download_statement(request: Call, number: int, customer: str) -> HttpResponse:
    """Download one customer's statement of a run as a PDF."""
    company = company_of(request)
    (found,) = statements_to_send(company=company, run=number, customers=[customer])
    return handed_out(pdf_of(company=company, statement=found.statement), found.statement.file_name)


@routes.post("/statement-runs/{key:number}/send", JobData, status=202)
def mail_statements(request: Call, number: int) -> Any:
    """Mail the statements of a run that go by e-mail and were not sent; the job tells how far it is."""
    company = company_of(request)
    find_run(company=company, number=number)
    return under_way(request, start_mailing(company=company, actor=request.auth.actor, run=number))


@routes.post("/statement-runs/{key:number}/mark-sent", MarkedCount)
def mark_statements(request: Call, number: int, body: StatementsMarked) -> dict[str, Any]:
    """Say that statements went out otherwise; nothing is sent."""
    company = company_of(request)
    find_run(company=company, number=number)
    return {
        "count": mark_statements_sent(
            company=company, actor=request.auth.actor, run=number, customers=body.customers
        )
    }  # fmt: skip
