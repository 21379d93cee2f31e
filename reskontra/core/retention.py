"""How long what belongs to the books is kept, by the day that it is of and the fiscal year that the day lies in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

# Bokföringslagen (1999:1078) 7 kap. 2 §: through the seventh year after the calendar year in which the year ended.
YEARS = 7
LAW = "BFL 7 kap. 2 §"

FiscalYear = tuple[str, date, date]


def kept_until(*, year_end: date) -> date:
    """The last day on which what belongs to a fiscal year must be there.

    >>> kept_until(year_end=date(2025, 6, 30)), kept_until(year_end=date(2025, 12, 31))
    (datetime.date(2032, 12, 31), datetime.date(2032, 12, 31))
    """
    return date(year_end.year + YEARS, 12, 31)


def day_kept_until(*, day: date, years: Iterable[FiscalYear]) -> date:
    """The same for a day: by the fiscal year that it lies in, and by its calendar year where none is known.

    years   (code, first day, last day)
    """
    return kept_until(year_end=next((end for _code, start, end in years if start <= day <= end), day))
