"""What a customer's or vendor's card shows: what is open and how old it is, how it pays, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import Bucket
from reskontra.core.money import Money
from reskontra.database.days import day_of
from reskontra.receivables.models import Entry

_OPEN = "FROM receivables_entry e WHERE e.company_id = %s AND e.party_id = %s AND NOT e.remaining_minor = 0"


@dataclass(frozen=True, slots=True)
class Position:
    """What is open of a party, local, + is owed to us.

    parts      the balance by bucket, as they were asked for
    credit_id  the oldest open payment or credit memo, 0 where there is none
    """

    balance_minor: int
    entries: int
    overdue_minor: int
    overdue_entries: int
    disputed: int
    parts: tuple[int, ...]
    credit_id: int


@dataclass(frozen=True, slots=True)
class Paid:
    """An invoice that was paid in full: days from its document date to the last that settled it."""

    month: str
    days: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry as something that happened: remaining is what is left of it today."""

    entry_id: int
    day: date
    document_type: str
    number: str
    description: str
    due_date: date
    amount: Money
    remaining: Money


def position_of(*, company: CompanyFacts, party_id: int, on: date, buckets: Sequence[Bucket]) -> Position:
    """Open entries of a party summed; overdue is what was due before the day."""
    sums = ", CAST(coalesce(sum(CASE WHEN {} THEN e.remaining_local_minor ELSE 0 END), 0) AS bigint)"
    cases, values = "", list[Any]()
    for bucket in buckets:
        bounds = [(">=", bucket.first_date), ("<=", bucket.last_date)]
        given = [(sign, day) for sign, day in bounds if day is not None]
        cases += sums.format(" AND ".join(f"e.due_date {sign} %s" for sign, _day in given))
        values += [day for _sign, day in given]
    sql = (
        "SELECT CAST(coalesce(sum(e.remaining_local_minor), 0) AS bigint), count(*)"
        f"{sums.format('e.due_date < %s')}, count(CASE WHEN e.due_date < %s THEN 1 END), "
        "count(CASE WHEN e.due_date < %s AND NOT e.dispute_status = '' THEN 1 END), "
        "coalesce(min(CASE WHEN e.document_type IN ('PAYMENT', 'CREDIT_MEMO', 'REFUND') THEN e.id END), 0)"
        f"{cases} {_OPEN}"
    )
    row = _rows(sql, [on, on, on, *values, company.id, party_id])[0]
    return Position(row[0], row[1], row[2], row[3], row[4], tuple(row[6:]), row[5])


def paid_invoices(*, company: CompanyFacts, party_id: int, since: date) -> list[Paid]:
    """Invoices of a party that were paid in full, the last part from that day on."""
    sql = (
        "SELECT e.document_date, e.due_date, max(d.posting_date) FROM receivables_entry e "
        "JOIN receivables_entrydetail d ON d.company_id = e.company_id AND d.entry_id = e.id "
        "AND d.kind = 'APPLICATION' WHERE e.company_id = %s AND e.party_id = %s AND e.document_type = 'INVOICE' "
        "AND e.remaining_minor = 0 GROUP BY e.id, e.document_date, e.due_date HAVING max(d.posting_date) >= %s"
    )
    found = []
    for document, due, last in _rows(sql, [company.id, party_id, since]):
        day = day_of(last)
        found.append(Paid(f"{day:%Y-%m}", (day - day_of(document)).days, day > day_of(due)))
    return sorted(found, key=lambda one: one.month)


def entries_lately(*, company: CompanyFacts, party_id: int, most: int) -> list[Happened]:
    """A party's entries, newest first, at most so many; mirrors of reversed ones are left out."""
    rows = Entry.objects.filter(company=company.id, party=party_id, reverses__isnull=True)
    return [
        Happened(
            row.id,
            row.posting_date,
            row.document_type,
            row.document_number,
            row.description,
            row.due_date,
            Money(row.document_minor, row.currency),
            Money(row.remaining_minor, row.currency),
        )
        for row in rows.order_by("-posting_date", "-id")[:most]
    ]


def count_entries(*, company: CompanyFacts, party_id: int) -> int:
    """How many entries a party ever had."""
    return Entry.objects.filter(company=company.id, party=party_id).count()


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
