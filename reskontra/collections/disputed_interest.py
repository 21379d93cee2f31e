"""Interest that was left out while a part of a document was disputed, and is charged when the dispute is over.

A document that charges interest while a dispute stands leaves the disputed part out, and its line says how much that
was. The days stay owed: closed as rejected, withdrawn or paid, the part bears them after all, and the next document
charges them. Closed as credited, the customer was right, and they are charged by nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from reskontra.collections.interest_terms import InterestTermsFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import InterestSegment, balance_interest, daily_interest, rate_on
from reskontra.database import bulk
from reskontra.database.days import day_of

# That charges interest: every memo, and a reminder that posts some.
CHARGING = "(c.kind = 'FINANCE_CHARGE' OR (c.posts_interest AND NOT l.amount_minor = 0))"
# A later line that was made when the dispute had ended has charged what was left out.
_LEFT_OUT = (
    "SELECT l.entry_id, CAST(l.from_date AS text), CAST(c.document_date AS text), l.disputed_minor "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN collections_collectiondocument c "
    "ON c.company_id = l.company_id AND c.id = l.document_id JOIN collections_dispute d ON d.id = l.dispute_id "
    "WHERE l.company_id = %s AND l.entry_id = v.value AND l.role = 'OVERDUE' AND l.from_date IS NOT NULL "
    f"AND c.state = 'ISSUED' AND {CHARGING} AND d.closed_at IS NOT NULL AND NOT d.outcome = 'CREDIT_MEMO' "
    "AND NOT EXISTS (SELECT 1 FROM collections_collectionline m JOIN collections_collectiondocument o "
    "ON o.company_id = m.company_id AND o.id = m.document_id WHERE m.company_id = l.company_id "
    "AND m.entry_id = l.entry_id AND m.id > l.id AND m.role = 'OVERDUE' AND o.state = 'ISSUED' "
    "AND (o.kind = 'FINANCE_CHARGE' OR (o.posts_interest AND NOT m.amount_minor = 0)) "
    "AND (m.dispute_id IS NULL OR NOT m.dispute_id = l.dispute_id)) ORDER BY l.entry_id, l.id"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a document did not charge of an entry: from the day after to the day until, on so much, in minor units."""

    after: date
    until: date
    minor: int

    def segments(self, terms: InterestTermsFacts, currency: str) -> tuple[InterestSegment, ...]:
        """refuses   InterestRateMissing"""
        rates = terms.rates_in(currency)
        if terms.is_daily:
            found = daily_interest(
                owed_minor=self.minor, movements=(), after=self.after, until=self.until, rates=rates,
                day_count=terms.day_count,
            )  # fmt: skip
            return tuple(replace(one, was_disputed=True) for one in found if one.interest_minor)
        rate = rate_on(self.until, rates)
        interest = balance_interest(remaining_minor=self.minor, rate=rate)
        days = (self.until - self.after).days
        one = InterestSegment(self.after, self.until, rate, self.minor * days, interest, was_disputed=True)
        return (one,) if interest else ()


def left_out_of(*, company: CompanyFacts, entry_ids: Collection[int], as_of: date) -> dict[int, tuple[LeftOut, ...]]:
    """Entry → what issued documents left out until the day, for disputes that are over, and none has charged since."""
    found: dict[int, tuple[LeftOut, ...]] = {}
    for id, after, until, minor in bulk.lookup(_LEFT_OUT, entry_ids, company.id):
        if day_of(until) <= as_of:
            found[id] = (*found.get(id, ()), LeftOut(day_of(after), day_of(until), minor))
    return found
