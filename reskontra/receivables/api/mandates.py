"""mandates: what customers signed to be debited, and what Bankgirot is asked and tells of those of Autogiro."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Path, Query
from pydantic import BaseModel, Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Code, Data, Day, Number, Page, Paged
from reskontra.interface.clock import today
from reskontra.interface.parts import file_to_keep
from reskontra.receivables.applying import EntryName
from reskontra.receivables.direct_debit import mandates
from reskontra.receivables.direct_debits.adopting import adopt_mandate, mandates_to_adopt
from reskontra.receivables.direct_debits.asking import ask_mandates, mandate_file
from reskontra.receivables.direct_debits.choosing import choose_mandate
from reskontra.receivables.direct_debits.debit_data import (
    debit_of_mandate_data,
    mandate_data,
    request_data,
    told_mandate_data,
)
from reskontra.receivables.direct_debits.mandate_edit import MandateEdit, edit_mandate
from reskontra.receivables.direct_debits.mandate_list import customer_mandates, debits_of_mandate, mandate_shown
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from reskontra.receivables.direct_debits.request_answers import mandate_requests

routes = Routes("collections", "Direct debit")
SchemeName = Literal["core", "b2b", "autogiro"]
MandateNumber = Annotated[str, Field(max_length=35)]
Short = Annotated[str, Field(max_length=60)]


class MandateRow(Data):
    """A mandate. expected null: as many debits as may come; bank_told: what Bankgirot told last of it."""

    number: str
    scheme: str
    customer: str
    name: str
    account: str
    bic: str
    payer_number: str
    valid_from: str | None
    valid_to: str | None
    signed: str | None
    one_off: bool
    expected: int | None
    debits: int
    state: str
    next_sequence: str
    bank_told: str


class DebitMade(Data):
    """A debit that used a mandate."""

    debit: str
    document: str
    day: str
    amount: str
    currency: str
    sequence: str
    state: str
    reason: str


class MandateWhole(MandateRow):
    """A mandate and the debits that used it."""

    debits_made: list[DebitMade]


class MandatesAskedFor(Asked):
    """customer: of this one alone; all: closed ones too."""

    customer: Annotated[str, Field(max_length=60)] = ""
    all: bool = False


class NewMandate(Body):
    """number: as it is on paper, the next of the series without; account: which of the customer's, if several."""

    customer: Code
    scheme: SchemeName = "core"
    number: MandateNumber = ""
    account: Short = ""
    bic: Annotated[str, Field(max_length=11)] = ""
    payer_number: Annotated[str, Field(max_length=16)] = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    signed: Day | None = None
    one_off: bool = False
    expected: Number | None = None


class MandateChange(Body):
    """What becomes of the mandate; null leaves it. unlimited: as many debits as may come."""

    customer: Short = ""
    scheme: SchemeName | None = None
    account: Short | None = None
    bic: Annotated[str, Field(max_length=11)] | None = None
    payer_number: Annotated[str, Field(max_length=16)] | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    signed: Day | None = None
    one_off: bool | None = None
    expected: Number | None = None
    unlimited: bool = False
    blocked: bool | None = None
    closed: bool | None = None


class MandatePath(BaseModel):
    """Which mandate."""

    number: str


class MandateChoice(Body):
    """How an open invoice is collected: by a mandate, "none" for another way, "default" for the customer's own."""

    document_number: Code
    account: Short = ""
    mandate: Annotated[str, Field(min_length=1, max_length=35)]


class MandateChosen(Data):
    """What is chosen."""

    document_number: str
    mandate: str


class MandateTold(Data):
    """What Bankgirot told last of a mandate; customer is blank where nobody here is known by it."""

    payee: str
    payer_number: str
    customer: str
    name: str
    account: str
    id_number: str
    state: str
    comment: str
    changed: str


class ToldAsked(Asked):
    """all: cancelled and rejected ones too; to_adopt: those alone that stand and are of no mandate here."""

    all: bool = False
    to_adopt: bool = False


class MandateAdoption(Body):
    """customer: whose it is, where what Bankgirot told does not say."""

    payer_number: Annotated[str, Field(min_length=1, max_length=16)]
    customer: Short = ""


class MandateQuestion(Data):
    """What Bankgirot was asked of a mandate: enter or take_out; answer: awaited until it has told."""

    file: int
    day: str
    payee: str
    asked: str
    mandate: str
    customer: str
    payer_number: str
    answer: str
    comment: str
    answered: str | None


class NewMandateFile(Body):
    """Whose bankgiro number collects; mandates: these alone, also those that were rejected; all that is due without."""

    bank_account: Code
    mandates: Annotated[list[MandateNumber], Field(max_length=10_000)] = []


class KeptBack(Data):
    """Why a mandate is not asked for."""

    code: str
    detail: str


class MandateFileMade(Data):
    """The file that was written: mandates to be entered and taken out; it is fetched as `file`."""

    number: int
    name: str
    entered: list[str]
    taken_out: list[str]
    kept_back: list[KeptBack]


class MandateFilePath(BaseModel):
    """Which file."""

    number: Number


def kept_back(found: Refused) -> dict[str, str]:
    return {"code": found.code, "detail": str(found)}


