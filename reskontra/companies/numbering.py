"""Numbers without gaps, taken inside the transaction that uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from reskontra.companies.models import NumberSeries, SeriesCounter
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.prepared import Prepared


class SeriesUnknown(Refused):
    code = "series_unknown"
    template = 'There is no number series "{series}". Use one of {known}.'


def take_numbers(*, company: CompanyFacts, series: str, fiscal_year_code: str = "", count: int) -> range:
    """The next `count` numbers of a series in a fiscal year; given back when the transaction is.

    refuses   SeriesUnknown
    """
    return _take(company, _series(company, series).id, fiscal_year_code, count)


def take_names(*, company: CompanyFacts, series: str, count: int) -> list[str]:
    """Numbers as the series writes them: PRJ000001.

    refuses   SeriesUnknown
    """
    row = _series(company, series)
    return [f"{row.prefix}{number:0{row.digits}d}" for number in _take(company, row.id, "", count)]


class _Series(NamedTuple):
    id: int
    code: str
    prefix: str
    digits: int


def _series(company: CompanyFacts, code: str) -> _Series:
    found = _SERIES.first(company.id, code)
    if found is None:
        known = NumberSeries.objects.filter(company=company.id).order_by("code").values_list("code", flat=True)
        raise SeriesUnknown(series=code, known=tuple(known))
    return _Series(*found)


def _take(company: CompanyFacts, series: int, fiscal_year_code: str, count: int) -> range:
    """Who takes numbers of a series holds its row until her transaction ends."""
    with connection.cursor() as cursor:
        taken: list[int | str] = [count, company.id, series, fiscal_year_code]
        cursor.execute(_TAKE, taken)
        if not cursor.rowcount:
            SeriesCounter.objects.get_or_create(
                company_id=company.id, series_id=series, fiscal_year_code=fiscal_year_code, defaults={"last_number": 0}
            )
            cursor.execute(_TAKE, taken)
    last = _LAST.first(company.id, series, fiscal_year_code)
    assert last is not None
    return range(last[0] - count + 1, last[0] + 1)


_SERIES = Prepared(
    lambda company, code: NumberSeries.objects.filter(company=company, code=code).values_list(*_Series._fields)
)
_LAST = Prepared(
    lambda company, series, year: SeriesCounter.objects.filter(
        company=company, series=series, fiscal_year_code=year
    ).values_list("last_number")
)
_TAKE = (
    "UPDATE companies_seriescounter SET last_number = last_number + %s "
    "WHERE company_id = %s AND series_id = %s AND fiscal_year_code = %s"
)


@dataclass(frozen=True, slots=True)
class SeriesShape:
    """How a series of documents writes its numbers, and the last one taken."""

    code: str
    prefix: str
    digits: int
    last: int

    def name(self, number: int) -> str:
        """The number as the series writes it."""
        return f"{self.prefix}{number:0{self.digits}d}"

    def number_in(self, text: str) -> int | None:
        """The number that a text of the series' form stands for; None for any other text."""
        digits = text.removeprefix(self.prefix)
        if not text.startswith(self.prefix) or not digits.isascii() or not digits.isdigit():
            return None
        return int(digits) if self.name(int(digits)) == text else None


def shape_of(*, company: CompanyFacts, series: str) -> SeriesShape:
    """A series without fiscal years, as it stands now; nothing is taken.

    refuses   SeriesUnknown
    """
    row = _series(company, series)
    last = _LAST.first(company.id, row.id, "")
    return SeriesShape(row.code, row.prefix, row.digits, last[0] if last else 0)


def advance(*, company: CompanyFacts, series: str, number: int) -> None:
    """The series goes on after this number; one that has passed it stays.

    refuses   SeriesUnknown
    """
    shape = shape_of(company=company, series=series)
    if number > shape.last:
        take_numbers(company=company, series=series, count=number - shape.last)
