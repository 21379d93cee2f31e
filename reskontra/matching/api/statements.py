"""statements: the bank's files imported by upload, told and taken back."""

from __future__ import annotations

from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from ninja import File, Form, Query, UploadedFile
from pydantic import Field

from reskontra.bank.actions.import_statement import ImportOutcome
from reskontra.bank.queries import find_import, statements
from reskontra.bank.shown import chosen_statement, lines_between, raw_line, statement_line, stored_fields, stored_file
from reskontra.bank.statement_data import expected_data, import_data, line_data, statement_data
from reskontra.bank.transactions import expected_transactions
from reskontra.bank.uploads import keep_upload
from reskontra.companies.called import company_of
from reskontra.formats.reading import definition_named, require_format
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Data, Day, Page, Paged, Text
from reskontra.interface.jobs import start_job
from reskontra.interface.parts import file_to_keep
from reskontra.interface.refusals import told
from reskontra.ledger.queries import bank_accounts, find_bank_account
from reskontra.matching.actions.undo_import import undo_import
from reskontra.matching.jobs import import_upload

routes = Routes("statements", "Statements")
SMALL_BYTES = 1_000_000  # a larger file is imported in the background


class ImportForm(Asked):
    """What is said of a file. overrides: doubts that do not count, by comma; reason: why the file is right."""

    bank_account: Annotated[str, Field(max_length=60)] = ""
    format: Annotated[str, Field(max_length=80)] = "auto"
    overrides: Annotated[str, Field(max_length=200)] = ""
    reason: Annotated[str, Field(max_length=250)] = ""
    background: bool = False


class JournalMade(Data):
    """A journal that got lines from an import."""

    journal: str
    statement: str
    date: str
    lines: int


class Imported(Data):
    """What an import did. already_imported_at: the same file was imported before, and nothing is new now."""

    number: int
    journals: list[JournalMade]
    new: int
    known: int
    expected: int
    messages: list[str]
    already_imported_at: str | None
    already_imported_by: str


class StatementData(Data):
    """A statement or an advice as the bank sent it."""

    number: str
    bank_account: str
    format: str
    date: str
    currency: str
    opening_balance: str | None
    ending_balance: str | None
    new: int
    known: int
    expected: int


class ImportData(Data):
    """A file that was imported."""

    file: str
    format: str
    by: str
    at: str
    overrides: list[str]
    reason: str
    statements: list[str]
    new: int
    known: int
    expected: int


class StatementLine(Data):
    """A line of a statement."""

    bank_account: str
    statement: str
    line: int
    date: str | None
    value_date: str | None
    amount: str
    currency: str
    name: str
    account: str
    references: list[str]
    text: str
    bank_reference: str
    end_to_end_id: str
    code: str
    state: str


class LineField(Data):
    """A field of a line."""

    name: str
    value: str


class LineWhole(Data):
    """All of one line: as it is stored, or in the file's own words."""

    statement: str
    line: int
    fields: list[LineField]


class ExpectedPayment(Data):
    """A payment that the bank has announced and not booked yet."""

    bank_account: str
    date: str | None
    amount: str
    currency: str
    payer_name: str | None
    text: str
    bank_reference: str


class StatementLinesAsked(Paged):
    """Which lines."""

    bank_account: Annotated[str, Field(max_length=60)] = ""
    date_from: Day | None = None
    date_to: Day | None = None


class StatementLineAsked(Asked):
    """statement: which, where the import has several; raw: what the bank's file says, word by word."""

    statement: Annotated[str, Field(max_length=100)] = ""
    raw: bool = False


class UndoImport(Body):
    """Why; kept with the import."""

    reason: Text = ""


class ImportUndone(Data):
    """What was taken back."""

    number: int
    file: str
    journals: list[str]
    transactions: int
    lines: int
    standing: int
    unreserved: int


def imported_data(done: ImportOutcome) -> dict[str, Any]:
    """What an import did."""
    made = [
        {"journal": one.number, "statement": one.statement_id, "date": one.date.isoformat(), "lines": one.lines}
        for one in done.journals
    ]
    return {
        "number": done.number,
        "journals": made,
        "new": done.new,
        "known": done.known,
        "expected": done.expected,
        "messages": [told(one.TEMPLATES[one.code], one.values) for one in done.messages],
        "already_imported_at": done.already_imported_at and done.already_imported_at.isoformat(),
        "already_imported_by": done.already_imported_by,
    }


