"""bank reconciliations: statements typed by hand, held against the bank ledger."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query
from pydantic import Field

from reskontra.bank.reconciliation.cli import data_of, whole
from reskontra.bank.reconciliation.closing import post_reconciliation, preview_posting, undo_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation, delete_reconciliation
from reskontra.bank.reconciliation.lines import add_line, delete_line
from reskontra.bank.reconciliation.matching import limit_date, match_by_hand, match_reconciliation, remove_entries
from reskontra.bank.reconciliation.queries import entries_on, find_reconciliation, lines_of, reconciliations
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import parse_minor
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.ledger.queries import find_bank_account
from reskontra.ledger.reconciled_entries import open_bank_entries

routes = Routes("reconciliation", "Bank reconciliation")
Key = Annotated[int, Field(ge=1, le=2**62)]


class ReconciliationData(Data):
    """A bank reconciliation: open or posted."""

    reconciliation: str
    bank_account: str
    statement: str
    date: str
    currency: str
    opening_balance: str
    ending_balance: str
    state: str


class ReconciledEntry(Data):
    """A bank entry that a line is, and what of them agrees."""

    entry: int
    agreed: list[str]


class ReconciliationLineData(Data):
    """A line of the statement."""

    line: int
    date: str
    amount: str
    text: str
    difference: str
    entries: list[ReconciledEntry]


class OutstandingData(Data):
    """A bank entry that no line is yet."""

    entry: int
    date: str
    amount: str
    voucher: str
    text: str


class ReconciliationWhole(ReconciliationData):
    """With its lines, and what is outstanding."""

    lines: list[ReconciliationLineData]
    outstanding: list[OutstandingData]


class NewReconciliationBody(Body):
    """statement: its number, the next one without it."""

    bank_account: Code
    statement_date: Day
    ending_balance: Amount
    statement: Annotated[str, Field(max_length=60)] = ""


class ReconciliationLineBody(Body):
    """Money in is positive, money out negative."""

    date: Day
    amount: Amount
    text: Text = ""
    document: Annotated[str, Field(max_length=60)] = ""
    check: Annotated[str, Field(max_length=40)] = ""


class MatchReconciliation(Body):
    """days: how far dates may be apart; again: every match is taken back first."""

    days: Annotated[int, Field(ge=0, le=9999)] = 0
    again: bool = False


class ReconciliationMatched(Data):
    """How many lines were tried, and how many have found their entries."""

    tried: int
    matched: int


class ApplyEntries(Body):
    """lines: several of one entry; entries: several of one line. take_over: also from another open reconciliation."""

    lines: Annotated[list[Number], Field(min_length=1, max_length=10_000)]
    entries: Annotated[list[Key], Field(min_length=1, max_length=10_000)]
    take_over: bool = False


class PostReconciliation(Body):
    """empty: it has no movements; opening_differs: it opens otherwise than the one before ended."""

    empty: bool = False
    opening_differs: bool = False
    preview: bool = False


class ReconciliationPosted(Data):
    """How many bank entries are closed, or would be."""

    count: int
    preview: bool


class ReconciliationUndone(Data):
    """Those posted after it, which open with its balance."""

    later: list[str]


def reconciliation_whole(company: CompanyFacts, name: str) -> dict[str, Any]:
    """A reconciliation with its lines, and what is outstanding.

    refuses   what find_reconciliation() refuses
    """
    found = find_reconciliation(company=company, name=name)
    lines = lines_of(company=company, found=found)
    outstanding = open_bank_entries(
        company=company, bank_account_id=found.bank_account.id, until=limit_date(found, lines), reversed_too=True
    )
    own = entries_on(lines)
    return whole(found, lines, [one for one in outstanding if one.id not in own])


@routes.get("/bank-reconciliations", Page[ReconciliationData])
def list_bank_reconciliations(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List bank reconciliations, open and posted."""
    found = reconciliations(company=company_of(request))
    return page_of(found, asked, key=lambda one: one.name, build=data_of)


