"""direct debits: invoices collected from customers' accounts, from what falls due to what the bank answers."""

from __future__ import annotations

from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from ninja import File, Path, Query, UploadedFile
from pydantic import BaseModel, Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.money import format_minor
from reskontra.interface.api.as_seen import ETAG, tag_of
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes, demand
from reskontra.interface.api.shapes import Amount, Asked, Body, Code, Data, Day, Number, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.interface.parts import file_to_keep
from reskontra.receivables.api.mandates import KeptBack, SchemeName, kept_back
from reskontra.receivables.direct_debit import rejected
from reskontra.receivables.direct_debits.changing import DebitChange, change_debit, close_collection, remove_debit
from reskontra.receivables.direct_debits.checking import check_collection
from reskontra.receivables.direct_debits.collections import collection_shown, collections, debits_of, was_exported
from reskontra.receivables.direct_debits.debit_answers import take_debit_answer
from reskontra.receivables.direct_debits.debit_data import (
    answer_data,
    collection_data,
    debit_data,
    rejected_data,
    setup_data,
)
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, debit_setup_of, debit_setups, set_debit_setup
from reskontra.receivables.direct_debits.exporting import export_collection, exported_file
from reskontra.receivables.direct_debits.faults import faults_shown
from reskontra.receivables.direct_debits.making import MakeOrder, make_collection
from reskontra.receivables.direct_debits.posting import post_collection
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit

routes = Routes("collections", "Direct debit")
Words = Annotated[str, Field(max_length=140)]


class CollectionRow(Data):
    """A collection. amount: without debits that are rejected; faulty: how many are kept from the bank."""

    number: str
    scheme: str
    bank_account: str
    state: str
    from_date: str | None
    to_date: str
    debits: int
    amount: str
    currency: str
    faulty: int
    message_id: str
    created_by: str
    exported_by: str


class DebitNotTried(Data):
    """A payment that the bank did not try. document: "" where no invoice is known by the reference."""

    payer_number: str
    customer: str
    name: str
    document: str
    reference: str
    amount: str
    currency: str
    due: str | None
    told: str
    reason: str


class CollectionWhole(CollectionRow):
    """A collection, and what keeps its debits from the bank."""

    faults: list[KeptBack]


class DebitRow(Data):
    """A debit. findings: codes of what keeps it from the bank; voucher: that posted it."""

    number: int
    debit: str
    customer: str
    name: str
    document: str
    mandate: str
    day: str
    amount: str
    currency: str
    state: str
    sequence: str
    message: str
    findings: list[str]
    voucher: str
    reason: str
    reason_text: str
    returned: str | None


class CollectionsAsked(Asked):
    """all: posted, closed and cancelled ones too."""

    all: bool = False


class NewCollection(Body):
    """Invoices due from and up to a day; all: also those without a mandate, of customers who have one."""

    bank_account: Code
    to_date: Day
    from_date: Day | None = None
    scheme: SchemeName = "core"
    all: bool = False


class CollectionMade(CollectionWhole):
    """The collection, and how many invoices were left out: tried are those that came back and are not tried again."""

    held: int
    blocked: int
    without: int
    tried: int


class CollectionPath(BaseModel):
    """Which collection."""

    number: str


class DebitPath(CollectionPath):
    """Which debit of it."""

    debit: Number


class CollectionCheck(Body):
    """reset_dates: days that have passed become today."""

    reset_dates: bool = False


class DebitEdit(Body):
    """What becomes of the debit; null leaves it."""

    amount: Amount | None = None
    day: Day | None = None
    message: Words | None = None
    mandate: Annotated[str, Field(max_length=35)] | None = None


class CollectionPost(Body):
    """preview: tell what would be posted, and post nothing."""

    preview: bool = False


class CollectionPosted(Data):
    """skipped: documents that were settled meanwhile, have less left, or are of blocked customers."""

    posted: int
    amount: str
    currency: str
    skipped: list[str]
    waiting: int
    vouchers: list[str]
    state: str


class DebitRejection(Body):
    """The bank's code and words, and the day that it came back."""

    reason: Annotated[str, Field(min_length=1, max_length=35)]
    text: Text = ""
    day: Day | None = None


class DebitRejected(Data):
    """counter: the voucher that took the payment back, "" where none was posted."""

    debit: str
    document: str
    amount: str
    currency: str
    reason: str
    counter: str


class CollectionClose(Body):
    """reason: needed once the file was created."""

    reason: Text = ""


class DebitAnswer(Data):
    """What an answer did. kind: status for pain.002; mandates, register or rejected of Autogiro.

    known: told of before; untaken: what could not be taken, each with why and what to do."""

    kind: str
    collection: str
    accepted: int
    waiting: int
    known: int
    mandates: int
    rejected: list[DebitRejected]
    untaken: list[KeptBack]


