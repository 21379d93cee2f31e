"""Entries by any number they bear, with everything that moved them: what "find" shows of both ledgers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.keys import reference_key
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.models import Document, Entry, EntryKey

_ENTRY = (
    "SELECT e.id, e.ledger, p.number, p.name, e.document_type, e.document_number, e.external_document_number, "
    "e.payment_reference, e.posting_date, e.due_date, e.currency, e.document_minor, e.remaining_minor, e.voucher_id, "
    "r.voucher_id, b.voucher_id "
    "FROM {values} CROSS JOIN receivables_entry e JOIN parties_party p ON p.id = e.party_id "
    "LEFT JOIN receivables_entry r ON r.id = e.reverses_id "
    "LEFT JOIN receivables_entry b ON b.company_id = e.company_id AND b.reverses_id = e.id "
    "AND b.reverses_id IS NOT NULL WHERE e.company_id = %s AND e.id = v.value ORDER BY e.posting_date, e.id"
)
_ROW = (
    "SELECT d.id, d.entry_id, e.document_type, e.document_number, d.posting_date, d.kind, d.amount_minor, e.currency, "
    "d.local_minor, a.number, d.voucher_id, d.applied_entry_id, o.document_number, u.id "
    "FROM {values} CROSS JOIN receivables_entrydetail d JOIN receivables_entry e ON e.id = d.entry_id "
    "LEFT JOIN receivables_application a ON a.id = d.application_id "
    "LEFT JOIN receivables_entry o ON o.id = d.applied_entry_id "
    "LEFT JOIN receivables_application u ON u.company_id = d.company_id AND u.unapplies_id = d.application_id "
    "AND u.unapplies_id IS NOT NULL "
)
_ROWS_OF_ENTRIES = _ROW + "WHERE d.company_id = %s AND d.entry_id = v.value ORDER BY d.posting_date, d.id"
_ENTRIES_OF_APPLICATIONS = (
    "SELECT DISTINCT d.entry_id FROM {values} CROSS JOIN receivables_application a "
    "JOIN receivables_entrydetail d ON d.company_id = a.company_id AND d.application_id = a.id "
    "AND d.application_id IS NOT NULL WHERE a.company_id = %s AND a.voucher_id = v.value AND a.voucher_id IS NOT NULL"
)
_ENTRIES_OF_VOUCHERS = (
    "SELECT e.id FROM {values} CROSS JOIN receivables_entry e WHERE e.company_id = %s AND e.voucher_id = v.value"
)


@dataclass(frozen=True, slots=True)
class TracedEntry:
    """An entry, + is owed to us. reverses, reversed_by: the vouchers of other entries, "" where there is none."""

    id: int
    ledger: str
    account: str
    name: str
    document_type: str
    document_number: str
    external_document_number: str
    payment_reference: str
    posting_date: date
    due_date: date
    amount: Money
    remaining: Money
    voucher_id: int
    voucher: str
    reverses: str
    reversed_by: str


@dataclass(frozen=True, slots=True)
class TracedRow:
    """What moved an entry. application 0: its initial row; against_id 0 and against "": no other entry."""

    entry_id: int
    document_type: str
    document_number: str
    posting_date: date
    kind: str
    amount: Money
    local: Money
    application: int
    voucher_id: int
    voucher: str
    against_id: int
    against: str
    is_unapplied: bool


def entries_numbered(*, company: CompanyFacts, number: str) -> list[int]:
    """Entries that bear the number as document number, external number, payment reference or number of the draft.

    Blanks and case do not count; but for them the number is the whole one.
    """
    wanted = _bare(number)
    rows = Entry.objects.filter(company=company.id, document_number__in={number, number.upper()})
    found = set(rows.values_list("id", flat=True))
    drafts = Document.objects.filter(company=company.id, draft_number=number.upper(), entry__isnull=False)
    found.update(drafts.values_list("entry_id", flat=True))
    key = reference_key(number)
    if key is not None:
        keyed = EntryKey.objects.filter(company=company.id, key=key).values_list("entry_id", flat=True)
        found.update(
            entry.id
            for entry in traced_entries(company=company, ids=set(keyed))
            if wanted in map(_bare, (entry.document_number, entry.external_document_number, entry.payment_reference))
        )
    return sorted(found)


def _bare(number: str) -> str:
    return "".join(number.split()).upper()


def entries_of_vouchers(*, company: CompanyFacts, ids: Collection[int]) -> list[int]:
    """Entries that these vouchers posted, and those that their applications settled."""
    posted = {row[0] for row in bulk.lookup(_ENTRIES_OF_VOUCHERS, set(ids), company.id)}
    applied = {row[0] for row in bulk.lookup(_ENTRIES_OF_APPLICATIONS, set(ids), company.id)}
    return sorted(posted | applied)


def traced_entries(*, company: CompanyFacts, ids: Collection[int]) -> list[TracedEntry]:
    """These entries by posting date."""
    rows = list(bulk.lookup(_ENTRY, set(ids), company.id))
    names = voucher_names(company=company, ids={id for row in rows for id in row[13:16] if id})
    return [
        TracedEntry(
            id=row[0],
            ledger=row[1],
            account=row[2],
            name=row[3],
            document_type=row[4],
            document_number=row[5],
            external_document_number=row[6],
            payment_reference=row[7],
            posting_date=day_of(row[8]),
            due_date=day_of(row[9]),
            amount=Money(row[11], row[10]),
            remaining=Money(row[12], row[10]),
            voucher_id=row[13],
            voucher=names[row[13]],
            reverses=names.get(row[14], ""),
            reversed_by=names.get(row[15], ""),
        )
        for row in rows
    ]


def traced_rows(*, company: CompanyFacts, entry_ids: Collection[int]) -> list[TracedRow]:
    """Every row of these entries by posting date."""
    rows = list(bulk.lookup(_ROWS_OF_ENTRIES, set(entry_ids), company.id))
    names = voucher_names(company=company, ids={row[10] for row in rows if row[10]})
    return list(_rows(company, rows, names))


def _rows(company: CompanyFacts, rows: list[tuple[Any, ...]], names: dict[int, str]) -> Iterator[TracedRow]:
    for row in rows:
        yield TracedRow(
            entry_id=row[1],
            document_type=row[2],
            document_number=row[3],
            posting_date=day_of(row[4]),
            kind=row[5],
            amount=Money(row[6], row[7]),
            local=Money(row[8], company.currency),
            application=row[9] or 0,
            voucher_id=row[10] or 0,
            voucher=names.get(row[10], ""),
            against_id=row[11] or 0,
            against=row[12] or "",
            is_unapplied=row[13] is not None,
        )
