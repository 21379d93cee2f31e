"""checks drawn on own bank accounts: written by hand or printed, voided, and not yet paid."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.core.money import format_minor
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.journals.batches import batch_named
from reskontra.journals.check_printing import PrintOrder, issue_check, print_line_checks
from reskontra.journals.check_voiding import VoidOrder, void_check
from reskontra.ledger.check_entries import CheckFacts, checks_of, outstanding_checks
from reskontra.ledger.queries import find_bank_account

routes = Routes("journals", "Checks")


class CheckData(Data):
    """A check. account: whom or what it pays; statement_state: open, matched or closed once it is posted."""

    check: str
    bank_account: str
    date: str
    payee: str
    account: str
    document: str
    amount: str
    currency: str
    state: str
    statement_state: str
    voided: str | None


class ChecksAsked(Paged):
    """Of which bank account, and in which state."""

    bank_account: Code
    state: Literal["", "printed", "posted", "voided", "financially_voided"] = ""


class OutstandingAsked(Paged):
    """At the end of a day, today without."""

    bank_account: Code
    as_of: Day | None = None


class IssueBody(Body):
    """Which line of which batch; without a number the one after the last."""

    batch: Code
    line: Number
    number: Annotated[str, Field(max_length=40)] = ""


class CheckIssued(Data):
    """The check that pays the line."""

    batch: str
    line: int
    check: str


class PrintBody(Body):
    """lines: all that are to be paid by a printed check without; test: no number is used."""

    batch: Code
    lines: Annotated[list[Number], Field(max_length=10_000)] = []
    test: bool = False


class PrintedCheck(CheckData):
    """A check and the line that it pays."""

    line: int


class ChecksPrinted(Data):
    """In the order of the lines."""

    items: list[PrintedCheck]


class VoidBody(Body):
    """date: the check's own without; keep_applied: what it paid stays settled, and the money is owed anew."""

    bank_account: Code
    check: Code
    date: Day | None = None
    keep_applied: bool = False
    reason: Text = ""
    preview: bool = False


class CheckMoved(Data):
    """What the vouchers move of a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


class CheckVoidedData(Data):
    """vouchers: none where the check was only printed."""

    check: str
    vouchers: list[str]
    accounts: list[CheckMoved]


def _data(one: CheckFacts) -> dict[str, Any]:
    return {
        "check": one.number, "bank_account": one.bank_account, "date": one.check_date.isoformat(), "payee": one.payee,
        "account": one.counter, "document": one.document_number,
        "amount": format_minor(one.amount_minor, one.currency), "currency": one.currency, "state": one.state.lower(),
        "statement_state": one.entry_state.lower(), "voided": one.void_date.isoformat() if one.void_date else None,
    }  # fmt: skip


@routes.get("/checks", Page[CheckData])
def list_the_checks(request: Call, asked: Query[ChecksAsked]) -> dict[str, Any]:
    """List the checks of a bank account, the oldest first."""
    company = company_of(request)
    bank = find_bank_account(company=company, number=asked.bank_account)
    found = checks_of(company=company, bank_account=bank, states=(asked.state.upper(),) if asked.state else ())
    return page_of(found, asked, key=lambda one: one.number, build=_data)


@routes.get("/checks/outstanding", Page[CheckData])
def list_outstanding_checks(request: Call, asked: Query[OutstandingAsked]) -> dict[str, Any]:
    """List the checks that the bank had not paid at the end of a day."""
    company = company_of(request)
    bank = find_bank_account(company=company, number=asked.bank_account)
    found = outstanding_checks(company=company, bank_account=bank, as_of=asked.as_of or today())
    return page_of(found, asked, key=lambda one: one.number, build=_data)


@routes.post("/checks/issue", CheckIssued)
def issue_a_check(request: Call, body: IssueBody) -> dict[str, Any]:
    """Say that a line is paid by a check written by hand; it is drawn when the batch is posted."""
    company = company_of(request)
    batch = batch_named(company=company, name=body.batch)
    done = issue_check(company=company, actor=request.auth.actor, batch=batch, line=body.line, number=body.number)
    return {"batch": batch.name, "line": done.line_number, "check": done.check_number}


@routes.post("/checks/print", ChecksPrinted)
def print_the_checks(request: Call, body: PrintBody) -> dict[str, Any]:
    """Give the lines of a batch that a printed check pays their numbers; they can be posted then."""
    company = company_of(request)
    batch = batch_named(company=company, name=body.batch)
    order = PrintOrder(tuple(body.lines), is_test=body.test)
    done = print_line_checks(company=company, actor=request.auth.actor, batch=batch, order=order)
    return {"items": [{"line": line, **_data(check)} for line, check in done]}


@routes.post("/checks/void", CheckVoidedData, role="ACCOUNTANT")
def void_a_check(request: Call, body: VoidBody) -> dict[str, Any]:
    """Void a check: a printed one can be printed anew; a posted one is taken back by a voucher."""
    company = company_of(request)
    order = VoidOrder(body.bank_account, body.check, body.date, body.keep_applied, body.reason, body.preview)
    done = void_check(company=company, actor=request.auth.actor, order=order)
    return {
        "check": done.check.number, "vouchers": list(done.vouchers),
        "accounts": [
            {"account": one.account, "name": one.name, "amount": format_minor(one.minor, company.currency)}
            for one in done.moved
        ],
    }  # fmt: skip
