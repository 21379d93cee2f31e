"""What has settled entries after a day, other than by vouchers that are known: to see them as they were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.days import day_of

_SETTLED = (
    "SELECT d.entry_id, d.posting_date, a.voucher_id, CAST(sum(d.amount_minor) AS bigint) "
    "FROM receivables_entrydetail d JOIN receivables_application a ON a.company_id = d.company_id "
    "AND a.id = d.application_id WHERE d.company_id = %s AND d.posting_date > %s "
    "GROUP BY d.entry_id, d.posting_date, a.voucher_id HAVING sum(d.amount_minor) <> 0 ORDER BY d.entry_id"
)
_MADE = (
    "SELECT e.voucher_id, e.id, e.remaining_minor FROM {values} CROSS JOIN receivables_entry e "
    "WHERE e.company_id = %s AND e.voucher_id = v.value"
)


class Settled(NamedTuple):
    """What a day's applications moved of an entry, in its currency: − where it was settled."""

    entry_id: int
    day: date
    minor: int


def settled_since(*, company: CompanyFacts, day: date, besides: Collection[int]) -> list[Settled]:
    """All that applications have moved after the day; taking one back moves too.

    besides   vouchers whose own applications do not count
    """
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [company.id, day])
        return [Settled(row[0], day_of(row[1]), row[3]) for row in cursor.fetchall() if row[2] not in besides]


def made_by(*, company: CompanyFacts, vouchers: Collection[int]) -> dict[int, dict[int, int]]:
    """Voucher → the entries it made, with what remains of each."""
    found: dict[int, dict[int, int]] = {}
    for voucher, entry, remaining in bulk.lookup(_MADE, vouchers, company.id):
        found.setdefault(voucher, {})[entry] = remaining
    return found
