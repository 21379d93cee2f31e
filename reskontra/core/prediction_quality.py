"""How often it was right what would have been said of invoices that are paid now: late, or in time.

Each is asked about on its own day, by what had been paid before that day and nothing later. It is the same rule as for
open documents, core/expected_payment.py.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from reskontra.core.errors import Refused
from reskontra.core.expected_payment import FEWEST_INVOICES, MOST_INVOICES, Basis, Habit, Trust, expect, habit_of

FEWEST_OF_EACH = 10
ENOUGH_PERCENT = 70  # below that, what is said is no help


class TooLittlePaid(Refused):
    code = "too_little_paid"
    template = (
        "Since {since} {late} invoices were paid late and {in_time} in time, and {fewest} of each are needed to "
        "measure what is said of them. Name an earlier day with --from, or wait until more is paid."
    )


@dataclass(frozen=True, slots=True)
class Paid:
    """An invoice that a payment closed. asked: the day that it is asked about on, that of its posting."""

    party_id: int
    asked: date
    due: date
    paid: date

    @property
    def is_late(self) -> bool:
        return self.paid > self.due


@dataclass(slots=True)
class Tally:
    """said: invoices that something was said of; right: rightly; said_late and was_late of them."""

    said: int = 0
    right: int = 0
    said_late: int = 0
    right_late: int = 0
    was_late: int = 0

    def add(self, *, said_late: bool, was_late: bool) -> None:
        self.said += 1
        self.right += said_late == was_late
        self.said_late += said_late
        self.right_late += said_late and was_late
        self.was_late += was_late

    @property
    def percent(self) -> int | None:
        return (2 * 100 * self.right + self.said) // (2 * self.said) if self.said else None


@dataclass(slots=True)
class Quality:
    """by_trust: of what stood on a habit; nothing_known: invoices of which nothing could be said."""

    whole: Tally = field(default_factory=Tally)
    by_trust: dict[Trust, Tally] = field(default_factory=lambda: {trust: Tally() for trust in Trust})
    nothing_known: int = 0

    @property
    def is_enough(self) -> bool:
        return (self.whole.percent or 0) >= ENOUGH_PERCENT


class _Known:
    """What had been paid before a day, by customer and in the company."""

    def __init__(self, remembered: timedelta, latest: int) -> None:
        self.remembered = remembered
        self.of: dict[int, deque[Paid]] = defaultdict(lambda: deque(maxlen=4 * MOST_INVOICES))
        self.all: deque[int] = deque(maxlen=latest)
        self.company: Habit | None = None

    def learn(self, one: Paid) -> None:
        self.of[one.party_id].append(one)
        self.all.append((one.paid - one.due).days)
        self.company = None

    def habits(self, party_id: int, day: date) -> tuple[Habit | None, Habit | None]:
        own = [one for one in self.of.get(party_id, ()) if one.asked >= day - self.remembered]
        habit = habit_of([(one.paid - one.due).days for one in own])
        if habit and habit.invoices >= FEWEST_INVOICES:
            return habit, None
        if self.company is None:
            self.company = habit_of(list(self.all), most=len(self.all) or 1)
        return habit, self.company


def measure(paid: Iterable[Paid], *, since: date, remembered: timedelta, latest: int) -> Quality:
    """What would have been said of the invoices of the time, each on its own day, against what came.

    paid         in any order; those asked before `since` are learned of and not asked about
    remembered   for how long a customer's invoices count; latest: how many the company's habit stands on
    refuses      TooLittlePaid
    """
    known, quality = _Known(remembered, latest), Quality()
    ordered = sorted(paid, key=lambda one: (one.asked, one.due, one.paid, one.party_id))
    asked = [one for one in ordered if one.asked >= since]
    late = sum(one.is_late for one in asked)
    if min(late, len(asked) - late) < FEWEST_OF_EACH:
        raise TooLittlePaid(since=since, late=late, in_time=len(asked) - late, fewest=FEWEST_OF_EACH)
    closed = deque(sorted(ordered, key=lambda one: (one.paid, one.asked, one.party_id)))
    for one in asked:
        while closed and closed[0].paid < one.asked:
            known.learn(closed.popleft())
        own, company = known.habits(one.party_id, one.asked)
        found = expect(due=one.due, as_of=one.asked, customer=own, company=company)
        if found.basis is Basis.DUE_DATE:
            quality.nothing_known += 1
            continue
        for tally in (quality.whole, quality.by_trust[found.trust]):
            tally.add(said_late=found.is_late, was_late=one.is_late)
    return quality
