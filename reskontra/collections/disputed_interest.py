"""Interest that was left out while a part of a document was disputed, and is charged when the dispute is over.

A document that charges interest while a dispute stands leaves the disputed part out, and its line says how much that
was. The days stay owed: closed as rejected, withdrawn or paid, the part bears them after all, and the next document
charges them. Closed as credited, the customer was right in what is credited: for that part they are charged by
nobody, as if it had never been owed, and the rest of what was disputed bears them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby

from reskontra.collections.interest_terms import InterestTermsFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import InterestSegment, Movement, balance_interest, daily_interest, rate_on
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.receivables.owed_over_time import CreditTaken, credits_of

# That charges interest: every memo, and a reminder that posts some.
CHARGING = "(c.kind = 'FINANCE_CHARGE' OR (c.posts_interest AND NOT l.amount_minor = 0))"
# A later line that was made when the dispute had ended has charged what was left out.
_LEFT_OUT = (
    "SELECT l.entry_id, CAST(l.from_date AS text), CAST(c.document_date AS text), l.disputed_minor, l.dispute_id, "
    "CASE WHEN d.outcome = 'CREDIT_MEMO' THEN coalesce(d.credited_minor, d.disputed_minor) ELSE 0 END "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN collections_collectiondocument c "
    "ON c.company_id = l.company_id AND c.id = l.document_id JOIN collections_dispute d ON d.id = l.dispute_id "
    "WHERE l.company_id = %s AND l.entry_id = v.value AND l.role = 'OVERDUE' AND l.from_date IS NOT NULL "
    f"AND c.state = 'ISSUED' AND {CHARGING} AND d.closed_at IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM collections_collectionline m JOIN collections_collectiondocument o "
    "ON o.company_id = m.company_id AND o.id = m.document_id WHERE m.company_id = l.company_id "
    "AND m.entry_id = l.entry_id AND m.id > l.id AND m.role = 'OVERDUE' AND o.state = 'ISSUED' "
    "AND (o.kind = 'FINANCE_CHARGE' OR (o.posts_interest AND NOT m.amount_minor = 0)) "
    "AND (m.dispute_id IS NULL OR NOT m.dispute_id = l.dispute_id)) ORDER BY l.entry_id, l.id"
)
_CREDITED = (
    "SELECT d.entry_id, d.id, coalesce(d.credited_minor, d.disputed_minor), d.opened_at FROM {values} "
    "CROSS JOIN collections_dispute d WHERE d.company_id = %s AND d.entry_id = v.value AND d.outcome = 'CREDIT_MEMO' "
    "ORDER BY d.entry_id, d.id"
)


@dataclass(frozen=True, slots=True)
class Credited:
    """What credit memos took off an entry for disputes in which the customer was right.

    by_dispute   dispute → how far they took it off already, as movements with − for what they took
    awaited      dispute → what no credit memo has taken off yet, where there is something
    """

    by_dispute: dict[int, tuple[Movement, ...]] = field(default_factory=dict)
    awaited: dict[int, int] = field(default_factory=dict)

    @property
    def awaited_minor(self) -> int:
        """Never owed, though it still stands on the entry: it bears no interest, and nobody is reminded of it."""
        return sum(self.awaited.values())

    def since(self, *, after: date, owed_minor: int, movements: Sequence[Movement]) -> tuple[Movement, ...]:
        """The movements with what was never owed gone from the day after, and never more gone than was owed.

        owed_minor   what bears interest before any movement
        """
        known = (*movements, *self.never_owed(after))
        if not self.awaited:
            return known
        left, lifted, found = owed_minor, 0, list(known)
        for day, some in groupby(sorted(known, key=lambda one: max(one.day, after)), lambda one: max(one.day, after)):
            left += sum(one.minor for one in some)
            wanted = max(0, -left)
            if wanted != lifted:
                found.append(Movement(day, wanted - lifted))
                lifted = wanted
        return tuple(found)

    def never_owed(self, after: date) -> tuple[Movement, ...]:
        """Movements that have what was credited count from the day after, instead of the day of the credit memo."""
        moved = [one for some in self.by_dispute.values() for one in some]
        return tuple(
            found for one in moved if one.day > after
            for found in (Movement(after, one.minor), Movement(one.day, -one.minor))
        )  # fmt: skip

    def given_back(self, dispute: int) -> tuple[Movement, ...]:
        """Of a part that is left out: from its credit memo on what was credited is gone from the rest instead."""
        return tuple(Movement(one.day, -one.minor) for one in self.by_dispute.get(dispute, ()))


@dataclass(frozen=True, slots=True)
class Right:
    """In how much a dispute of an entry was right, in minor units, and since when it stands."""

    dispute: int
    minor: int
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a document did not charge of an entry: from the day after to the day until, on so much, in minor units.

    movements   of it: what was credited in the meantime was left out twice, as disputed and as gone
    """

    after: date
    until: date
    minor: int
    movements: tuple[Movement, ...] = ()

    def segments(self, terms: InterestTermsFacts, currency: str) -> tuple[InterestSegment, ...]:
        """refuses   InterestRateMissing"""
        rates = terms.rates_in(currency)
        if terms.is_daily:
            found = daily_interest(
                owed_minor=self.minor, movements=self.movements, after=self.after, until=self.until, rates=rates,
                day_count=terms.day_count,
            )  # fmt: skip
            return tuple(replace(one, was_disputed=True) for one in found if one.interest_minor)
        rate = rate_on(self.until, rates)
        minor = self.minor + sum(one.minor for one in self.movements if one.day <= self.until)
        interest = balance_interest(remaining_minor=minor, rate=rate)
        days = (self.until - self.after).days
        one = InterestSegment(self.after, self.until, rate, minor * days, interest, was_disputed=True)
        return (one,) if interest else ()


