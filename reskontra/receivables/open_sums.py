"""What customers owe in a few figures: all of it, what is overdue, and money that is on no document yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from reskontra.companies.queries import CompanyFacts

AGES = (7, 30)


@dataclass(frozen=True, slots=True)
class OpenSums:
    """Open entries of customers, local, + is owed to us.

    overdue_minor       due before the day, less what has been paid ahead
    unallocated_minor   payments with something left, as a positive amount; ages: how many were posted in the last
                        seven days, in the last thirty, and before that
    """

    entries: int
    minor: int
    overdue_minor: int
    unallocated: int
    unallocated_minor: int
    ages: tuple[int, int, int]


def open_sums(*, company: CompanyFacts, on: date) -> OpenSums:
    """In one pass over the open entries."""
    first, second = (on - timedelta(days=days) for days in AGES)
    is_payment = "e.document_type IN ('PAYMENT', 'REFUND') AND e.remaining_minor < 0"
    sql = (
        "SELECT count(*), CAST(coalesce(sum(e.remaining_local_minor), 0) AS bigint), "
        "CAST(coalesce(sum(CASE WHEN e.due_date < %s THEN e.remaining_local_minor END), 0) AS bigint), "
        f"count(CASE WHEN {is_payment} THEN 1 END), "
        f"CAST(coalesce(-sum(CASE WHEN {is_payment} THEN e.remaining_local_minor END), 0) AS bigint), "
        f"count(CASE WHEN {is_payment} AND e.posting_date >= %s THEN 1 END), "
        f"count(CASE WHEN {is_payment} AND e.posting_date >= %s AND e.posting_date < %s THEN 1 END) "
        "FROM receivables_entry e WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND NOT e.remaining_minor = 0"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [on, first, second, first, company.id])
        entries, minor, overdue, unallocated, unallocated_minor, new, recent = cursor.fetchone()
    return OpenSums(entries, minor, overdue, unallocated, unallocated_minor, (new, recent, unallocated - new - recent))
