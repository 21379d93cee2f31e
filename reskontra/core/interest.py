"""Late interest on one document: by the day on what was owed (average daily balance), or once on what is left.

Days are counted from the day the last one was charged to, that day free, to the day of the calculation, that day
counted; the due date is free and the day of payment counts. Simple interest: what bears it is the document's own
amount, never interest or fees. Each segment of a rate is rounded once, half away from zero, and the sum is of those.

Source: the Swedish Interest Act (1975:635) 2–6 §§ for where it begins and which rate; the act gives no day count:
actual days over a fixed divisor is the default, actual/actual the other.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from reskontra.core.errors import Refused
from reskontra.core.money import divide_minor

_PERCENT_DECIMALS = 5
_PERCENT_UNITS = 10**_PERCENT_DECIMALS
_DAYS_OF_NOTICE = 30
_DAY = timedelta(days=1)
_YEAR = 365
_HIGHEST = Decimal(100)


class InterestRateMissing(Refused):
    code = "interest_rate_missing"
    template = (
        "There is no interest rate for {day}: the first begins {first}. Enter a rate that begins on or before that day."
    )


class InterestRateOutOfBounds(Refused):
    code = "interest_rate_out_of_bounds"
    template = "{percent} % is no interest rate. Give 0 to 100 %, with at most five decimals."


class InterestPeriodOutOfBounds(Refused):
    code = "interest_period_out_of_bounds"
    template = "An interest period of {days} days is not possible. Give 1 to 366 days: 30 for a rate by the month."


class DayCount(StrEnum):
    """FIXED: actual days over the rate's period. ACTUAL: a period of 365 days is 366 on days of a leap year."""

    FIXED = "FIXED"
    ACTUAL = "ACTUAL"


@dataclass(frozen=True, slots=True)
class InterestRate:
    """percent of what is owed, per so many days, from a day until the next rate begins.

    refuses   InterestRateOutOfBounds, InterestPeriodOutOfBounds
    """

    begins: date
    percent: Decimal
    period_days: int

    def __post_init__(self) -> None:
        scaled = self.percent * _PERCENT_UNITS
        if not 0 <= self.percent <= _HIGHEST or scaled != scaled.to_integral_value():
            raise InterestRateOutOfBounds(percent=self.percent)
        if not 1 <= self.period_days <= _YEAR + 1:
            raise InterestPeriodOutOfBounds(days=self.period_days)

    @property
    def units(self) -> int:
        """The percent as whole hundred-thousandths."""
        return int(self.percent * _PERCENT_UNITS)


@dataclass(frozen=True, slots=True)
class Movement:
    """What changed what is owed, in minor units: a payment, credit, discount or tolerance −, what is taken back +."""

    day: date
    minor: int


@dataclass(frozen=True, slots=True)
class InterestSegment:
    """The interest of one rate.

    after         the day before the first that is counted; until: the last one
    days          how many they are
    balance_days  the sum of what was owed on each of them, in minor units
    was_disputed  the days were charged before, but of this part, which was disputed then
    """

    after: date
    until: date
    rate: InterestRate
    balance_days: int
    interest_minor: int
    was_disputed: bool = False

    @property
    def days(self) -> int:
        return (self.until - self.after).days


def interest_start(*, due: date, sent: date, is_due_agreed: bool) -> date:
    """The day after which interest runs: the due date agreed in advance, else 30 days from the demand at the earliest.

    sent   when the invoice, or for a consumer the first demand that told of interest, was sent
    """
    return due if is_due_agreed else max(due, sent + timedelta(days=_DAYS_OF_NOTICE))


def daily_interest(
    *,
    owed_minor: int,
    movements: Sequence[Movement],
    after: date,
    until: date,
    rates: Sequence[InterestRate],
    day_count: DayCount = DayCount.FIXED,
) -> tuple[InterestSegment, ...]:
    """Interest by the day on what was owed of a document, a segment for each rate; none where no day is counted.

    owed_minor   the document's amount (of one loaded as it stood: what was left), in minor units
    movements    in any order; one before the first day counts from there, one after the last does not count
    after        the due date, or the day to which interest was charged last; until: the day of the calculation, or
                 the day on which the document was settled
    rates        in any order
    refuses      InterestRateMissing: none is valid on the first day
    """
    if until <= after:
        return ()
    return tuple(
        _segment(owed_minor, movements, begins, ends, rate, day_count)
        for begins, ends, rate in _stretches(after, until, rates)
    )