class DebitSetupData(Data):
    """How is collected to a bank account."""

    bank_account: str
    iban: str
    bankgiro: str
    creditor_id: str
    creditor_name: str
    bic: str
    version: str
    batch_booking: bool
    other_currencies: bool
    bankgirot_number: str


class DebitSetupWanted(Body):
    """What the bank and Bankgirot gave the company. version: of pain.008, 02 or 08."""

    creditor_id: Annotated[str, Field(max_length=35)] = ""
    creditor_name: Annotated[str, Field(max_length=100)] = ""
    bic: Annotated[str, Field(max_length=11)] = ""
    version: Annotated[str, Field(max_length=2)] = "08"
    batch_booking: bool = True
    other_currencies: bool = False
    bankgirot_number: Annotated[str, Field(max_length=6)] = ""


class DebitSetupPath(BaseModel):
    """Of which bank account."""

    bank_account: str


@routes.get("/direct-debits", Page[CollectionRow])
def list_direct_debits(request: Call, said: Query[CollectionsAsked], asked: Query[Paged]) -> dict[str, Any]:
    """List collections that are new or with the bank, the newest first."""
    found = collections(company=company_of(request), with_all=said.all)
    return page_of(found, asked, key=lambda one: one.number, build=collection_data)


@routes.post("/direct-debits", CollectionMade, status=201)
def make_direct_debits(request: Call, body: NewCollection) -> dict[str, Any]:
    """Make a collection: a debit for each open invoice that falls due and whose customer has a mandate."""
    company, actor = company_of(request), request.auth.actor
    order = MakeOrder(body.bank_account, Scheme(body.scheme.upper()), body.to_date, body.from_date, body.all)
    done = make_collection(company=company, actor=actor, order=order, today=today())
    left_out = {"held": done.held, "blocked": done.blocked, "without": done.without, "tried": done.tried}
    return {**_whole(company, done.number), **left_out}


@routes.get("/direct-debits/{number}", CollectionWhole)
def show_direct_debits(request: Call, response: HttpResponse, at: Path[CollectionPath]) -> dict[str, Any]:
    """Show a collection, and what keeps its debits from the bank; its ETag is of its debits, too."""
    return _whole(company_of(request), at.number, response)


def _whole(company: CompanyFacts, number: str, response: HttpResponse | None = None) -> dict[str, Any]:
    one, debits = collection_shown(company=company, number=number), debits_of(company=company, number=number)
    faults = faults_shown(one, debits) if one.state == "NEW" else []
    told = {**collection_data(one), "faults": [kept_back(fault) for fault in faults]}
    if response is not None:
        response[ETAG] = tag_of([told, [debit_data(debit) for debit in debits]])
    return told


@routes.get("/direct-debits/{number}/debits", Page[DebitRow])
def list_debits(request: Call, at: Path[CollectionPath], asked: Query[Paged]) -> dict[str, Any]:
    """List the debits of a collection."""
    found = debits_of(company=company_of(request), number=at.number)
    return page_of(found, asked, key=lambda one: str(one.number), build=debit_data)


@routes.post("/direct-debits/{number}/check", CollectionWhole)
def check_direct_debits(request: Call, at: Path[CollectionPath], body: CollectionCheck) -> dict[str, Any]:
    """Check the debits of a new collection, and keep with each what keeps it from the bank."""
    company, actor = company_of(request), request.auth.actor
    check_collection(
        company=company, actor=actor, number=at.number, as_of=today(), resets_dates=body.reset_dates
    )  # fmt: skip
    return _whole(company, at.number)


@routes.patch("/direct-debits/{number}/debits/{key:debit}", CollectionWhole)
def change_a_debit(request: Call, at: Path[DebitPath], body: DebitEdit) -> dict[str, Any]:
    """Change a debit of a new collection, which is checked again."""
    company, change = company_of(request), DebitChange(body.amount, body.day, body.message, body.mandate)
    change_debit(
        company=company, actor=request.auth.actor, collection=at.number, number=at.debit, change=change, today=today()
    )
    return _whole(company, at.number)


@routes.delete("/direct-debits/{number}/debits/{key:debit}")
def remove_a_debit(request: Call, at: Path[DebitPath]) -> None:
    """Take a debit out of a new collection."""
    company, actor = company_of(request), request.auth.actor
    remove_debit(company=company, actor=actor, collection=at.number, number=at.debit, today=today())


