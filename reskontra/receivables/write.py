"""Write entries, their details and the keys they are found by, in bulk; called by this room's actions alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from reskontra.core.matching.keys import entry_keys
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.receivables.models import Entry, EntryDetail, EntryKey

UNQUOTED = {"PAYMENT", "REFUND"}  # nobody pays with reference to a payment's number
# What a posted document never changes; what may be edited after posting is compared within one file alone.
COMPARED = (
    "external_document_number", "payment_reference", "posting_date", "currency", "document_minor", "remaining_minor",
)  # fmt: skip
EDITABLE = ("due_date", "discount_minor", "discount_date", "description", "on_hold")
_COLUMNS = {"document_minor": "amount", "remaining_minor": "remaining_amount", "discount_minor": "discount_amount"}
_ENTRY = (
    "id", "company_id", "ledger", "party_id", "posting_group_id", "voucher_id", "document_type", "document_number",
    "external_document_number", "payment_reference", "posting_date", "document_date", "due_date", "currency",
    "rate_e8", "document_minor", "remaining_minor", "remaining_local_minor", "discount_minor", "discount_date",
    "discount_tolerance_date", "max_tolerance_minor", "description", "on_hold", "promised_date", "dispute_status",
    "is_opening", "reverses_id",
)  # fmt: skip
DETAIL_COLUMNS = (
    "company_id", "entry_id", "kind", "posting_date", "amount_minor", "local_minor", "application_id", "voucher_id",
    "applied_entry_id", "discount_before_minor", "max_tolerance_before_minor",
)  # fmt: skip


class EntryDraft(NamedTuple):
    """An entry to be posted. remaining_minor becomes its initial detail; document_minor is the document's amount."""

    ledger: str
    document_type: str
    document_number: str
    posting_date: date
    due_date: date
    currency: str
    document_minor: int
    remaining_minor: int
    remaining_local_minor: int = 0
    rate_e8: int = PAR
    party_id: int = 0
    posting_group_id: int = 0
    external_document_number: str = ""
    payment_reference: str = ""
    discount_minor: int = 0
    discount_date: date | None = None
    description: str = ""
    on_hold: str = ""
    reverses_id: int | None = None
    document_date: date | None = None
    discount_tolerance_date: date | None = None
    max_tolerance_minor: int = 0

    @property
    def key(self) -> tuple[str, int, str, str]:
        return self.ledger, self.party_id, self.document_type, self.document_number

    def differences(
        self, other: EntryDraft, names: Sequence[str] = (*COMPARED, *EDITABLE)
    ) -> list[tuple[str, object, object]]:
        """(column of the file, the other's value, this one's) of each that differs."""
        return [
            (_COLUMNS.get(name, name), other.shown(name), self.shown(name))
            for name in names
            if getattr(self, name) != getattr(other, name)
        ]

    def shown(self, name: str) -> object:
        """A value as a refusal tells it: amounts with their currency."""
        value = getattr(self, name)
        return Money(value, self.currency) if name in _COLUMNS else value


def write_opening_entries(*, company: CompanyFacts, entries: Sequence[EntryDraft], vouchers: Sequence[int]) -> None:
    """Entries with their initial details and keys; `vouchers` are their vouchers' ids in the same order."""
    ids = reserve_ids(len(entries))
    write_entries(company=company, ids=ids, entries=entries, vouchers=vouchers, is_opening=True)
    write_keys(company=company, ids=ids, entries=entries)


def reserve_ids(count: int) -> Sequence[int]:
    """Ids for entries that this transaction will write."""
    return bulk.reserve_ids(Entry, count)


def write_entries(
    *,
    company: CompanyFacts,
    ids: Sequence[int],
    entries: Sequence[EntryDraft],
    vouchers: Sequence[int],
    is_opening: bool = False,
) -> None:
    """Entries under reserved ids, each with its initial detail."""
    rows = zip(ids, entries, vouchers, strict=True)
    bulk.insert(Entry, _ENTRY, (_entry_row(company, id, e, voucher, is_opening) for id, e, voucher in rows))
    initial = (
        (
            company.id, id, "INITIAL", entry.posting_date, entry.remaining_minor, entry.remaining_local_minor, None,
            voucher, None, 0, 0,
        )
        for id, entry, voucher in zip(ids, entries, vouchers, strict=True)
    )  # fmt: skip
    bulk.insert(EntryDetail, DETAIL_COLUMNS, initial)


def _entry_row(company: CompanyFacts, id: int, entry: EntryDraft, voucher: int, is_opening: bool) -> tuple[object, ...]:
    return (
        id, company.id, entry.ledger, entry.party_id, entry.posting_group_id, voucher, entry.document_type,
        entry.document_number, entry.external_document_number, entry.payment_reference, entry.posting_date,
        entry.document_date or entry.posting_date, entry.due_date, entry.currency, entry.rate_e8,
        entry.document_minor, 0, 0, entry.discount_minor, entry.discount_date, entry.discount_tolerance_date,
        entry.max_tolerance_minor, entry.description, entry.on_hold, None, "", is_opening,
        entry.reverses_id,
    )  # fmt: skip


def write_keys(*, company: CompanyFacts, ids: Sequence[int], entries: Sequence[EntryDraft]) -> None:
    """The numbers by which a payer may name the entries, sorted so that neighbours share pages."""
    rows = sorted(
        (company.id, key, id, kind)
        for id, entry in zip(ids, entries, strict=True)
        if entry.document_type not in UNQUOTED
        for key, kind in keys_of(entry)
    )
    bulk.insert(EntryKey, ("company_id", "key", "entry_id", "kind"), rows)


def rewrite_keys(*, company: CompanyFacts, entry_id: int) -> None:
    """The numbers that find an entry, anew after one of them was edited."""
    row = Entry.objects.get(company=company.id, id=entry_id)
    EntryKey.objects.filter(company=company.id, entry=entry_id).delete()
    if row.document_type in UNQUOTED:
        return
    keys = entry_keys(
        document_number=row.document_number,
        external_document_number=row.external_document_number,
        payment_reference=row.payment_reference,
    )
    bulk.insert(
        EntryKey, ("company_id", "key", "entry_id", "kind"), [(company.id, key, entry_id, kind) for key, kind in keys]
    )


def keys_of(entry: EntryDraft) -> list[tuple[int, int]]:
    return entry_keys(
        document_number=entry.document_number,
        external_document_number=entry.external_document_number,
        payment_reference=entry.payment_reference,
    )


def write_details(rows: Iterator[tuple[object, ...]] | Sequence[tuple[object, ...]]) -> None:
    """Detail rows in the order of DETAIL_COLUMNS; the database moves what remains of their entries."""
    bulk.insert(EntryDetail, DETAIL_COLUMNS, rows)