@routes.post("/statements", Imported, status=201, also={202: JobData})
def import_statement_file(request: Call, file: File[UploadedFile], said: Form[ImportForm]) -> Any:
    """Import a bank statement: one journal per statement and account, matched at once.

    A file of over a megabyte is imported in the background. The same file again changes nothing.
    """
    company, actor = company_of(request), request.auth.actor
    definition, name = definition_named(said.format), (file.name or "upload")[:200]
    stream = cast("BinaryIO", file.file)
    if said.format != "auto" and not definition:
        require_format(stream, said.format)
    arguments = {
        "upload": keep_upload(company=company, actor=actor, name=name, stream=stream),
        "bank_account": said.bank_account,
        "definition": definition,
        "overrides": [one.strip() for one in said.overrides.split(",") if one.strip()],
        "reason": said.reason,
    }
    if said.background or (file.size or 0) > SMALL_BYTES:
        job = start_job(company=company.id, actor=actor, kind="import", subject=name, arguments=arguments)
        return under_way(request, job)
    return imported_data(import_upload(company=company, actor=actor, arguments=arguments))


@routes.get("/statements", Page[StatementData])
def list_statements(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the imported statements and advices with their balances."""
    found = statements(company=company_of(request))
    return page_of(
        found, asked, key=lambda one: f"{one.import_number}/{one.bank_account}/{one.statement_id}",
        build=statement_data,
    )  # fmt: skip


@routes.get("/expected-payments", Page[ExpectedPayment])
def list_expected(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List payments that the bank has announced and not booked yet."""
    company = company_of(request)
    numbers = {account.id: account.number for account in bank_accounts(company=company)}
    found = expected_transactions(company=company)
    return page_of(
        found, asked, key=lambda one: str(one.id), build=lambda one: expected_data(one, numbers[one.bank_account_id])
    )


@routes.get("/imports/{key:number}", ImportData)
def show_import(request: Call, number: int) -> dict[str, Any]:
    """Show a file that was imported, with its statements."""
    company = company_of(request)
    found = find_import(company=company, number=number)
    return import_data(found, statements(company=company, file_import_id=found.id))


@routes.get("/imports/{key:number}/lines", Page[StatementLine])
def list_import_lines(request: Call, number: int, asked: Query[StatementLinesAsked]) -> dict[str, Any]:
    """List what stands on the statements of an import."""
    company = company_of(request)
    account = find_bank_account(company=company, number=asked.bank_account).id if asked.bank_account else None
    own = statements(
        company=company, file_import_id=find_import(company=company, number=number).id, bank_account_id=account
    )
    found = list(lines_between(company=company, own=own, first=asked.date_from, last=asked.date_to))
    return page_of(found, asked, key=lambda one: str(one[1].id), build=lambda one: line_data(*one))


@routes.get("/imports/{key:number}/lines/{key:line}", LineWhole)
def show_import_line(request: Call, number: int, line: int, asked: Query[StatementLineAsked]) -> dict[str, Any]:
    """Show all of one line of a statement."""
    company = company_of(request)
    found = find_import(company=company, number=number)
    chosen = chosen_statement(company=company, found=found, statement_id=asked.statement)
    one = statement_line(company=company, statement=chosen, line=line)
    fields = (
        raw_line(company=company, found=found, statement=chosen, line=one) if asked.raw else list(stored_fields(one))
    )
    told = [{"name": name, "value": text} for name, text in fields]
    return {"statement": chosen.statement_id, "line": line, "fields": told}


@routes.get("/imports/{key:number}/file", None)
def download_import(request: Call, number: int) -> HttpResponse:
    """Download the bank's file as it was imported."""
    company = company_of(request)
    found = find_import(company=company, number=number)
    return file_to_keep(found.file, stored_file(company=company, found=found))


@routes.post("/imports/{key:number}/undo", ImportUndone)
def undo_an_import(request: Call, number: int, body: UndoImport) -> dict[str, Any]:
    """Take back an import of which nothing is posted; the same file may be imported again."""
    done = undo_import(company=company_of(request), actor=request.auth.actor, number=number, reason=body.reason)
    return {
        "number": done.number, "file": done.file, "journals": list(done.journals), "transactions": done.transactions,
        "lines": done.lines, "standing": done.standing, "unreserved": done.unreserved,
    }  # fmt: skip
