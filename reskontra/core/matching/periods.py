"""The month, quarter or week a text speaks of, and which of equal documents is that period's.

Rent, leases and subscriptions have one amount each month, and payers name the month: "hyra mars". A description that
names a period decides. Without one, what falls due about the first day of the period is meant (billed ahead), else
what was posted within it (billed afterwards). A year left out is the one that brings the period nearest to the payment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from reskontra.core.matching.records import EntryFact

AHEAD_DAYS = 6
_MONTHS = (
    "jan januari january januar jänner tammikuu tammikuun", "feb febr februari february februar helmikuu helmikuun",
    "mar mars march märz maerz mär mrz marts maart mrt maaliskuu maaliskuun", "apr april huhtikuu huhtikuun",
    "maj may mai mei toukokuu toukokuun", "jun juni june kesäkuu kesäkuun", "jul juli july heinäkuu heinäkuun",
    "aug augusti august augustus elokuu elokuun", "sep sept september syyskuu syyskuun",
    "okt oct oktober october lokakuu lokakuun",
    "nov november marraskuu marraskuun", "dec dez des december dezember desember joulukuu joulukuun",
)  # fmt: skip
_MONTH_OF = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()}
_NAMED = re.compile(
    rf"(?<![^\W\d_])({'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})(?![^\W\d_])\.?"
    r"(?:[\s'’/-]{0,2}((?:20)?[0-9]{2})(?![0-9]))?",
    re.I,
)
_YEAR_MONTH = re.compile(r"(?<![0-9])(20[0-9]{2})[-/.]?(0[1-9]|1[0-2])(?![0-9]|[-/.][0-9])")
_MONTH_YEAR = re.compile(r"(?<![0-9])(?<![0-9][-/.])(0?[1-9]|1[0-2])[-/.](20[0-9]{2})(?![0-9])")
_QUARTER = re.compile(
    r"\b(?:q|kv|kvartal|quarter|quartal)\.?\s?([1-4])\b(?:[\s/-]{0,2}(20[0-9]{2}))?"
    r"|\b([1-4])(?::?[ae]|\.|st|nd|rd|th)?\s?(?:kv|kvartalet|kvartal|quarter|quartal)\b(?:[\s/-]{0,2}(20[0-9]{2}))?",
    re.I,
)
_WEEK = re.compile(
    r"\b(?:v|vecka|week|kw|uke|uge|viikko)\.?\s?([1-9]|[1-4][0-9]|5[0-3])\b(?:[\s/-]{0,2}(20[0-9]{2}))?", re.I
)

_MONTH_NUMBER = re.compile(
    r"\b(?:månad|manad|mån|month|monat|måned|kuukausi)\.?\s?(?:nr\.?\s?)?(1[0-2]|0?[1-9])\b(?:[\s/-]{0,2}(20[0-9]{2}))?",
    re.I,
)
_SHORT_YEAR = re.compile(
    r"\b(?:hyr(?:a|an|or)|avser|period|rent|lease|vuokra|miete|husleie|husleje|leje|huur|abo|månad)\s+(?:för\s+|for\s+)?"
    r"(?:([0-9]{2})(0[1-9]|1[0-2])|(1[0-2]|0?[1-9])[-/]([0-9]{2}))(?![-/0-9])",
    re.I,
)


class Period(NamedTuple):
    """Both days are included."""

    first: date
    last: date


@lru_cache(maxsize=50_000)
def named_periods(text: str, near: date) -> tuple[Period, ...]:
    """The periods a text names, each once, in their order.

    near   the day of the payment or of the document: it decides the year where none is written
    """
    found = [_month(_MONTH_OF[match[1].lower()], match[2], near) for match in _NAMED.finditer(text)]
    found += [_month(int(match[2]), match[1], near) for match in _YEAR_MONTH.finditer(text)]
    found += [_month(int(match[1]), match[2], near) for match in _MONTH_YEAR.finditer(text)]
    found += [_month(int(match[1]), match[2], near) for match in _MONTH_NUMBER.finditer(text)]
    found += [
        _month(int(match[2] or match[3]), match[1] or match[4], near)
        for match in _SHORT_YEAR.finditer(text)
        if abs(int(match[1] or match[4]) - near.year % 100) <= 1
    ]
    found += [_quarter(int(match[1] or match[3]), match[2] or match[4], near) for match in _QUARTER.finditer(text)]
    found += [_week(int(match[1]), match[2], near) for match in _WEEK.finditer(text)]
    return tuple(dict.fromkeys(sorted(found)))


def of_period(entries: Sequence[EntryFact], period: Period) -> list[EntryFact]:
    """Those of the documents that are the period's, by the first sign that any of them has."""
    described = [entry for entry in entries if period in _described(entry)]
    if described:
        return described
    plain = [entry for entry in entries if not _described(entry)]
    ahead = [entry for entry in plain if abs((entry.due_date - period.first).days) <= AHEAD_DAYS]
    return ahead or [entry for entry in plain if period.first <= entry.posting_date <= period.last]


def is_described(entry: EntryFact, period: Period) -> bool:
    """Whether the document's own description names the period."""
    return period in _described(entry)


def is_described_otherwise(entry: EntryFact, period: Period) -> bool:
    """Whether the document's own description names other periods only."""
    described = _described(entry)
    return bool(described) and period not in described


def _described(entry: EntryFact) -> tuple[Period, ...]:
    return named_periods(entry.description, entry.due_date) if entry.description else ()


def _nearest_year(month: int, near: date) -> int:
    return min((near.year - 1, near.year, near.year + 1), key=lambda year: abs((date(year, month, 15) - near).days))


def _year(written: str | None, month: int, near: date) -> int:
    if not written:
        return _nearest_year(month, near)
    return int(written) if len(written) == 4 else 2000 + int(written)


def _month(month: int, written: str | None, near: date) -> Period:
    year = _year(written, month, near)
    return Period(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def _quarter(quarter: int, written: str | None, near: date) -> Period:
    first = _month(quarter * 3 - 2, written, near)
    return Period(first.first, _month(quarter * 3, str(first.first.year), near).last)


def _week(week: int, written: str | None, near: date) -> Period:
    year = int(written) if written else near.year
    monday = date(year, 1, 4) - timedelta(days=date(year, 1, 4).isoweekday() - 1) + timedelta(weeks=week - 1)
    return Period(monday, monday + timedelta(days=6))