@routes.get("/mandates", Page[MandateRow])
def list_mandates(request: Call, said: Query[MandatesAskedFor], asked: Query[Paged]) -> dict[str, Any]:
    """List mandates by number, with how often they were used."""
    company = company_of(request)
    found = customer_mandates(company=company, as_of=today(), customer=said.customer, with_all=said.all)
    return page_of(found, asked, key=lambda one: one.number, build=mandate_data)


@routes.post("/mandates", MandateRow, status=201)
def create_a_mandate(request: Call, body: NewMandate) -> dict[str, Any]:
    """Keep a mandate that a customer gave."""
    terms = MandateTerms(
        Scheme(body.scheme.upper()), body.account, body.bic, body.payer_number, body.valid_from, body.valid_to,
        body.signed, body.one_off, body.expected,
    )  # fmt: skip
    company, actor = company_of(request), request.auth.actor
    row = create_mandate(company=company, actor=actor, customer=body.customer, terms=terms, number=body.number)
    return mandate_data(mandate_shown(company=company, number=row.number, as_of=today()))


@routes.get("/mandates/{path:number}", MandateWhole)
def show_mandate(request: Call, at: Path[MandatePath]) -> dict[str, Any]:
    """Show a mandate with the debits that used it."""
    return _whole(company_of(request), at.number)


@routes.patch("/mandates/{path:number}", MandateWhole)
def change_a_mandate(request: Call, at: Path[MandatePath], body: MandateChange) -> dict[str, Any]:
    """Change a mandate, block or unblock it, close or reopen it."""
    company = company_of(request)
    terms = {
        "scheme": Scheme(body.scheme.upper()) if body.scheme else None, "account": body.account, "bic": body.bic,
        "payer_number": body.payer_number, "valid_from": body.valid_from, "valid_to": body.valid_to,
        "signed_date": body.signed, "is_one_off": body.one_off, "expected": body.expected,
    }  # fmt: skip
    edit = MandateEdit(terms, body.customer, body.unlimited, body.blocked, body.closed)
    edit_mandate(company=company, actor=request.auth.actor, number=at.number, edit=edit)
    return _whole(company, at.number)


def _whole(company: CompanyFacts, number: str) -> dict[str, Any]:
    one = mandate_shown(company=company, number=number, as_of=today())
    debits = debits_of_mandate(company=company, number=number)
    return {**mandate_data(one), "debits_made": [debit_of_mandate_data(debit) for debit in debits]}


@routes.post("/mandate-choices", MandateChosen)
def choose_a_mandate(request: Call, body: MandateChoice) -> dict[str, str]:
    """Choose the mandate that an open invoice is collected by: one, none, or the customer's default one again."""
    name = EntryName("CUSTOMER", body.document_number, body.account)
    choose_mandate(company=company_of(request), actor=request.auth.actor, name=name, mandate=body.mandate)
    return {"document_number": body.document_number, "mandate": body.mandate}


@routes.get("/told-mandates", Page[MandateTold])
def list_told_mandates(request: Call, said: Query[ToldAsked], asked: Query[Paged]) -> dict[str, Any]:
    """List the mandates of Autogiro that Bankgirot told of, with the customers they are of."""
    company = company_of(request)
    if said.to_adopt:
        found = mandates_to_adopt(company=company)
    else:
        found = mandates(company=company, state="" if said.all else "ACTIVE")
    return page_of(found, asked, key=lambda one: f"{one.payee}/{one.payer_number}", build=told_mandate_data)


@routes.post("/told-mandates", MandateRow, status=201)
def adopt_a_mandate(request: Call, body: MandateAdoption) -> dict[str, Any]:
    """Keep a mandate that Bankgirot told of, as one signed in the internet bank."""
    company, actor = company_of(request), request.auth.actor
    done = adopt_mandate(company=company, actor=actor, payer_number=body.payer_number, customer=body.customer)
    return mandate_data(mandate_shown(company=company, number=done.mandate, as_of=today()))


@routes.get("/mandate-requests", Page[MandateQuestion])
def list_mandate_requests(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List what Bankgirot was asked about mandates, the newest file first, and what it answered."""
    found = mandate_requests(company=company_of(request))
    return page_of(found, asked, key=lambda one: f"{one.file}/{one.kind}/{one.mandate}", build=request_data)


@routes.post("/mandate-requests", MandateFileMade, status=201, role="ACCOUNTANT")
def ask_about_mandates(request: Call, body: NewMandateFile) -> dict[str, Any]:
    """Write the file that asks Bankgirot to enter new mandates and to take closed ones out, each once."""
    done = ask_mandates(
        company=company_of(request), actor=request.auth.actor, bank_account=body.bank_account, today=today(),
        only=body.mandates,
    )  # fmt: skip
    return {
        "number": done.number, "name": done.name, "entered": list(done.entered), "taken_out": list(done.taken_out),
        "kept_back": [kept_back(one) for one in done.kept_back],
    }  # fmt: skip


@routes.get("/mandate-requests/{key:number}/file", None, role="ACCOUNTANT")
def mandate_request_file(request: Call, at: Path[MandateFilePath]) -> HttpResponse:
    """Fetch a file of mandates as it was written."""
    name, content = mandate_file(company=company_of(request), number=at.number)
    return file_to_keep(name, content)
