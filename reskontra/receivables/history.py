"""One entry with its rows and what it settled, and the open entries of a party."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database.prepared import Prepared
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.models import Application, Entry, EntryDetail

_MOST = 500
_FIELDS = (
    "id", "currency",
    "ledger", "party__number", "party__name", "document_type", "document_number", "external_document_number",
    "posting_date", "due_date", "discount_date", "discount_tolerance_date",
    "document_minor", "remaining_minor", "discount_minor", "max_tolerance_minor",
    "payment_reference", "on_hold", "promised_date", "dispute_status", "description",
)  # fmt: skip
_BY_ID: Prepared[tuple[Any, ...]] = Prepared(
    lambda company, ids: Entry.objects.filter(company=company, id__in=ids).values_list(*_FIELDS)
)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in a list."""

    ledger: str
    account: str
    name: str
    document_type: str
    document_number: str
    external_document_number: str
    posting_date: date
    due_date: date
    amount: Money
    remaining: Money
    discount: Money
    discount_date: date | None
    discount_tolerance_date: date | None
    max_tolerance: Money
    payment_reference: str
    on_hold: str
    promised_date: date | None
    dispute_status: str
    description: str


@dataclass(frozen=True, slots=True)
class DetailLine:
    """A row of an entry. application 0: its initial row; against "" where there is no other entry."""

    posting_date: date
    kind: str
    amount: Money
    local: Money
    application: int
    voucher: str
    against: str
    is_unapplied: bool


def entries_of(
    *, company: CompanyFacts, ledger: str = "", account: str = "", is_open: bool = True, most: int = _MOST
) -> list[EntryLine]:
    """Entries by due date, the open ones unless all are asked for; at most `most`."""
    rows = Entry.objects.filter(company=company.id)
    if ledger:
        rows = rows.filter(ledger=ledger)
    if account:
        rows = rows.filter(party__number=account)
    if is_open:
        rows = rows.filter(~Q(remaining_minor=0))
    return [_line_of(row) for row in rows.order_by("due_date", "id").values_list(*_FIELDS)[:most]]


def open_entries_of(*, company: CompanyFacts, party_id: int, most: int) -> list[tuple[int, EntryLine]]:
    """(key, entry) of what is open of a party, by due date, at most so many."""
    rows = Entry.objects.filter(~Q(remaining_minor=0), company=company.id, party=party_id)
    return [(row[0], _line_of(row)) for row in rows.order_by("due_date", "id").values_list(*_FIELDS)[:most]]


def entry_line(*, company: CompanyFacts, entry_id: int) -> EntryLine:
    return entries_by_id(company=company, ids=[entry_id])[entry_id]


def find_entry(*, company: CompanyFacts, entry_id: int) -> EntryLine | None:
    """The entry of that key; None where the company has none."""
    return entries_by_id(company=company, ids=[entry_id]).get(entry_id)


def entries_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, EntryLine]:
    """These entries, by key."""
    return {row[0]: _line_of(row) for row in _BY_ID.rows(company.id, list(ids))}


def _line_of(row: Sequence[Any]) -> EntryLine:
    """From the values of _FIELDS."""
    _id, currency, *named = row[:8]
    posting, due, discount_day, tolerance_day = row[8:12]
    amounts = [Money(minor, currency) for minor in row[12:16]]
    values = [*named, posting, due, *amounts[:3], discount_day, tolerance_day, amounts[3], *row[16:]]
    return EntryLine(*values)


def details_of_entry(*, company: CompanyFacts, entry_id: int) -> list[DetailLine]:
    """The entry's rows in the order they were posted."""
    rows = _DETAILS.rows(company.id, entry_id)
    applications = {row[0] for row in rows if row[0]}
    taken_back = {row[0] for row in _TAKEN_BACK.rows(company.id, sorted(applications)) if row[0]}
    names = voucher_names(company=company, ids={row[1] for row in rows if row[1]})
    return list(_details(company, rows, names, taken_back))


_TAKEN_BACK = Prepared(
    lambda company, applications: Application.objects.filter(company=company, unapplies__in=applications).values_list(
        "unapplies"
    )
)
_DETAILS = Prepared(
    lambda company, entry: EntryDetail.objects.filter(company=company, entry=entry)
    .order_by("id")
    .values_list(
        "application", "voucher", "posting_date", "kind", "amount_minor", "entry__currency", "local_minor",
        "application__number", "applied_entry__document_number",
    )
)  # fmt: skip


def _details(
    company: CompanyFacts, rows: list[Any], names: dict[int, str], taken_back: set[int]
) -> Iterator[DetailLine]:
    for application, voucher, day, kind, amount, currency, local, number, against in rows:
        yield DetailLine(
            posting_date=day,
            kind=kind,
            amount=Money(amount, currency),
            local=Money(local, company.currency),
            application=number or 0,
            voucher=names.get(voucher or 0, ""),
            against=against or "",
            is_unapplied=application in taken_back,
        )
