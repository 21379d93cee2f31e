"""When a document is likely to be paid, from how its customer has paid before: a median, its spread, a share late.

No model that cannot be read: what is said can be counted again from the customer's own list of paid invoices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The customer's latest paid invoices that count, and how few say too little: then the company's own are taken.
MOST_INVOICES = 24
FEWEST_INVOICES = 5
_SAYS_SO = (90, 80)
# Payments of which half came within so many days say in which week the next one comes.
_MOST_SPREAD = 14


class Basis(StrEnum):
    """Whose payments an expectation stands on; PROMISED: on the customer's word."""

    PROMISED = "PROMISED"
    CUSTOMER = "CUSTOMER"
    COMPANY = "COMPANY"
    DUE_DATE = "DUE_DATE"


class Trust(StrEnum):
    """How sure late or on time is: at least 90 of 100 earlier ones were the same, at least 80, or fewer."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


@dataclass(frozen=True, slots=True)
class Habit:
    """How invoices have been paid, in days after their due date (before it: −).

    early_days, late_days   half of the invoices were paid between these days (first and third quartile)
    late_percent            how many of 100 were paid after their due date, whole
    """

    invoices: int
    median_days: int
    early_days: int
    late_days: int
    late_percent: int


@dataclass(frozen=True, slots=True)
class Expectation:
    """The day on which payment is expected, between which days it is likely, and whether it will be late."""

    day: date
    earliest: date
    latest: date
    is_late: bool
    percent: int
    trust: Trust
    basis: Basis
    habit: Habit | None


def habit_of(days_late: Sequence[int], *, most: int = MOST_INVOICES) -> Habit | None:
    """What the latest payments say; None where there is none. days_late: of paid invoices, the latest last."""
    latest = sorted(days_late[-most:])
    if not latest:
        return None
    late = sum(days > 0 for days in latest)
    percent = (2 * 100 * late + len(latest)) // (2 * len(latest))
    return Habit(len(latest), _quantile(latest, 2), _quantile(latest, 1), _quantile(latest, 3), percent)


def expect(
    *, due: date, as_of: date, customer: Habit | None, company: Habit | None, promised: date | None = None
) -> Expectation:
    """When an open document is expected to be paid: by the customer's habit, or the company's where that says little.

    as_of      nothing is expected earlier than this day
    promised   the day that the customer named for it; one that has gone says nothing any more
    """
    if promised is not None and promised >= as_of:
        return Expectation(promised, promised, promised, promised > due, 100, Trust.MEDIUM, Basis.PROMISED, None)
    habit, basis = customer, Basis.CUSTOMER
    if habit is None or habit.invoices < FEWEST_INVOICES:
        habit, basis = company, Basis.COMPANY
    if habit is None or habit.invoices < FEWEST_INVOICES:
        day = max(due, as_of)
        return Expectation(day, day, day, day > due, 50, Trust.LOW, Basis.DUE_DATE, None)
    day = max(_later(due, habit.median_days), as_of)
    is_late = day > due
    percent = 100 if as_of > due else habit.late_percent if is_late else 100 - habit.late_percent
    trust = Trust.HIGH if percent >= _SAYS_SO[0] else Trust.MEDIUM if percent >= _SAYS_SO[1] else Trust.LOW
    earliest = max(_later(due, habit.early_days), as_of)
    return Expectation(day, earliest, max(_later(due, habit.late_days), as_of), is_late, percent, trust, basis, habit)


def is_certain(found: Expectation, *, due: date) -> bool:
    """Whether the week of payment can be told: by promise, or the customer's own habit of small spread, not outlived.

    A document that is open longer than three of four earlier ones were tells nothing of its day any more.
    """
    if found.basis is Basis.PROMISED:
        return True
    habit = found.habit
    if habit is None or found.basis is not Basis.CUSTOMER or habit.late_days - habit.early_days > _MOST_SPREAD:
        return False
    return found.latest == _later(due, habit.late_days)


def _later(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(1, ordinal), date.max.toordinal())) if days else day


def _quantile(ordered: Sequence[int], quarter: int) -> int:
    """The value below which so many quarters lie: the nearest one that occurred, so that it can be pointed at."""
    return ordered[(quarter * (len(ordered) - 1) + 2) // 4]
