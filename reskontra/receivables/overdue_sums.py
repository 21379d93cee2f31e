"""How much of each customer's account is overdue, in local currency."""

from __future__ import annotations

from datetime import date

from django.db import connection

from reskontra.companies.queries import CompanyFacts

_SQL = (
    "SELECT e.party_id, CAST(sum(e.remaining_local_minor) AS bigint) FROM receivables_entry e "
    "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND NOT e.remaining_minor = 0 AND e.due_date < %s "
    "GROUP BY e.party_id"
)


def overdue_sums(*, company: CompanyFacts, on: date) -> dict[int, int]:
    """Customer → what was due before the day and is open, payments and credits that are not applied taken off."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [company.id, on])
        return dict(cursor.fetchall())
