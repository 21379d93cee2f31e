"""How balances are laid out by age: what may be asked for, the buckets that it gives, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.aging import (
    COLUMNS,
    Bucket,
    dated_periods,
    document_buckets,
    due_buckets,
    due_periods,
    parse_ages,
)
from reskontra.core.dates import parse_formula
from reskontra.interface.display import is_swedish
from reskontra.receivables.narrowing import ALL, Narrowed
from reskontra.receivables.reports import EACH as EACH

PERIOD = "1M"
HEADINGS = ("dates", "days")


@dataclass(frozen=True, slots=True)
class Aged:
    """What an aged report is asked for.

    by                due, posting or document: the date that ages are counted from
    days              ages in days, where each bucket ends; "" is periods
    currency          only entries in it, counted in it; "" is all, counted locally; EACH is all, each in its own
    period, columns   the length of periods as a date formula, and how many columns there are
    headings          dates or days: how periods are called
    is_detailed       the entries, instead of a row for each customer or vendor
    is_nonzero        leaves out who has entries that come to nothing
    is_due_that_day   what falls due on the day is in the first period, else it is not due; periods alone
    narrowed          to some accounts or codes
    is_paged          on paper each customer or vendor begins a page, with its sum; of entries alone
    """

    by: str = "due"
    days: str = ""
    currency: str = ""
    period: str = PERIOD
    columns: int = COLUMNS
    headings: str = "dates"
    is_detailed: bool = False
    is_nonzero: bool = False
    is_due_that_day: bool = True
    narrowed: Narrowed = ALL
    is_paged: bool = False

    def buckets(self, as_of: date) -> tuple[Bucket, ...]:
        """refuses   AgesUnreadable, NotADateFormula, PeriodsOverlap, DateBeyondCalendar"""
        if self.days:
            make = due_buckets if self.by == "due" else document_buckets
            return make(as_of=as_of, ages=parse_ages(self.days))
        length = parse_formula(self.period)
        if self.by == "due":
            is_due = self.is_due_that_day
            return due_periods(as_of=as_of, length=length, columns=self.columns, is_due_that_day=is_due)
        return dated_periods(as_of=as_of, length=length, columns=self.columns)


def is_due_that_day(*, company: CompanyFacts) -> bool:
    """The setting due_on_as_of."""
    found: str = setting(company=company, key="due_on_as_of", default="first_column")
    return found == "first_column"


def bucket_words(buckets: Sequence[Bucket], *, as_of: date, how: Aged) -> list[str]:
    """The buckets for people: as days of the calendar or, as is asked for, as numbers of days."""
    if how.days:
        return [bucket_word(bucket) for bucket in buckets]
    told = _in_days if how.headings == "days" else _in_dates
    return [told(bucket, as_of, how) for bucket in buckets]


def bucket_word(bucket: Bucket) -> str:
    """A bucket of an age in days for people."""
    if bucket.key == "not_due":
        return _("Not due")
    over = bucket.key.removeprefix("over_")
    return _("Over {days} days").format(days=over) if over != bucket.key else bucket.key.replace("-", "–")


def _in_dates(bucket: Bucket, as_of: date, how: Aged) -> str:
    if bucket.key == "not_due":
        return _("Not due")
    if bucket.first_date is None and bucket.last_date is None:
        return _("All days")
    if bucket.first_date is None and bucket.last_date is not None:
        return _("Before {day}").format(day=_day(date.fromordinal(bucket.last_date.toordinal() + 1), as_of))
    first, last = bucket.first_date or as_of, bucket.last_date or as_of
    from_day = _day(first, last if first.year == last.year else as_of)
    return f"{from_day}–{_day(last, as_of)}"


def _day(day: date, as_of: date) -> str:
    """1 Nov, with its year where that is another."""
    month = "b" if is_swedish() else "M"
    return date_format(day, f"j {month}" if day.year == as_of.year else f"j {month} Y")


def _in_days(bucket: Bucket, as_of: date, how: Aged) -> str:
    """The day itself is the first, unless what is due then counts as not due."""
    if bucket.key in ("not_due", "all"):
        return _in_dates(bucket, as_of, how)
    first = 0 if how.by == "due" and not how.is_due_that_day else 1
    youngest = (as_of - (bucket.last_date or as_of)).days + first
    if bucket.first_date is None:
        return _("After {days} days").format(days=youngest - 1)
    return _("{first}–{last} days").format(first=youngest, last=(as_of - bucket.first_date).days + first)
