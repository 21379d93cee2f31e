"""Number series: listed with the last number taken, and added for documents of journals filled by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import NumberSeries, SeriesCounter
from reskontra.companies.numbering import SeriesShape
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company

DOCUMENTS = "DOCUMENT"
_LONGEST_CODE, _LONGEST_PREFIX, _MOST_DIGITS = 20, 10, 12


class SeriesCodeUnfit(Refused):
    code = "series_code_unfit"
    template = 'A number series was to be called "{series}". Write 1 to {most} letters, digits and hyphens.'


class SeriesExists(Refused):
    code = "series_exists"
    template = "There is a number series {series} already, called {name}. Choose another code."


class SeriesShapeUnfit(Refused):
    code = "series_shape_unfit"
    template = (
        'Series {series} was to have the prefix "{prefix}" and {digits:digit|digits}. '
        "Write a prefix of at most {longest} letters, digits and hyphens, and 1 to {most} digits."
    )


class SeriesShapeTaken(Refused):
    code = "series_shape_taken"
    template = 'Series {other} writes its numbers as "{prefix}" and {digits:digit|digits} too. Choose another prefix.'


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """kind: VOUCHER, DOCUMENT, JOURNAL or RUN. last: (fiscal year, last number), the year "" where there is none."""

    code: str
    kind: str
    name: str
    prefix: str
    digits: int
    last: tuple[tuple[str, int], ...] = ()

    def written(self, number: int) -> str:
        """The number as the series writes it."""
        return SeriesShape(self.code, self.prefix, self.digits, 0).name(number)


@dataclass(frozen=True, slots=True)
class NewSeries:
    code: str
    name: str = ""
    prefix: str = ""
    digits: int = 6


def number_series(*, company: CompanyFacts) -> list[SeriesFacts]:
    """Every series by code."""
    last: dict[int, list[tuple[str, int]]] = {}
    counters = SeriesCounter.objects.filter(company=company.id).order_by("fiscal_year_code")
    for series, year, number in counters.values_list("series", "fiscal_year_code", "last_number"):
        last.setdefault(series, []).append((year, number))
    rows = NumberSeries.objects.filter(company=company.id).order_by("code")
    return [
        SeriesFacts(row.code, row.kind, row.name, row.prefix, row.digits, tuple(last.get(row.id, ()))) for row in rows
    ]


def add_series(*, company: CompanyFacts, actor: str, new: NewSeries) -> SeriesFacts:
    """A series of document numbers, that templates and batches may name.

    refuses   SeriesCodeUnfit, SeriesShapeUnfit, SeriesExists, SeriesShapeTaken
    """
    if not 1 <= len(new.code) <= _LONGEST_CODE or not _is_plain(new.code):
        raise SeriesCodeUnfit(series=new.code[:40], most=_LONGEST_CODE)
    is_fit = len(new.prefix) <= _LONGEST_PREFIX and (not new.prefix or _is_plain(new.prefix))
    if not is_fit or not 1 <= new.digits <= _MOST_DIGITS:
        raise SeriesShapeUnfit(
            series=new.code, prefix=new.prefix[:40], digits=new.digits, longest=_LONGEST_PREFIX, most=_MOST_DIGITS
        )
    with transaction.atomic():
        lock_company(company.id)
        for known in number_series(company=company):
            if known.code == new.code:
                raise SeriesExists(series=known.code, name=known.name)
            if known.kind == DOCUMENTS and (known.prefix, known.digits) == (new.prefix, new.digits):
                raise SeriesShapeTaken(other=known.code, prefix=new.prefix, digits=new.digits)
        name = (new.name or new.code)[:100]
        NumberSeries.objects.create(
            company_id=company.id, code=new.code, kind=DOCUMENTS, name=name, prefix=new.prefix, digits=new.digits
        )
        content = {"name": name, "prefix": new.prefix, "digits": new.digits}
        record(company=company.id, actor=actor, action="series.added", subject=new.code, content=content)
    return SeriesFacts(new.code, DOCUMENTS, name, new.prefix, new.digits)


def keep_series(*, company: CompanyFacts, series: SeriesFacts) -> str:
    """A series of document numbers that a part of the product counts by, added where the company lacks it.

    Inside the caller's transaction, which holds the company's lock; gives the code.
    """
    NumberSeries.objects.get_or_create(
        company_id=company.id,
        code=series.code,
        defaults={"kind": DOCUMENTS, "name": series.name, "prefix": series.prefix, "digits": series.digits},
    )
    return series.code


def _is_plain(text: str) -> bool:
    return text.replace("-", "").isalnum()
