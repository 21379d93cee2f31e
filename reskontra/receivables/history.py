"""One entry with its rows and what it settled, and the open entries of a party."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.models import Application, Entry, EntryDetail

_MOST = 500


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
    rows = Entry.objects.filter(company=company.id).select_related("party")
    if ledger:
        rows = rows.filter(ledger=ledger)
    if account:
        rows = rows.filter(party__number=account)
    if is_open:
        rows = rows.filter(~Q(remaining_minor=0))
    return [_line(row) for row in rows.order_by("due_date", "id")[:most]]


def open_entries_of(*, company: CompanyFacts, party_id: int, most: int) -> list[tuple[int, EntryLine]]:
    """(key, entry) of what is open of a party, by due date, at most so many."""
    rows = Entry.objects.select_related("party").filter(~Q(remaining_minor=0), company=company.id, party=party_id)
    return [(row.id, _line(row)) for row in rows.order_by("due_date", "id")[:most]]


def entry_line(*, company: CompanyFacts, entry_id: int) -> EntryLine:
    return _line(Entry.objects.select_related("party").get(company=company.id, id=entry_id))


def find_entry(*, company: CompanyFacts, entry_id: int) -> EntryLine | None:
    """The entry of that key; None where the company has none."""
    row = Entry.objects.select_related("party").filter(company=company.id, id=entry_id).first()
    return _line(row) if row else None


def entries_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, EntryLine]:
    """These entries, by key."""
    rows = Entry.objects.select_related("party").filter(company=company.id, id__in=list(ids))
    return {row.id: _line(row) for row in rows}


def _line(row: Entry) -> EntryLine:
    return EntryLine(
        ledger=row.ledger,
        account=row.party.number,
        name=row.party.name,
        document_type=row.document_type,
        document_number=row.document_number,
        external_document_number=row.external_document_number,
        posting_date=row.posting_date,
        due_date=row.due_date,
        amount=Money(row.document_minor, row.currency),
        remaining=Money(row.remaining_minor, row.currency),
        discount=Money(row.discount_minor, row.currency),
        discount_date=row.discount_date,
        discount_tolerance_date=row.discount_tolerance_date,
        max_tolerance=Money(row.max_tolerance_minor, row.currency),
        payment_reference=row.payment_reference,
        on_hold=row.on_hold,
        promised_date=row.promised_date,
        dispute_status=row.dispute_status,
        description=row.description,
    )


def details_of_entry(*, company: CompanyFacts, entry_id: int) -> list[DetailLine]:
    """The entry's rows in the order they were posted."""
    rows = list(
        EntryDetail.objects.filter(company=company.id, entry=entry_id)
        .select_related("application", "applied_entry", "entry")
        .order_by("id")
    )
    applications = {row.application_id for row in rows if row.application_id}
    undone = Application.objects.filter(company=company.id, unapplies__in=applications)
    taken_back = set(undone.values_list("unapplies_id", flat=True))
    names = voucher_names(company=company, ids={row.voucher_id for row in rows if row.voucher_id})
    return list(_details(company, rows, names, taken_back))


def _details(
    company: CompanyFacts, rows: list[EntryDetail], names: dict[int, str], taken_back: set[int]
) -> Iterator[DetailLine]:
    for row in rows:
        yield DetailLine(
            posting_date=row.posting_date,
            kind=row.kind,
            amount=Money(row.amount_minor, row.entry.currency),
            local=Money(row.local_minor, company.currency),
            application=row.application.number if row.application else 0,
            voucher=names.get(row.voucher_id or 0, ""),
            against=row.applied_entry.document_number if row.applied_entry else "",
            is_unapplied=row.application_id in taken_back,
        )
