"""loads: customers, vendors, open documents, balances and vouchers from files, ours or of another system."""

from __future__ import annotations

from typing import Annotated, Any, BinaryIO, Literal, cast

from ninja import File, Form, UploadedFile
from pydantic import AfterValidator, Field

from reskontra.bank.uploads import forget_upload, keep_upload, opened_upload
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.desk.migration import Taken, Wanted, take_in
from reskontra.desk.migration_jobs import take_in_background, taken_data
from reskontra.formats.other_books_values import DAY_FORMATS
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Data, Day

routes = Routes("setup", "Loading")
Short = Annotated[str, Field(max_length=60)]


def _day_format(text: str) -> str:
    if text and text not in DAY_FORMATS:
        raise ValueError(f"it is none of {', '.join(DAY_FORMATS)}")
    return text


class LoadForm(Asked):
    """What is said of a file. kind: what is in it; system: who exported it, nothing where the columns are ours.

    Of another system's file: columns, rows of OURS=TITLE; ledger, decimal and days where no row tells.
    Of open documents in UBL: account, where the numbers in it do not tell whose it is.
    Of opening balances: date, result_account, correct. Of vouchers (SIE 4): take_over. Of both: add_accounts.
    """

    kind: Literal["customers", "vendors", "entries", "opening", "vouchers"]
    system: Literal["", "business-central", "fortnox", "visma", "odoo"] = ""
    columns: Annotated[str, Field(max_length=4000)] = ""
    ledger: Literal["", "customer", "vendor"] = ""
    decimal: Literal["", ",", "."] = ""
    days: Annotated[str, Field(json_schema_extra={"enum": ["", *DAY_FORMATS]}), AfterValidator(_day_format)] = ""
    account: Short = ""
    date: Day | None = None
    result_account: Short = ""
    add_accounts: bool | None = None
    take_over: bool = False
    correct: bool = False
    preview: bool = False
    background: bool = False


class ColumnRead(Data):
    """A title in the file, and the column of ours that it was read as."""

    title: str
    column: str


class RowsLeftOut(Data):
    """How many rows were left out, and why; "" where nothing remains of what they tell."""

    reason: str
    rows: int


class TotalProved(Data):
    """What remains in one currency: in the file, and in the ledger before and after."""

    ledger: str
    currency: str
    file: str
    before: str
    after: str


class AccountProved(Data):
    """A control account's balance in the books' currency."""

    account: str
    before: str
    after: str


class PartyDiffering(Data):
    """A customer or vendor of the file whose balance in the ledger is another."""

    ledger: str
    number: str
    currency: str
    file: str
    after: str


class FileLoaded(Data):
    """What came of a file. counts: by kind, such as new, changed, unchanged; vouchers with their first and last.

    totals, accounts, differing: the proof of another system's open documents; of other files they are empty.
    """

    file: str
    kind: str
    preview: bool
    counts: dict[str, Any]
    columns_read: list[ColumnRead]
    rows_left_out: list[RowsLeftOut]
    totals: list[TotalProved]
    accounts: list[AccountProved]
    differing: list[PartyDiffering]


@routes.post("/loads", FileLoaded, role="ACCOUNTANT", also={202: JobData})
def load_a_file(request: Call, file: File[UploadedFile], said: Form[LoadForm]) -> Any:
    """Load customers, vendors, open documents, balances or vouchers: all of a file, or nothing of it.

    The same file again changes nothing. A file of over a megabyte is loaded in the background; its outcome is the same.
    """
    company, actor = company_of(request), request.auth.actor
    wanted = Wanted(
        said.kind, said.system, said.columns, said.ledger, said.decimal, said.days, said.account,
        said.date.isoformat() if said.date else "", said.result_account, said.add_accounts, said.take_over,
        said.correct,
    )  # fmt: skip
    name = (file.name or "upload")[:200]
    number = keep_upload(company=company, actor=actor, name=name, stream=cast("BinaryIO", file.file))
    job = take_in_background(
        company=company, actor=actor, number=number, wanted=wanted, is_preview=said.preview, is_asked=said.background
    )
    if job is not None:
        return under_way(request, job)
    return {"preview": said.preview, **taken_data(_taken(company, actor, number, wanted, said), company.currency)}


def _taken(company: CompanyFacts, actor: str, number: int, wanted: Wanted, said: LoadForm) -> Taken:
    """The small file taken at once; it is kept no longer, whatever comes of it."""
    try:
        with opened_upload(company=company, number=number) as (name, stream):
            return take_in(
                company=company, actor=actor, name=name, stream=stream, wanted=wanted, is_preview=said.preview
            )
    finally:
        forget_upload(company=company, number=number)
