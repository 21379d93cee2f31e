"""bank reconciliations, further: what they say changed, lines from statements and the ledger, checks, the report.

What shares its address with another method is declared beside that one.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from pydantic import Field

from reskontra.bank.api import reconciliations
from reskontra.bank.api.reconciliations import ReconciliationWhole, reconciliation_whole
from reskontra.bank.reconciliation.applying_checks import apply_checks, remove_check
from reskontra.bank.reconciliation.cli_report import details_data, report_data
from reskontra.bank.reconciliation.details import line_details
from reskontra.bank.reconciliation.documents import change_reconciliation, change_statement_number
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.paper import report_pdf
from reskontra.bank.reconciliation.queries import find_reconciliation
from reskontra.bank.reconciliation.report import reconciliation_report
from reskontra.bank.reconciliation.suggesting import suggest_lines
from reskontra.companies.called import company_of
from reskontra.core.money import parse_minor
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Data, Day, Number
from reskontra.interface.handing_out import handed_out

routes = Routes("reconciliation", "Bank reconciliation, further")
Checks = Annotated[list[Annotated[str, Field(min_length=1, max_length=40)]], Field(min_length=1, max_length=1000)]


class ReconciliationChange(Body):
    """null leaves what is there. opening_differs: it is meant to open otherwise than the one before ended."""

    statement: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    statement_date: Day | None = None
    opening_balance: Amount | None = None
    ending_balance: Amount | None = None
    opening_differs: bool = False


class SuggestFromLedger(Body):
    """Bank entries up to a day; checks: what a check pays as the check, not as its bank entry."""

    to: Day
    since: Day | None = None
    without_reversed: bool = False
    checks: bool = False


class LinesSuggested(Data):
    """How many lines more."""

    count: int


class TakeStatement(Body):
    """The number of an import, and one of several statements in it, as the bank calls it."""

    import_number: Number
    statement: Annotated[str, Field(max_length=60)] = ""


class StatementTaken(Data):
    """moved: lines that had lain on payment journals."""

    statements: list[str]
    lines: int
    moved: int


class ChecksBody(Body):
    """line: the line that they are, a new one without it, of that date."""

    checks: Checks
    line: Number | None = None
    date: Day | None = None
    take_over: bool = False


class LineOfFile(Data):
    """A line, what is stored of it, and what the bank's file said."""

    line: int
    date: str
    amount: str
    file: str | None
    statement: str | None
    stored: list[dict[str, str]]
    raw: list[dict[str, str]]


class ReconciliationReportData(Data):
    """The figures that have to agree, the lines, what is outstanding, and what is to be known of it."""

    reconciliation: str
    lines_sum: str
    outstanding_entries: str
    outstanding_checks: str
    proof: str
    bank_ledger: str
    gl: str
    difference: str
    lines: list[dict[str, Any]]
    outstanding: list[dict[str, Any]]
    warnings: list[dict[str, Any]]


@reconciliations.routes.patch("/bank-reconciliations/{name}", ReconciliationWhole)
def change_bank_reconciliation(request: Call, name: str, body: ReconciliationChange) -> dict[str, Any]:
    """Change a bank reconciliation's day, balances or statement number."""
    company, actor = company_of(request), request.auth.actor
    currency = find_reconciliation(company=company, name=name).bank_account.currency
    opening, ending = (
        parse_minor(text, currency) if text else None for text in (body.opening_balance, body.ending_balance)
    )
    with transaction.atomic():
        now = change_reconciliation(
            company=company, actor=actor, name=name, statement_date=body.statement_date, opening_minor=opening,
            ending_minor=ending, is_opening_meant=body.opening_differs,
        )  # fmt: skip
        if body.statement and body.statement != now.number:
            now = change_statement_number(company=company, actor=actor, name=name, number=body.statement)
    return reconciliation_whole(company, now.name)


@routes.post("/bank-reconciliations/{name}/suggest", LinesSuggested)
def suggest_reconciliation_lines(request: Call, name: str, body: SuggestFromLedger) -> dict[str, Any]:
    """Make lines of the bank entries that are outstanding, as if the statement had them."""
    count = suggest_lines(
        company=company_of(request), actor=request.auth.actor, name=name, ending=body.to, starting=body.since,
        reversed_too=not body.without_reversed, checks_too=body.checks,
    )  # fmt: skip
    return {"count": count}


@routes.post("/bank-reconciliations/{name}/statements", StatementTaken)
def take_statement_lines(request: Call, name: str, body: TakeStatement) -> dict[str, Any]:
    """Take a statement that was imported as lines; they leave their payment journal, if untouched."""
    done = take_statements(
        company=company_of(request), actor=request.auth.actor, name=name, import_number=body.import_number,
        statement_id=body.statement,
    )  # fmt: skip
    return {"statements": list(done.statements), "lines": done.lines, "moved": done.moved}


@routes.post("/bank-reconciliations/{name}/checks", ReconciliationWhole)
def apply_checks_to_line(request: Call, name: str, body: ChecksBody) -> dict[str, Any]:
    """Say that checks are a line of the statement, or make a line of them."""
    company = company_of(request)
    apply_checks(
        company=company, actor=request.auth.actor, name=name, checks=body.checks, line=body.line, day=body.date,
        takes_over=body.take_over,
    )  # fmt: skip
    return reconciliation_whole(company, name)


@routes.delete("/bank-reconciliations/{name}/checks/{check}")
def take_check_off(request: Call, name: str, check: str) -> None:
    """Take a check off its line."""
    remove_check(company=company_of(request), actor=request.auth.actor, name=name, check=check)


@reconciliations.routes.get("/bank-reconciliations/{name}/lines/{key:line}", LineOfFile)
def show_reconciliation_line(request: Call, name: str, line: int) -> dict[str, Any]:
    """Show a line with its bank entries, and what the bank's file said of it."""
    company = company_of(request)
    found = find_reconciliation(company=company, name=name)
    return details_data(line_details(company=company, found=found, number=line), found.bank_account.currency)


@routes.get("/bank-reconciliations/{name}/report", ReconciliationReportData)
def show_reconciliation_report(request: Call, name: str) -> dict[str, Any]:
    """Show the figures that have to agree, with what is outstanding."""
    return report_data(reconciliation_report(company=company_of(request), name=name))


@routes.get("/bank-reconciliations/{name}/report/file", None)
def download_reconciliation_report(request: Call, name: str) -> HttpResponse:
    """Download the report on a bank reconciliation as a PDF."""
    company = company_of(request)
    return handed_out(report_pdf(company, reconciliation_report(company=company, name=name)), f"{name}.pdf")
