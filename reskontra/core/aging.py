"""Buckets of age: which days fall in which, counted back from the day of the report."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.core.errors import Refused

MOST_BUCKETS = 12
_MOST_DAYS = 9_999


class AgesUnreadable(Refused):
    code = "ages_unreadable"
    template = '"{text}" are no ages. Write at most 12 rising numbers of days up to 9999, such as 30,60,90.'


@dataclass(frozen=True, slots=True)
class Bucket:
    """Days of one age.

    key          not_due, 1-30, 31-60 …, over_90
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