def left_out_of(
    *, company: CompanyFacts, entry_ids: Collection[int], as_of: date, credited: Mapping[int, Credited]
) -> dict[int, tuple[LeftOut, ...]]:
    """Entry → what issued documents left out until the day, for disputes that are over, and none has charged since."""
    found: dict[int, tuple[LeftOut, ...]] = {}
    for id, after, until, minor, dispute, fallen in bulk.lookup(_LEFT_OUT, entry_ids, company.id):
        if day_of(until) <= as_of:
            back = credited[id].given_back(dispute) if id in credited else ()
            one = LeftOut(day_of(after), day_of(until), max(0, minor - fallen), back)
            found[id] = (*found.get(id, ()), one)
    return found


def credited_of(*, company: CompanyFacts, entry_ids: Collection[int], as_of: date) -> dict[int, Credited]:
    """Entry → what credit memos took off until the day for disputes that were closed so; the first take the first."""
    right = _right_of(company, entry_ids)
    known = credits_of(company=company, entry_ids=right, as_of=as_of)
    return {id: shared(known.get(id, ()), disputes) for id, disputes in right.items()}


def credited_since(*, company: CompanyFacts, entry_id: int, right: Right) -> int:
    """What credit memos took off the entry for a dispute that is open yet, beside what those closed so took."""
    earlier = _right_of(company, [entry_id]).get(entry_id, [])
    known = credits_of(company=company, entry_ids=[entry_id], as_of=date.max).get(entry_id, ())
    opened = right.opened_at  # the earlier ones were closed before
    given = shared([one for one in known if one.posted_at is None or one.posted_at < opened], earlier)
    day = opened.astimezone().date()
    theirs = sum(one.minor for some in given.by_dispute.values() for one in some if one.day >= day)
    since = sum(one.minor for one in known if one.is_since(opened))
    return min(right.minor, max(0, theirs - since))


def _right_of(company: CompanyFacts, entry_ids: Collection[int]) -> dict[int, list[Right]]:
    found: dict[int, list[Right]] = {}
    for id, dispute, minor, opened in bulk.lookup(_CREDITED, entry_ids, company.id):
        found.setdefault(id, []).append(Right(dispute, minor, bulk.moment_of(opened)))
    return found


def shared(credits: Sequence[CreditTaken], disputes: Sequence[Right]) -> Credited:
    """What each of these disputes, the first ones first, took of the credits since it was opened, none of them twice.

    No more than it was right in; what is missing of that is awaited.
    """
    left = _standing(credits)
    taken_by: dict[int, tuple[Movement, ...]] = {}
    awaited: dict[int, int] = {}
    for one in disputes:
        wanted, some = one.minor, []
        for place, credit in enumerate(left):
            if credit.is_since(one.opened_at) and (taken := min(wanted, -credit.minor)):
                some.append(Movement(credit.day, -taken))
                wanted -= taken
                left[place] = replace(credit, minor=credit.minor + taken)
        taken_by[one.dispute] = tuple(some)
        if wanted:
            awaited[one.dispute] = wanted
    return Credited(taken_by, awaited)


def _standing(credits: Sequence[CreditTaken]) -> list[CreditTaken]:
    """What is left of the credits, in their order: what was taken back takes the last before it."""
    left, taken_back = [], 0
    for one in reversed(credits):
        stands = one.minor + taken_back
        taken_back = max(0, stands)
        if stands < 0:
            left.append(replace(one, minor=stands))
    return left[::-1]
