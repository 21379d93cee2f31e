"""Calendar rules: date formulas as payment terms use them, and the months of a fiscal year.

A date formula is a row of steps, taken from the left. A step is a number and a unit (30D, 2W, 1M, 1Q, 1Y), or C and
a unit: the end of the current one (CM: the last day of this month; -CM: its first). Examples: 30D; 1M; CM+10D (the
10th of next month); -CM. Blank means the same day. The letters of a Swedish NAV are read as well (2V, 1K, 1Å, LM),
and kept as the English ones.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from reskontra.core.errors import Refused

# The Swedish Bookkeeping Act lets a first or changed fiscal year be prolonged to this.
LONGEST_YEAR_MONTHS = 18
YEARS = range(1900, 2200)  # in which days of business lie; others are mistyped

_UNITS = "DWMQY"
_STEP = re.compile(rf"([+-]?)(?:([0-9]{{1,4}})([{_UNITS}])|C([{_UNITS}]))", re.ASCII)
_SWEDISH = str.maketrans("VKÅL", "WQYC")  # vecka, kvartal, år, löpande
_SHOWN = 40
_MONTHS = {"M": 1, "Q": 3, "Y": 12}


class DayNotRead(Refused):
    code = "day_not_read"
    template = '"{text}" is not a date. Write 2026-03-15, 1503, 15 for the 15th of this month, or t for today.'


class DayFarAway(DayNotRead):
    code = "day_far_away"
    template = "{day} is outside the years {first} to {last}. Write a day within them."


class NotADateFormula(Refused):
    code = "not_a_date_formula"
    template = '"{text}" is not a date formula. Write steps such as 30D, 2W, 1M, CM or CM+10D.'


class DateBeyondCalendar(Refused):
    code = "date_beyond_calendar"
    template = "{formula} counted from {start} leaves the years 1 to 9999. Choose a shorter formula."


class FiscalYearBackwards(Refused):
    code = "fiscal_year_backwards"
    template = "The fiscal year begins {first} and ends {last}, which is earlier. Choose an end after the beginning."


class FiscalYearTooLong(Refused):
    code = "fiscal_year_too_long"
    template = "The fiscal year from {first} to {last} has {months} months. Choose at most 18 months."


def within_years(day: date) -> date:
    """The day itself, as a person wrote it.

    refuses   DayFarAway
    """
    if day.year not in YEARS:
        raise DayFarAway(day=day, first=YEARS[0], last=YEARS[-1])
    return day


@dataclass(frozen=True, slots=True)
class Step:
    """count units forward (backward where negative); is_current: to the unit's end (count 1) or start (−1)."""

    count: int
    unit: str
    is_current: bool = False

    def __str__(self) -> str:
        if self.is_current:
            return f"{'-' if self.count < 0 else ''}C{self.unit}"
        return f"{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class DateFormula:
    """Steps from the left; none means the same day."""

    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        """The form that is stored: upper case, no blanks, no plus in front."""
        return "+".join(str(step) for step in self.steps).replace("+-", "-")

    def after(self, start: date) -> date:
        """The day the formula leads to, counted from start.

        refuses   DateBeyondCalendar
        """
        reached = start
        try:
            for step in self.steps:
                reached = _take(reached, step)
        except (OverflowError, ValueError):
            raise DateBeyondCalendar(formula=str(self), start=start) from None
        return reached


@dataclass(frozen=True, slots=True)
class Period:
    """number: from 1 within its fiscal year; both days are included."""

    number: int
    first_date: date
    last_date: date


def parse_formula(text: str) -> DateFormula:
    """Read a date formula; blanks and case do not count.

    refuses   NotADateFormula
    """
    bare = "".join(text.split()).upper().translate(_SWEDISH)
    steps, at = [], 0
    while at < len(bare):
        found = _STEP.match(bare, at)
        if not found or (at and not found[1]):
            raise NotADateFormula(text=text[:_SHOWN])
        sign = -1 if found[1] == "-" else 1
        current = found[4]
        steps.append(Step(sign, current, is_current=True) if current else Step(sign * int(found[2]), found[3]))
        at = found.end()
    return DateFormula(tuple(steps))


def add_months(start: date, months: int) -> date:
    """The same day so many months on, or the month's last where it has no such day: Jan 31 + 1 is Feb 28 or 29."""
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(years, month + 1, min(start.day, calendar.monthrange(years, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def periods_of_year(first: date, last: date) -> tuple[Period, ...]:
    """The months of a fiscal year, both days included: broken (from any month), short, or long.

    A year that begins or ends inside a month has a shorter first or last period.
    refuses   FiscalYearBackwards, FiscalYearTooLong: checked in this order
    """
    if last < first:
        raise FiscalYearBackwards(first=first, last=last)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > LONGEST_YEAR_MONTHS:
        raise FiscalYearTooLong(first=first, last=last, months=months)
    periods, begins = [], first
    for number in range(1, months + 1):
        ends = min(month_end(begins), last)
        periods.append(Period(number, begins, ends))
        if ends < last:
            begins = ends + timedelta(days=1)
    return tuple(periods)


def year_after(last: date) -> tuple[date, date]:
    """First and last day of the twelve months that follow a fiscal year; they end with a month."""
    return last + timedelta(days=1), month_end(add_months(last, 12))


def _take(start: date, step: Step) -> date:
    if step.is_current:
        return _end_of(start, step.unit) if step.count > 0 else _start_of(start, step.unit)
    if step.unit in _MONTHS:
        return add_months(start, step.count * _MONTHS[step.unit])
    return start + timedelta(days=step.count * (7 if step.unit == "W" else 1))


def _start_of(day: date, unit: str) -> date:
    """Weeks begin on Monday."""
    if unit == "D":
        return day
    if unit == "W":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[unit]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _end_of(day: date, unit: str) -> date:
    if unit == "D":
        return day
    if unit == "W":
        return day + timedelta(days=6 - day.weekday())
    return month_end(add_months(_start_of(day, unit), _MONTHS[unit] - 1))
