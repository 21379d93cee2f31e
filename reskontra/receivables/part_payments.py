"""What customers paid of their documents, payment by payment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.days import day_of

# Taken back, the details of a payment come once more with the other sign.
_PAYMENTS = (
    "SELECT d.entry_id, CAST(o.posting_date AS text), o.document_number FROM {values} "
    "CROSS JOIN receivables_entrydetail d JOIN receivables_entry o ON o.company_id = d.company_id "
    "AND o.id = d.applied_entry_id WHERE d.company_id = %s AND d.entry_id = v.value AND d.posting_date <= %s "
    "AND d.kind = 'APPLICATION' AND o.document_type = 'PAYMENT' "
    "GROUP BY d.entry_id, o.id, o.posting_date, o.document_number HAVING sum(d.amount_minor) < 0 "
    "ORDER BY d.entry_id, o.posting_date, o.id"
)


@dataclass(frozen=True, slots=True)
class PartPayment:
    """day: when the customer paid, which may be long before it was told what the payment is for."""

    day: date
    number: str


def part_payments(
    *, company: CompanyFacts, entry_ids: Collection[int], as_of: date
) -> dict[int, tuple[PartPayment, ...]]:
    """The payments that were applied to each of these entries by the end of the day and not taken back, by day."""
    found: dict[int, tuple[PartPayment, ...]] = {}
    for id, day, number in bulk.lookup(_PAYMENTS, entry_ids, company.id, as_of):
        found[id] = (*found.get(id, ()), PartPayment(day_of(day), number))
    return found
