"""Entries as they stood at the end of any day: what remained of each, in its currency and locally."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts

_ENTRY = (
    "e.id, e.ledger, e.party_id, e.posting_group_id, e.voucher_id, e.document_type, e.document_number, "
    "e.external_document_number, e.posting_date, e.document_date, e.due_date, e.currency, e.rate_e8, "
    "e.document_minor, e.on_hold, e.dispute_status, e.description"
)
_DATES = (8, 9, 10)
# What remains now, less what has moved since: open entries and later details are few beside all details. Later ones are
# found by their day: the cast keeps SQLite from walking all details in the order of entries to group them. Candidates
# come in the order that entries lie in, so that a large book is read once and not here and there. It takes company,
# day, company; the entries `e` of `candidates` have remained what they have now less `l` of `later`.
LATER = (
    "later AS (SELECT company_id, CAST(entry_id AS bigint) AS entry_id, "
    "CAST(sum(amount_minor) AS bigint) AS amount, CAST(sum(local_minor) AS bigint) AS local "
    "FROM receivables_entrydetail WHERE company_id = %s AND posting_date > %s "
    "GROUP BY company_id, CAST(entry_id AS bigint))"
)
AT_A_DAY = (
    f"WITH {LATER}, "
    "candidates AS (SELECT id AS entry_id FROM receivables_entry WHERE company_id = %s AND NOT remaining_minor = 0 "
    "UNION ALL SELECT m.entry_id FROM later m CROSS JOIN receivables_entry settled "
    "WHERE settled.company_id = m.company_id AND settled.id = m.entry_id AND settled.remaining_minor = 0 ORDER BY 1)"
)
REMAINED = "(e.remaining_minor - coalesce(l.amount, 0))"
REMAINED_LOCALLY = "(e.remaining_local_minor - coalesce(l.local, 0))"


@dataclass(frozen=True, slots=True)
class EntryAsOf:
    """An entry at the end of a day; + is owed to us.

    document_minor          the document's own amount, whatever has been paid since
    remaining_minor         what was open then, in the entry's currency; remaining_local_minor in the company's
    rate_e8                 of its posting; due_date and the rest that may be edited are today's
    """

    entry_id: int
    ledger: str
    party_id: int
    posting_group_id: int
    voucher_id: int
    document_type: str
    document_number: str
    external_document_number: str
    posting_date: date
    document_date: date
    due_date: date
    currency: str
    rate_e8: int
    document_minor: int
    on_hold: str
    dispute_status: str
    description: str
    remaining_minor: int
    remaining_local_minor: int


def entries_as_of(
    *,
    company: CompanyFacts,
    ledger: str = "",
    as_of: date,
    party_id: int | None = None,
    currencies: Collection[str] = (),
) -> list[EntryAsOf]:
    """The entries that were open at the end of a day, the earliest due first; their local sum is the G/L's.

    An entry with 0 remaining stands among them where a payment dated before it had moved its local twin already.

    ledger       CUSTOMER or VENDOR; "" for both
    currencies   only entries in these; all where empty
    """
    conditions, values = _narrowed(ledger, party_id, currencies)
    sql = (
        f"{AT_A_DAY} SELECT {_ENTRY}, {REMAINED}, {REMAINED_LOCALLY} "
        "FROM candidates c CROSS JOIN receivables_entry e LEFT JOIN later l ON l.entry_id = e.id "
        f"WHERE e.company_id = %s AND e.id = c.entry_id AND NOT (e.remaining_minor = coalesce(l.amount, 0) "
        f"AND e.remaining_local_minor = coalesce(l.local, 0)){conditions} "
        "ORDER BY e.due_date, e.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, as_of, company.id, company.id, *values])
        return list(_entries(cursor.fetchall()))


def _narrowed(ledger: str, party_id: int | None, currencies: Collection[str]) -> tuple[str, list[str | int]]:
    text, values = "", list[str | int]()
    if ledger:
        text += " AND e.ledger = %s"
        values.append(ledger)
    if party_id is not None:
        text += " AND e.party_id = %s"
        values.append(party_id)
    if currencies:
        text += f" AND e.currency IN ({', '.join(['%s'] * len(currencies))})"
        values.extend(sorted(currencies))
    return text, values


def _entries(rows: list[tuple[Any, ...]]) -> Iterator[EntryAsOf]:
    for row in rows:
        values = list(row)
        for index in _DATES:  # SQLite gives dates as text
            if not isinstance(row[index], date):
                values[index] = date.fromisoformat(row[index])
        yield EntryAsOf(*values)
