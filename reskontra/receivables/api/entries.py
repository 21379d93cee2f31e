"""entries: what is open, what settled what; apply, unapply, edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.listing import Row
from reskontra.interface.api.pages import listing_asked, page_of_listing
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Data, Day, Number, Page, Paged, Text
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.entry_data import applied_data, detail_data, entry_data
from reskontra.receivables.entry_list import entry_listing
from reskontra.receivables.grants import recompute_tolerance
from reskontra.receivables.history import details_of_entry, entries_by_id, find_entry
from reskontra.receivables.unapply import newest_application, unapply_application

routes = Routes("entries", "Entries")
Ledger = Literal["customer", "vendor"]


class EntryUnknown(Refused):
    code = "entry_unknown"
    template = "There is no entry {entry}. List entries to see the ids of those there are."


class EntryData(Data):
    """An entry: positive is owed to us. id: by which addresses name it."""

    id: int
    ledger: str
    account: str
    document_type: str
    document_number: str
    external_document_number: str
    posting_date: str
    due_date: str
    currency: str
    amount: str
    remaining_amount: str
    discount_amount: str
    discount_date: str | None
    discount_tolerance_date: str | None
    max_tolerance: str
    payment_reference: str
    on_hold: str
    promised_date: str | None
    dispute_status: str
    description: str


class EntryDetail(Data):
    """A row of an entry. application: null for the first, by which it was posted."""

    posting_date: str
    kind: str
    amount: str
    local_amount: str
    application: int | None
    voucher: str
    against: str
    unapplied: bool


class EntryWhole(EntryData):
    """An entry with all that moved it."""

    details: list[EntryDetail]


class EntrySettled(Data):
    """With what an entry was settled: applied is cash, granted is discount and tolerance."""

    document_number: str
    applied: str
    granted: str
    remaining_amount: str
    currency: str


class EntryApplied(Data):
    """An application, or its undoing. left: of the applying entry; questions: what a person may still grant."""

    application: int
    voucher: str
    date: str
    settled: list[EntrySettled]
    left: str
    currency: str
    questions: list[str]
    readjusted: list[str]


class EntriesAsked(Paged):
    """Which entries."""

    ledger: Annotated[Ledger, Field(description="Whose.")] = "customer"
    account: Annotated[str, Field(max_length=60, description="Of one customer or vendor.")] = ""
    q: Annotated[str, Field(max_length=200, description="Words of number, reference, text or name.")] = ""
    all: Annotated[bool, Field(description="Settled ones too.")] = False
    overdue: Annotated[bool, Field(description="Only what is due already.")] = False
    due_from: Day | None = None
    due_to: Day | None = None
    sort: Literal["due_date", "-due_date", "posting_date", "-posting_date", "number", "-number"] = "due_date"


class ApplyTarget(Body):
    """An entry to be settled, by id; amount in its currency, all that is left without one."""

    entry: Number
    amount: Amount | None = None


class ApplyEntry(Body):
    """What an entry settles. preview: tell what would come of it, and store nothing."""

    to: Annotated[list[ApplyTarget], Field(min_length=1, max_length=1000)]
    date: Day | None = None
    accept_late_discount: bool | None = None
    accept_tolerance: bool | None = None
    preview: bool = False


class UnapplyEntry(Body):
    """application: the newest one of the entry where none is named."""

    application: Number | None = None
    date: Day | None = None
    reason: Text = ""
    preview: bool = False


class EntryChange(Body):
    """What is to be another; a day or text of "" is taken away, what is not named stays."""

    due_date: Day | None = None
    discount_date: Day | Literal[""] | None = None
    discount_amount: Amount | Literal[""] | None = None
    discount_tolerance_date: Day | Literal[""] | None = None
    max_tolerance: Amount | Literal[""] | None = None
    payment_reference: Text | None = None
    on_hold: Annotated[str, Field(max_length=3)] | None = None
    description: Text | None = None
    promised_date: Day | Literal[""] | None = None
    dispute_status: Text | None = None


class Previewed(Body):
    """preview: tell what would come of it, and store nothing."""

    preview: bool = False


class Count(Data):
    """How many were changed."""

    count: int


def named(company: CompanyFacts, *entries: int) -> list[EntryName]:
    """The entries of these ids.

    refuses   EntryUnknown
    """
    found = entries_by_id(company=company, ids=entries)
    for id in entries:
        if id not in found:
            raise EntryUnknown(entry=id)
    return [
        EntryName(one.ledger, one.document_number, one.account, one.document_type, id)
        for id in entries
        for one in [found[id]]
    ]


@routes.get("/entries", Page[EntryData])
def list_entries(request: Call, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """List entries, the open ones unless all are asked for."""
    company = company_of(request)
    written = {
        "account": asked.account, "q": asked.q, "all": "1" * asked.all, "overdue": "1" * asked.overdue,
        "due_from": asked.due_from, "due_to": asked.due_to,
    }  # fmt: skip
    listing = entry_listing(company, asked.ledger.upper(), listing_asked(written))

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        found = entries_by_id(company=company, ids=[row["id"] for row in rows])
        return [{"id": row["id"], **entry_data(found[row["id"]])} for row in rows]

    return page_of_listing(listing, asked, sort=asked.sort, build=build)


@routes.get("/entries/{key:entry}", EntryWhole)
def show_entry(request: Call, entry: int) -> dict[str, Any]:
    """Show an entry with all that moved it, and what settled what."""
    company = company_of(request)
    found = find_entry(company=company, entry_id=entry)
    if found is None:
        raise EntryUnknown(entry=entry)
    details = details_of_entry(company=company, entry_id=entry)
    return {"id": entry, **entry_data(found), "details": [detail_data(one) for one in details]}


@routes.patch("/entries/{key:entry}", EntryWhole)
def edit_posted_entry(request: Call, entry: int, body: EntryChange) -> dict[str, Any]:
    """Change what may be changed of a posted entry; the audit trail keeps what was."""
    company = company_of(request)
    wanted = Edit(**body.dict())
    edit_entry(company=company, actor=request.auth.actor, name=named(company, entry)[0], edit=wanted)
    return show_entry(request, entry)


@routes.post("/entries/{key:entry}/apply", EntryApplied)
def apply_entry(request: Call, entry: int, body: ApplyEntry) -> dict[str, Any]:
    """Let a posted payment or credit memo settle posted documents."""
    company = company_of(request)
    applying, *targets = named(company, entry, *(one.entry for one in body.to))
    order = ApplyOrder(
        applying=applying,
        targets=tuple(Target(name, one.amount or "") for name, one in zip(targets, body.to, strict=True)),
        day=body.date,
        accepts_late_discount=body.accept_late_discount,
        accepts_tolerance=body.accept_tolerance,
    )
    done = apply_entries(company=company, actor=request.auth.actor, order=order, is_preview=body.preview)
    return applied_data(done)


@routes.post("/entries/{key:entry}/unapply", EntryApplied, role="ACCOUNTANT")
def unapply_entry(request: Call, entry: int, body: UnapplyEntry) -> dict[str, Any]:
    """Take the newest application of an entry back, or one by its number: the whole of it."""
    company = company_of(request)
    number = body.application or newest_application(company=company, name=named(company, entry)[0])
    done = unapply_application(
        company=company, actor=request.auth.actor, number=number, day=body.date, reason=body.reason,
        is_preview=body.preview,
    )  # fmt: skip
    return applied_data(done)


@routes.post("/entries/recompute-tolerance", Count, role="ACCOUNTANT")
def recompute_entry_tolerance(request: Call, body: Previewed) -> dict[str, Any]:
    """Give open invoices and credit memos the payment tolerance of today's settings."""
    company = company_of(request)
    return {"count": recompute_tolerance(company=company, actor=request.auth.actor, is_preview=body.preview)}
