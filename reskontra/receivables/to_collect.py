"""Open entries of customers as collecting takes them: all at once, in one question."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_COLUMNS = (
    "e.id, e.party_id, e.currency, e.document_type, e.document_number, e.document_date, e.due_date, e.document_minor, "
    "e.remaining_minor, e.on_hold"
)
_ALL = (
    f"SELECT {_COLUMNS} FROM receivables_entry e WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' "
    "AND NOT e.remaining_minor = 0 ORDER BY e.party_id, e.currency, e.due_date, e.id"
)
_OF = (
    f"SELECT {_COLUMNS} FROM {{values}} CROSS JOIN receivables_entry e WHERE e.company_id = %s "
    "AND e.party_id = v.value AND e.ledger = 'CUSTOMER' AND NOT e.remaining_minor = 0 "
    "ORDER BY e.party_id, e.currency, e.due_date, e.id"
)


# The index of open entries is read until so many are found.
_OVERDUE = (
    "SELECT count(*) FROM (SELECT 1 FROM receivables_entry e WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' "
    "AND NOT e.remaining_minor = 0 AND e.remaining_minor > 0 AND e.due_date < %s LIMIT %s) o"
)


class EntryToCollect(NamedTuple):
    """An open entry; an invoice is +. document_minor: its own amount, of which remaining_minor is left."""

    id: int
    party_id: int
    currency: str
    document_type: str
    document_number: str
    document_date: date
    due_date: date
    document_minor: int
    remaining_minor: int
    on_hold: str


def overdue_count(*, company: CompanyFacts, before: date, most: int) -> int:
    """How many open documents of customers were due before the day; counted up to so many."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, [company.id, before, most])
        (count,) = cursor.fetchone()
    return int(count)


def entries_to_collect(*, company: CompanyFacts, party_ids: Collection[int] | None = None) -> Iterator[EntryToCollect]:
    """Every open entry of customers, or of these, by customer, currency and due date."""
    if party_ids is not None:
        yield from (EntryToCollect._make(row) for row in bulk.lookup(_OF, party_ids, company.id))
        return
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [company.id])
        while rows := cursor.fetchmany(5000):
            yield from (EntryToCollect._make(row) for row in rows)