def balance_interest(*, remaining_minor: int, rate: InterestRate) -> int:
    """Interest once on what is left, regardless of days, in minor units."""
    return divide_minor(remaining_minor * rate.units, 100 * _PERCENT_UNITS)


def balance_stretches(
    *, owed_minor: int, movements: Sequence[Movement], after: date, until: date
) -> tuple[tuple[int, int], ...]:
    """What was owed in turn from the day after to the last one: (days, minor units); the days are all of them.

    A payment's own day counts with what was owed before it, as in daily_interest().
    """
    moved: dict[date, int] = {}
    for one in movements:
        if one.day < until:
            moved[max(one.day, after)] = moved.get(max(one.day, after), 0) + one.minor
    owed, at = owed_minor + moved.pop(after, 0), after
    found = []
    for day in sorted(moved):
        if moved[day]:
            found.append(((day - at).days, owed))
            owed, at = owed + moved[day], day
    return (*found, ((until - at).days, owed)) if at < until else tuple(found)


def rate_on(day: date, rates: Sequence[InterestRate]) -> InterestRate:
    """The rate that is valid on a day.

    refuses   InterestRateMissing
    """
    known = sorted(rates, key=_begins)
    place = bisect_right(known, day, key=_begins)
    if not place:
        raise InterestRateMissing(day=day, first=known[0].begins if known else "–")
    return known[place - 1]


def _begins(rate: InterestRate) -> date:
    return rate.begins


def _stretches(after: date, until: date, rates: Sequence[InterestRate]) -> Iterator[tuple[date, date, InterestRate]]:
    """The days of each rate: (the day before its first, its last, rate)."""
    first = rate_on(after + _DAY, rates)
    later = sorted((rate for rate in rates if after + _DAY < rate.begins <= until), key=_begins)
    borders = [after, *(rate.begins - _DAY for rate in later), until]
    yield from ((*days, rate) for days, rate in zip(itertools.pairwise(borders), (first, *later), strict=True))


def _segment(
    owed: int, movements: Sequence[Movement], after: date, until: date, rate: InterestRate, day_count: DayCount
) -> InterestSegment:
    parts = [(after, until)] if day_count is DayCount.FIXED or rate.period_days != _YEAR else _by_year(after, until)
    sums = [(_balance_days(owed, movements, *days), _divisor(days[1], rate, day_count)) for days in parts]
    # One division for all parts, so that the segment is rounded once.
    common = _product({divisor for _sum, divisor in sums})
    exact = sum(balance * (common // divisor) for balance, divisor in sums)
    interest = divide_minor(exact * rate.units, common * 100 * _PERCENT_UNITS)
    return InterestSegment(after, until, rate, sum(balance for balance, _divisor in sums), interest)


def _by_year(after: date, until: date) -> list[tuple[date, date]]:
    ends = [date(year, 12, 31) for year in range((after + _DAY).year, until.year)]
    return list(itertools.pairwise([after, *ends, until]))


def _divisor(last: date, rate: InterestRate, day_count: DayCount) -> int:
    if day_count is DayCount.ACTUAL and rate.period_days == _YEAR:
        return (date(last.year, 12, 31) - date(last.year, 1, 1)).days + 1
    return rate.period_days


def _product(divisors: set[int]) -> int:
    common = 1
    for divisor in divisors:
        common *= divisor
    return common


def _balance_days(owed: int, movements: Sequence[Movement], after: date, until: date) -> int:
    """What was owed, times the days that it was: a payment's own day still counts in full."""
    days = (until - after).days
    moved = sum(one.minor * (until - max(one.day, after)).days for one in movements if one.day < until)
    return owed * days + moved
