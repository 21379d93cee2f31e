"""A customer's or vendor's ledger in full: each entry with every row that moved it, up to a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.days import day_of

_PIECE = 5_000
_SQL = (
    "SELECT e.id, e.document_type, e.document_number, e.external_document_number, e.due_date, e.currency, d.kind, "
    "d.posting_date, d.amount_minor, d.local_minor, "
    "CAST(sum(d.amount_minor) OVER (PARTITION BY d.entry_id ORDER BY d.posting_date, d.id) AS bigint), "
    "CAST(sum(d.amount_minor) OVER (PARTITION BY d.entry_id) AS bigint), "
    "CAST(sum(d.local_minor) OVER (PARTITION BY d.entry_id) AS bigint), "
    "u.series, u.fiscal_year_code, u.number, o.document_number "
    "FROM receivables_entry e CROSS JOIN receivables_entrydetail d "
    "LEFT JOIN ledger_voucher u ON u.id = d.voucher_id LEFT JOIN receivables_entry o ON o.id = d.applied_entry_id "
    "WHERE e.company_id = %s AND e.party_id = %s AND d.company_id = %s AND d.entry_id = e.id AND d.posting_date <= %s "
    "ORDER BY e.posting_date, e.id, d.posting_date, d.id"
)


@dataclass(frozen=True, slots=True)
class DetailedRow:
    """A row of an entry.

    after_minor             what remained of the entry after the row, in its currency
    remaining_minor         what remained of the entry at the end of the day; remaining_local_minor is local
    voucher                 "" where the row has none of its own
    """

    entry_id: int
    document_type: str
    document_number: str
    external_document_number: str
    due_date: date
    currency: str
    kind: str
    posting_date: date
    amount_minor: int
    local_minor: int
    after_minor: int
    remaining_minor: int
    remaining_local_minor: int
    voucher: str
    against: str


def detailed_rows(*, company: CompanyFacts, party_id: int, as_of: date, is_open: bool = False) -> Iterator[DetailedRow]:
    """Every row up to and including the day, entry by entry in the order they were posted; read as they are asked for.

    is_open   only of entries that were open at the end of the day
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [company.id, party_id, company.id, as_of])
        while rows := cursor.fetchmany(_PIECE):
            yield from (found for found in map(_row, rows) if not is_open or found.remaining_minor)


def _row(row: tuple[Any, ...]) -> DetailedRow:
    series, year, number, against = row[13:]
    voucher = f"{series}-{year}-{number}" if series is not None else ""
    values = [*row[:4], day_of(row[4]), *row[5:7], day_of(row[7]), *row[8:13], voucher, against or ""]
    return DetailedRow(*values)
