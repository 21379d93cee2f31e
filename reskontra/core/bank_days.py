"""Days on which banks are closed, computed per country, and counting in bank days.

Sweden: Act (1989:253) on public holidays, with Midsummer Eve, Christmas Eve and New Year's Eve, which a deadline
treats as Sundays (Act 1930:173, 2 §). The other countries' are those on which TARGET, the euro's settlement, is shut.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from reskontra.core.dates import DateFormula

_SATURDAY, _FRIDAY = 5, 4
_NATIONAL_DAY_SINCE = 2005
_DAY = timedelta(days=1)


def is_bank_day(day: date, *, country: str) -> bool:
    """country: ISO 3166 of two letters."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year, country=country)


def next_bank_day(day: date, *, country: str) -> date:
    """The day itself, or the first bank day after it; the calendar's last day where none is left."""
    while not is_bank_day(day, country=country) and day < date.max:
        day += _DAY
    return day


def add_bank_days(day: date, count: int, *, country: str) -> date:
    """So many bank days later (count ≥ 0); 0 is the day itself, whatever day it is."""
    for _step in range(count):
        if day == date.max:
            break
        day = next_bank_day(day + _DAY, country=country)
    return day


def after_in_bank_days(formula: DateFormula, start: date, *, country: str) -> date:
    """Where a formula leads from the first bank day that start is or comes before.

    Days are bank days; a formula with other steps is of calendar days, and ends on the first bank day from there on.

    refuses   DateBeyondCalendar
    """
    start = next_bank_day(start, country=country)
    if all(step.unit == "D" and not step.is_current and step.count >= 0 for step in formula.steps):
        return add_bank_days(start, sum(step.count for step in formula.steps), country=country)
    return next_bank_day(formula.after(start), country=country)


@lru_cache(maxsize=512)
def bank_holidays(year: int, *, country: str) -> frozenset[date]:
    """Days of the year other than Saturdays and Sundays' own on which banks are closed; some may fall on these."""
    return frozenset(_swedish(year) if country == "SE" else _target(year))


def easter_day(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm in Nature (1876), as Meeus gives it in Astronomical Algorithms, chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, rest = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, rest + 1)


def _swedish(year: int) -> Iterator[date]:
    easter = easter_day(year)
    yield from (date(year, 1, 1), date(year, 1, 6), date(year, 5, 1))
    yield from (easter - 2 * _DAY, easter + _DAY, easter + 39 * _DAY)
    if year >= _NATIONAL_DAY_SINCE:
        yield date(year, 6, 6)
    else:
        yield easter + 50 * _DAY  # Whit Monday until the National Day took its place
    midsummer_eve = date(year, 6, 19)
    yield midsummer_eve + ((_FRIDAY - midsummer_eve.weekday()) % 7) * _DAY
    yield from (date(year, 12, 24), date(year, 12, 25), date(year, 12, 26), date(year, 12, 31))


def _target(year: int) -> Iterator[date]:
    easter = easter_day(year)
    yield from (date(year, 1, 1), easter - 2 * _DAY, easter + _DAY, date(year, 5, 1))
    yield from (date(year, 12, 25), date(year, 12, 26))
