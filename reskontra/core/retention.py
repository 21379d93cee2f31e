"""How long what belongs to the books is kept, by the day that it is of and the fiscal year that the day lies in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reskontra.core.errors import Refused

FiscalYear = tuple[str, date, date]
FEW_YEARS, MANY_YEARS = 1, 99


class RetentionTooShort(Refused):
    code = "retention_too_short"
    template = "{years:year|years} of keeping are less than the {least} that {law} asks for. Set {least} or more."


class RetentionUnsourced(Refused):
    code = "retention_unsourced"
    template = (
        "{years:year|years} of keeping are less than {least}, and no law of {country} is known here. "
        "Name the law first: reskontra setting set retention_source LAW."
    )


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many years after the calendar year in which it ended a fiscal year is kept, and where that stands."""

    years: int
    law: str


# What a country's law asks for. Where it counts from the end of the fiscal year, as in Norway and Denmark, the end of
# the calendar year is as late or later. Of Finland and Germany it is what holds for the books themselves: the longest.
LAWS = {
    "SE": Keeping(7, "BFL 7 kap. 2 §"),
    "NO": Keeping(5, "bokføringsloven § 13"),
    "DK": Keeping(5, "bogføringsloven § 12"),
    "FI": Keeping(10, "kirjanpitolaki 2 luku 10 §"),
    "DE": Keeping(10, "HGB § 257"),
}
UNKNOWN = Keeping(10, "")  # as long as any of them
SWEDISH = LAWS["SE"]


def keeping_of(*, country: str, years: int = 0, source: str = "") -> Keeping:
    """What holds for a company: the law of its country, or longer where it says so.

    years, source   what the company set, 0 and "" for nothing
    refuses         RetentionTooShort, RetentionUnsourced

    >>> keeping_of(country="SE"), keeping_of(country="SE", years=10).years
    (Keeping(years=7, law='BFL 7 kap. 2 §'), 10)
    """
    law = LAWS.get(country, UNKNOWN)
    if years and years < law.years:
        if law.law:
            raise RetentionTooShort(years=years, least=law.years, law=law.law)
        if not source:
            raise RetentionUnsourced(years=years, least=law.years, country=country)
    return Keeping(years or law.years, source or law.law)


def kept_until(*, year_end: date, years: int = SWEDISH.years) -> date:
    """The last day on which what belongs to a fiscal year must be there.

    >>> kept_until(year_end=date(2025, 6, 30)), kept_until(year_end=date(2025, 12, 31))
    (datetime.date(2032, 12, 31), datetime.date(2032, 12, 31))
    """
    return date(year_end.year + years, 12, 31)


def year_of(*, day: date, years: Iterable[FiscalYear]) -> FiscalYear:
    """The fiscal year that a day lies in; its calendar year, without a code, where none is known.

    years   (code, first day, last day)
    """
    known = (one for one in years if one[1] <= day <= one[2])
    return next(known, ("", date(day.year, 1, 1), date(day.year, 12, 31)))


def day_kept_until(*, day: date, years: Iterable[FiscalYear], keeping: Keeping = SWEDISH) -> date:
    """Until when what is of a day must be there."""
    _code, _start, end = year_of(day=day, years=years)
    return kept_until(year_end=end, years=keeping.years)