@routes.post("/bank-reconciliations", ReconciliationWhole, status=201)
def begin_bank_reconciliation(request: Call, body: NewReconciliationBody) -> dict[str, Any]:
    """Begin a bank reconciliation; it opens with the balance of the account's last statement."""
    company = company_of(request)
    account = find_bank_account(company=company, number=body.bank_account)
    minor = parse_minor(body.ending_balance, account.currency)
    new = NewReconciliation(body.bank_account, body.statement_date, minor, body.statement)
    done = create_reconciliation(company=company, actor=request.auth.actor, new=new)
    return reconciliation_whole(company, done.name)


@routes.get("/bank-reconciliations/{name}", ReconciliationWhole)
def show_bank_reconciliation(request: Call, name: str) -> dict[str, Any]:
    """Show the lines with their bank entries, and which bank entries are outstanding."""
    return reconciliation_whole(company_of(request), name)


@routes.delete("/bank-reconciliations/{name}")
def delete_bank_reconciliation(request: Call, name: str) -> None:
    """Delete a bank reconciliation that is not posted, with its lines and matches."""
    delete_reconciliation(company=company_of(request), actor=request.auth.actor, name=name)


@routes.post("/bank-reconciliations/{name}/lines", ReconciliationWhole, status=201)
def add_reconciliation_line(request: Call, name: str, body: ReconciliationLineBody) -> dict[str, Any]:
    """Add a line as the statement has it."""
    company = company_of(request)
    currency = find_reconciliation(company=company, name=name).bank_account.currency
    add_line(
        company=company, actor=request.auth.actor, name=name, day=body.date, minor=parse_minor(body.amount, currency),
        text=body.text, document_number=body.document, check_number=body.check,
    )  # fmt: skip
    return reconciliation_whole(company, name)


@routes.delete("/bank-reconciliations/{name}/lines/{key:line}")
def delete_reconciliation_line(request: Call, name: str, line: int) -> None:
    """Take a line away; its bank entries are open again."""
    delete_line(company=company_of(request), actor=request.auth.actor, name=name, number=line)


@routes.post("/bank-reconciliations/{name}/match", ReconciliationMatched)
def match_bank_reconciliation(request: Call, name: str, body: MatchReconciliation) -> dict[str, Any]:
    """Find the bank entries of the lines that have none."""
    done = match_reconciliation(
        company=company_of(request), actor=request.auth.actor, name=name, days=body.days, again=body.again
    )
    return {"tried": done.tried, "matched": done.matched}


@routes.post("/bank-reconciliations/{name}/apply", ReconciliationWhole)
def apply_bank_entries(request: Call, name: str, body: ApplyEntries) -> dict[str, Any]:
    """Say which bank entries a line is, besides those it has; or of which one entry several lines are."""
    company = company_of(request)
    match_by_hand(
        company=company, actor=request.auth.actor, name=name, numbers=body.lines, entries=body.entries,
        takes_over=body.take_over,
    )  # fmt: skip
    return reconciliation_whole(company, name)


@routes.post("/bank-reconciliations/{name}/lines/{key:line}/remove", ReconciliationWhole)
def remove_bank_entries(request: Call, name: str, line: int) -> dict[str, Any]:
    """Take the bank entries off a line."""
    company = company_of(request)
    remove_entries(company=company, actor=request.auth.actor, name=name, number=line)
    return reconciliation_whole(company, name)


@routes.post("/bank-reconciliations/{name}/post", ReconciliationPosted, role="ACCOUNTANT")
def post_bank_reconciliation(request: Call, name: str, body: PostReconciliation) -> dict[str, Any]:
    """Close the bank entries with the statement; no ledger amount moves."""
    company = company_of(request)
    meant = {"is_empty_meant": body.empty, "is_opening_meant": body.opening_differs}
    if body.preview:
        return {"count": len(preview_posting(company=company, name=name, **meant).entries), "preview": True}
    count = post_reconciliation(company=company, actor=request.auth.actor, name=name, **meant)
    return {"count": count, "preview": False}


@routes.post("/bank-reconciliations/{name}/undo", ReconciliationUndone, role="ACCOUNTANT")
def undo_bank_reconciliation(request: Call, name: str) -> dict[str, Any]:
    """Open a posted bank reconciliation again; its matches stay, and so do later ones."""
    done = undo_reconciliation(company=company_of(request), actor=request.auth.actor, name=name)
    return {"later": list(done.later)}