@routes.post("/direct-debits/{number}/export", CollectionWhole, role="ACCOUNTANT")
def export_direct_debits(request: Call, at: Path[CollectionPath]) -> dict[str, Any]:
    """Write the file for the bank, once: all debits, or none; it is fetched as `file`."""
    company = company_of(request)
    export_collection(company=company, actor=request.auth.actor, number=at.number, today=today())
    return _whole(company, at.number)


@routes.get("/direct-debits/{number}/file", None, role="ACCOUNTANT")
def direct_debit_file(request: Call, at: Path[CollectionPath]) -> HttpResponse:
    """Fetch the file (pain.008 or Autogiro) as it was written."""
    done = exported_file(company=company_of(request), number=at.number)
    return file_to_keep(done.name, done.content)


@routes.post("/direct-debits/{number}/post", CollectionPosted)
def post_direct_debits(request: Call, at: Path[CollectionPath], body: CollectionPost) -> dict[str, Any]:
    """Post a payment for each debit whose day has come, applied to its invoice."""
    company, actor = company_of(request), request.auth.actor
    done = post_collection(company=company, actor=actor, number=at.number, today=today(), is_preview=body.preview)
    return {
        "posted": done.posted, "amount": format_minor(done.amount.minor, done.amount.currency),
        "currency": done.amount.currency, "skipped": list(done.skipped), "waiting": done.waiting,
        "vouchers": list(done.vouchers), "state": done.state.lower(),
    }  # fmt: skip


@routes.post("/direct-debits/{number}/debits/{key:debit}/reject", DebitRejected)
def reject_a_debit(request: Call, at: Path[DebitPath], body: DebitRejection) -> dict[str, Any]:
    """Keep that the bank did not collect: the invoice is open again, and what was posted is reversed."""
    company, rejection = company_of(request), Rejection(body.reason, body.text, body.day)
    done = reject_debit(
        company=company, actor=request.auth.actor, collection=at.number, number=at.debit, rejection=rejection
    )
    return {
        "debit": done.debit, "document": done.document, "reason": done.reason, "counter": done.counter,
        "amount": format_minor(done.amount.minor, done.amount.currency), "currency": done.amount.currency,
    }  # fmt: skip


@routes.post("/direct-debits/{number}/close", CollectionWhole)
def close_direct_debits(request: Call, at: Path[CollectionPath], body: CollectionClose) -> dict[str, Any]:
    """Give a collection up; accountants alone once its file was created, and tell why."""
    company, actor = company_of(request), request.auth.actor
    demand(request.auth, "ACCOUNTANT" if was_exported(company=company, number=at.number) else "CLERK")
    close_collection(company=company, actor=actor, number=at.number, reason=body.reason)
    return _whole(company, at.number)


@routes.get("/direct-debit-answers", Page[DebitNotTried])
def list_rejected_debits(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the payments that the bank told it did not try, the last told of first, and why."""
    found = rejected(company=company_of(request))
    return page_of(found, asked, key=lambda one: one.place, build=rejected_data)


@routes.post("/direct-debit-answers", DebitAnswer)
def take_direct_debit_answer(request: Call, file: File[UploadedFile]) -> dict[str, Any]:
    """Take the bank's answer: pain.002, or what Bankgirot tells of mandates and of payments that it did not try."""
    company, actor, name = company_of(request), request.auth.actor, (file.name or "upload")[:200]
    stream = cast("BinaryIO", file.file)
    return answer_data(take_debit_answer(company=company, actor=actor, name=name, stream=stream))


@routes.get("/direct-debit-setups", list[DebitSetupData])
def list_direct_debit_setups(request: Call) -> list[dict[str, Any]]:
    """List the bank accounts that are set up to collect."""
    return [setup_data(one) for one in debit_setups(company=company_of(request))]


@routes.get("/direct-debit-setups/{bank_account}", DebitSetupData)
def show_direct_debit_setup(request: Call, at: Path[DebitSetupPath]) -> dict[str, Any]:
    """Show what the bank and Bankgirot gave the company for a bank account."""
    return setup_data(debit_setup_of(company=company_of(request), number=at.bank_account))


@routes.put("/direct-debit-setups/{bank_account}", DebitSetupData, role="ACCOUNTANT")
def set_direct_debit_setup(request: Call, at: Path[DebitSetupPath], body: DebitSetupWanted) -> dict[str, Any]:
    """Set what the bank and Bankgirot gave the company to collect to a bank account."""
    terms = DebitTerms(
        body.creditor_id, body.creditor_name, body.bic, body.version, body.batch_booking, body.other_currencies,
        body.bankgirot_number,
    )  # fmt: skip
    company, actor = company_of(request), request.auth.actor
    return setup_data(set_debit_setup(company=company, actor=actor, number=at.bank_account, terms=terms))
