"""What customers' ledgers hold of a period, for their statements of account; three queries for many customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import INITIAL, Account, Asked, Item, Movement
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.receivables.as_of import AT_A_DAY, REMAINED

# With entries in the period, or with an open entry at its end: more than get a statement, never fewer.
_CUSTOMERS = (
    f"{AT_A_DAY}, meant AS ("
    "SELECT party_id FROM receivables_entry WHERE company_id = %s AND ledger = 'CUSTOMER' AND posting_date >= %s "
    "AND posting_date <= %s UNION "
    "SELECT e.party_id FROM candidates c CROSS JOIN receivables_entry e LEFT JOIN later l ON l.entry_id = e.id "
    f"WHERE e.company_id = %s AND e.id = c.entry_id AND e.ledger = 'CUSTOMER' AND NOT {REMAINED} = 0) "
    "SELECT p.id FROM meant m JOIN parties_party p ON p.id = m.party_id "
    "WHERE p.company_id = %s AND p.is_privacy_blocked = %s ORDER BY p.number, p.id"
)
_DETAILS = (
    "FROM {values} CROSS JOIN receivables_entry e CROSS JOIN receivables_entrydetail d "
    "WHERE e.company_id = %s AND e.party_id = v.value AND d.company_id = %s AND d.entry_id = e.id"
)
_OPENINGS = (
    f"SELECT e.party_id, e.currency, CAST(sum(d.amount_minor) AS bigint) {_DETAILS} AND d.posting_date < %s "
    "GROUP BY e.party_id, e.currency"
)
_ITEMS = (
    "SELECT e.party_id, e.id, e.document_type, e.document_number, e.description, e.posting_date, e.due_date, "
    f"e.currency, e.document_minor, CAST(sum(d.amount_minor) AS bigint) {_DETAILS} AND d.posting_date <= %s "
    "GROUP BY e.party_id, e.id, e.document_type, e.document_number, e.description, e.posting_date, e.due_date, "
    "e.currency, e.document_minor HAVING NOT sum(d.amount_minor) = 0"
)
_MOVEMENTS = (
    "SELECT e.party_id, d.id, e.id, d.kind, d.posting_date, d.amount_minor, e.currency, e.document_type, "
    "e.document_number, e.description, e.due_date, coalesce(e.reverses_id, (SELECT max(r.reverses_id) "
    "FROM receivables_entry r WHERE r.company_id = e.company_id AND r.reverses_id = e.id), 0), "
    "coalesce(d.application_id, 0), coalesce((SELECT a.unapplies_id FROM receivables_application a "
    "WHERE a.company_id = d.company_id AND a.id = d.application_id), 0) "
    f"{_DETAILS} AND d.posting_date >= %s AND d.posting_date <= %s"
)


def statement_customers(*, company: CompanyFacts, asked: Asked) -> list[int]:
    """Keys of the customers that may get a statement, by their numbers; those blocked for privacy never do."""
    values: list[Any] = [
        company.id,
        asked.end,
        company.id,
        company.id,
        asked.start,
        asked.end,
        company.id,
        company.id,
        False,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_CUSTOMERS, values)
        return [row[0] for row in cursor.fetchall()]


def statement_accounts(*, company: CompanyFacts, parties: Collection[int], asked: Asked) -> dict[int, list[Account]]:
    """The accounts of each of the customers, by currency; none of a customer without entries up to the end."""
    both = (company.id, company.id)
    items: defaultdict[tuple[int, str], list[Item]] = defaultdict(list)
    for party, *row in bulk.lookup(_ITEMS, parties, *both, asked.end):
        item = Item(*_with_days(row, 4, 5))
        items[party, item.currency].append(item)
    movements: defaultdict[tuple[int, str], list[Movement]] = defaultdict(list)
    for party, *row in bulk.lookup(_MOVEMENTS, parties, *both, asked.start, asked.end):
        movement = Movement(*_with_days(row, 3, 9))
        movements[party, movement.currency].append(movement)
    openings = {
        (party, currency): opening for party, currency, opening in bulk.lookup(_OPENINGS, parties, *both, asked.start)
    }
    found: defaultdict[int, list[Account]] = defaultdict(list)
    for key in sorted({*openings, *items, *movements}):
        moved = tuple(movements[key])
        entries = sum(one.kind == INITIAL for one in moved)
        found[key[0]].append(Account(key[1], openings.get(key, 0), entries, tuple(items[key]), moved))
    return dict(found)


def _with_days(row: list[Any], *indexes: int) -> list[Any]:
    for index in indexes:
        row[index] = day_of(row[index])
    return row
