"""Buckets of age: which days fall in which, counted back from the day of the report."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reskontra.core.dates import DateFormula, Step
from reskontra.core.errors import Refused

MOST_BUCKETS = 12
COLUMNS = 5
_MOST_DAYS = 9_999


class AgesUnreadable(Refused):
    code = "ages_unreadable"
    template = '"{text}" are no ages. Write at most 12 rising numbers of days up to 9999, such as 30,60,90.'


class PeriodsOverlap(Refused):
    code = "periods_overlap"
    template = "Periods of {formula} counted back from {day} overlap or do not end. Use {advice} instead."


class ColumnsUnreadable(Refused):
    code = "aging_columns_unreadable"
    template = '"{text}" is no number of columns. Write a whole number from 1 to 12.'


@dataclass(frozen=True, slots=True)
class Bucket:
    """Days of one age.

    key          not_due, 1-30, 31-60 …, over_90; of periods: not_due, period_1 …, before; of one column: all
    first_date   the earliest day in it, last_date the latest; None where there is no such bound
    """

    key: str
    first_date: date | None
    last_date: date | None

    def holds(self, day: date) -> bool:
        return (self.first_date is None or day >= self.first_date) and (self.last_date is None or day <= self.last_date)


def parse_ages(text: str) -> tuple[int, ...]:
    """Ages such as 30,60,90: the last day of each bucket but the last.

    refuses   AgesUnreadable
    """
    words = [word.strip() for word in text.split(",")]
    if not all(word.isascii() and word.isdigit() and len(word) <= len(str(_MOST_DAYS)) for word in words):
        raise AgesUnreadable(text=text[:40])
    ages = tuple(int(word) for word in words)
    if len(ages) >= MOST_BUCKETS or ages[0] < 1 or any(b <= a for a, b in itertools.pairwise(ages)):
        raise AgesUnreadable(text=text[:40])
    return ages


def due_buckets(*, as_of: date, ages: Sequence[int]) -> tuple[Bucket, ...]:
    """By how long a due date is past: what is not due yet (that day's own included), then the ages."""
    return (Bucket("not_due", as_of, None), *_aged(as_of, 1, ages, days_before(as_of, 1)))


def days_before(day: date, count: int) -> date:
    """So many days earlier, or the calendar's first day."""
    return date.fromordinal(max(1, day.toordinal() - count))


def overdue_bucket(*, as_of: date) -> Bucket:
    """Everything due before the day."""
    return Bucket("overdue", None, days_before(as_of, 1))


def document_buckets(*, as_of: date, ages: Sequence[int]) -> tuple[Bucket, ...]:
    """By how old a document is: the first age holds that day's own, and what is dated later."""
    return _aged(as_of, 0, ages, None)


def _aged(as_of: date, youngest: int, ages: Sequence[int], last_date: date | None) -> tuple[Bucket, ...]:
    found, begins, latest = [], youngest, last_date
    for age in ages:
        earliest = days_before(as_of, age)
        found.append(Bucket(f"{begins}-{age}", earliest, latest))
        begins, latest = age + 1, days_before(earliest, 1)
    return (*found, Bucket(f"over_{ages[-1]}", None, latest))


def parse_columns(text: str) -> int:
    """How many columns: 1 to 12.

    refuses   ColumnsUnreadable
    """
    bare = text.strip()
    is_short_number = bare.isascii() and bare.isdigit() and len(bare) <= len(str(MOST_BUCKETS))
    if not is_short_number or not 1 <= int(bare) <= MOST_BUCKETS:
        raise ColumnsUnreadable(text=text[:40])
    return int(bare)


def due_periods(
    *, as_of: date, length: DateFormula, columns: int = COLUMNS, is_due_that_day: bool = True
) -> tuple[Bucket, ...]:
    """By due date, counted back from the day: not due, periods of the length, and before them.

    columns           how many in all; the only one holds every day
    is_due_that_day   whether what falls due on the day itself is in the first period, or not due
    refuses           PeriodsOverlap, DateBeyondCalendar
    """
    last = as_of if is_due_that_day else days_before(as_of, 1)
    first = date.fromordinal(min(last.toordinal() + 1, date.max.toordinal()))
    periods = _periods(as_of, last, length, columns - 2)
    return (Bucket("not_due", first, None), *periods) if columns > 1 else (Bucket("all", None, None),)


def dated_periods(*, as_of: date, length: DateFormula, columns: int = COLUMNS) -> tuple[Bucket, ...]:
    """By posting or document date: the first period holds the day, and what is dated later.

    refuses   PeriodsOverlap, DateBeyondCalendar
    """
    found = _periods(as_of, None, length, columns - 1)
    return found if columns > 1 else (Bucket("all", None, None),)


def _periods(as_of: date, last_date: date | None, length: DateFormula, count: int) -> tuple[Bucket, ...]:
    """So many periods, the first of which ends on the last day whatever that is, and what was before them."""
    found, end, latest = [], as_of, last_date
    for number in range(1, count + 1):
        first = _first_day(end, length)
        if first > end:
            raise PeriodsOverlap(formula=str(length) or "-", day=as_of, advice=_advice(length))
        first = min(first, latest or first)
        found.append(Bucket(f"period_{number}", first, latest))
        end = latest = days_before(first, 1)
    return (*found, Bucket("before", None, latest))


def _first_day(end: date, length: DateFormula) -> date:
    """The first day of the period that ends on the day: the length's first step is taken backwards, the rest as it is.

    A length that goes to the end of a unit leads to the end of the period before, others to the first day of this one.
    """
    if not length.steps or end == date.max:
        return date.max
    back = DateFormula((_backwards(length.steps[0]), *length.steps[1:]))
    last = length.steps[-1]
    if len(length.steps) > 1 and last.is_current and last.count > 0:
        return back.after(end) + timedelta(days=1)
    return back.after(end + timedelta(days=1))


def _backwards(step: Step) -> Step:
    return Step(-step.count, step.unit, is_current=step.is_current)


def _advice(length: DateFormula) -> str:
    """A length near it that periods can have: 1M+CM for CM+1M or CM, 1M for -1M."""
    plain = [Step(abs(step.count), step.unit) for step in length.steps if not step.is_current and step.count]
    current = [Step(1, step.unit, is_current=True) for step in length.steps if step.is_current]
    if not current:
        return str(DateFormula(tuple(plain[:1] or [Step(1, "M")])))
    whole = [step for step in plain if step.unit == current[0].unit] or [Step(1, current[0].unit)]
    return str(DateFormula((whole[0], current[0])))
