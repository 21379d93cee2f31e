"""Numbers without gaps, taken inside the transaction that uses them."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.models import NumberSeries, SeriesCounter
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused


class SeriesUnknown(Refused):
    code = "series_unknown"
    template = 'There is no number series "{series}". Use one of {known}.'


def take_numbers(*, company: CompanyFacts, series: str, fiscal_year_code: str = "", count: int) -> range:
    """The next `count` numbers of a series in a fiscal year; given back when the transaction is.

    refuses   SeriesUnknown
    """
    row = _series(company, series)
    SeriesCounter.objects.get_or_create(
        company_id=company.id, series=row, fiscal_year_code=fiscal_year_code, defaults={"last_number": 0}
    )
    counter = SeriesCounter.objects.select_for_update().get(
        company_id=company.id, series=row, fiscal_year_code=fiscal_year_code
    )
    first = counter.last_number + 1
    counter.last_number += count
    counter.save(update_fields=["last_number"])
    return range(first, first + count)


def take_names(*, company: CompanyFacts, series: str, count: int) -> list[str]:
    """Numbers as the series writes them: PRJ000001.

    refuses   SeriesUnknown
    """
    row = _series(company, series)
    return [
        f"{row.prefix}{number:0{row.digits}d}" for number in take_numbers(company=company, series=series, count=count)
    ]


def _series(company: CompanyFacts, code: str) -> NumberSeries:
    row = NumberSeries.objects.filter(company=company.id, code=code).first()
    if row is None:
        known = NumberSeries.objects.filter(company=company.id).order_by("code").values_list("code", flat=True)
        raise SeriesUnknown(series=code, known=tuple(known))
    return row


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
    counters = SeriesCounter.objects.filter(company=company.id, series=row, fiscal_year_code="")
    last = counters.values_list("last_number", flat=True).first()
    return SeriesShape(row.code, row.prefix, row.digits, last or 0)


def advance(*, company: CompanyFacts, series: str, number: int) -> None:
    """The series goes on after this number; one that has passed it stays.

    refuses   SeriesUnknown
    """
    shape = shape_of(company=company, series=series)
    if number > shape.last:
        take_numbers(company=company, series=series, count=number - shape.last)
