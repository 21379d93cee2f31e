"""Reports as pages: the same as the command line prints, each figure leading to the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.limitation import WITHIN
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.aging import COLUMNS
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import Money
from reskontra.desk.report_charts import ReportChart, chart_of
from reskontra.desk.report_kinds import DAY_FIELDS, GROUPS, KINDS, SAID, Asked, Kind
from reskontra.desk.report_links import Spot
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.lists import FILES, file_answer
from reskontra.interface.parts import REFUSED, number_asked
from reskontra.interface.printed import DAYS, asked_in_words, figure
from reskontra.interface.refusals import lines
from reskontra.interface.replicated import noted, read_for
from reskontra.interface.tables import Cell, Column, Report
from reskontra.receivables.aged import EACH, PERIOD
from reskontra.receivables.reports import open_currencies
from reskontra.receivables.samples import POPULATIONS, SIZE, WAY_WORDS

PER_PAGE = 100  # each with a link in every figure
FIELD_WORDS = {
    "as_of": noop("As of"),
    "from": noop("From"),
    "to": noop("To"),
    "by": noop("By date"),
    "days": noop("Or ages in days, such as 30,60,90"),
    "period": noop("Length of a period"),
    "columns": noop("Columns"),
    "headings": noop("Headings"),
    "currencies": noop("Currency"),
    "details": noop("Rows"),
    "zero": noop("Balance of zero"),
    "show": noop("Show"),
    "currency": noop("Currency"),
    "account": noop("Account"),
    "cost_center": noop("Cost centre"),
    "project": noop("Project"),
    "series": noop("Series"),
    "open": noop("Open ones alone"),
    "credits": noop("Kinds"),
    "month": noop("Month"),
    "rule": noop("Rule"),
    "way": noop("How"),
    "of": noop("Drawn of"),
    "draw": noop("How"),
    "size": noop("How many"),
    "seed": noop("Seed"),
    "above": noop("Above the amount"),
    "within": noop("Days ahead"),
}
OTHERWISE = {"size": str(SIZE), "within": str(WITHIN), "period": PERIOD, "columns": str(COLUMNS), "by": "due"}
_CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {
    "credits": (
        ("", noop("All")),
        ("payments", noop("Payments")),
        ("1", noop("Payments and credits")),
        ("documents", noop("Documents to be paid")),
    ),
    "open": (("", noop("No")), ("1", noop("Yes"))),
    "headings": (("", noop("Dates")), ("days", noop("Days"))),
    "details": (("", noop("Accounts")), ("1", noop("Entries")), ("pages", noop("Entries, a page each on paper"))),
    "zero": (("", noop("Shown")), ("skip", noop("Left out"))),
    "of": tuple(POPULATIONS.items()),
    "draw": tuple(WAY_WORDS.items()),
    "show": (("", noop("All")), ("uncertain", noop("Uncertain ones"))),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the page; url is empty where it leads nowhere."""

    text: str
    url: str
    is_number: bool
    label: str
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What may be asked. choices: (value, word), where one of them is chosen."""

    name: str
    word: str
    value: str
    is_day: bool
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head. sort: the address's word for sorting by it, empty where that cannot be; order: as it is now."""

    text: str
    is_number: bool
    sort: str
    order: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page of a report's rows. query: what was asked, as an address carries it, without page and order."""

    name: str
    title: str
    told: str
    fields: tuple[Field, ...]
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Shown, ...], ...]
    totals: tuple[tuple[Shown, ...], ...]
    notes: tuple[str, ...]
    chart: ReportChart | None
    number: int
    has_more: bool
    query: str
    sort: str


@demands("READER")
def reports(request: HttpRequest, access: Access) -> HttpResponse:
    groups = [(_(word), [(name, _(KINDS[name].word), _(SAID[name])) for name in names]) for word, names in GROUPS]
    return render(request, "desk/reports.html", {"groups": groups, "exports": access.may("AUDITOR")})


@demands("READER")
def report(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """A page of the report, or with ?format=pdf, xlsx or csv the whole as a file."""
    if name not in KINDS:
        raise Http404
    kind, company = KINDS[name], company_by_id(id=access.company_id)
    asked = Asked({field: request.GET.get(field, "") for field in kind.fields})
    format, number = request.GET.get("format", ""), max(1, number_asked(request, "page", digits=7) or 1)

    def read() -> HttpResponse | ReportPage:
        found = noted(request, kind.build(company, asked))
        if format in FILES:
            return file_answer(found, format)
        return _page(company, name, found, asked, (number, request.GET.get("sort", "")))

    try:
        found = read_for(request, company=company.id, actor=access.actor, read=read)
        return found if isinstance(found, HttpResponse) else render(request, "desk/report.html", {"page": found})
    except (Refused, Malformed) as refusal:
        context = {"page": _empty_page(company, name, asked), "refused": list(lines(refusal))}
        return render(request, "desk/report.html", context, status=REFUSED)


def _empty_page(company: CompanyFacts, name: str, asked: Asked) -> ReportPage:
    fields = tuple(_fields(company, KINDS[name], asked))
    query = _query(asked)
    return ReportPage(name, _(KINDS[name].word), "", fields, (), (), (), (), None, 1, False, query, "")


def _page(company: CompanyFacts, name: str, found: Report, asked: Asked, place: tuple[int, str]) -> ReportPage:
    """A page of rows in the order that is asked for. Rows that are read as they come cannot be ordered otherwise."""
    kind, (number, sort) = KINDS[name], place
    links = _Links(company, kind, found, asked.plain | _settled(found))
    sortable = isinstance(found.rows, list)
    ordered = _sorted(found, sort) if sortable else found.rows
    first = (number - 1) * PER_PAGE
    rows = list(islice(ordered, first, first + PER_PAGE + 1))
    is_last = len(rows) <= PER_PAGE
    drawn = kind.chart and sortable and number == 1
    return ReportPage(
        name=name,
        title=_(kind.word),
        told=" · ".join(asked_in_words(found.facts)),
        fields=tuple(_fields(company, kind, asked)),
        headings=tuple(_headings(found, sort if sortable else None)),
        rows=tuple(links.shown(row) for row in rows[:PER_PAGE]),
        totals=tuple(links.shown_total(row) for row in found.totals) if is_last else (),
        notes=tuple(found.notes),
        chart=chart_of(kind.chart, found, list(found.rows), links.of) if drawn else None,
        number=number,
        has_more=not is_last,
        query=_query(asked),
        sort=sort,
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the cells of a report lead. asked: as Asked.plain has it, read once for all of them."""

    company: CompanyFacts
    kind: Kind
    report: Report
    asked: Mapping[str, str]

    def of(self, row: Mapping[str, Cell], key: str, cell: Cell = None) -> str:
        target = self.kind.links.get(key) or self.kind.links.get("*")
        spot = Spot(self.company, self.asked, row, key, row.get(key, cell))
        return target(spot) if target and not _is_nothing(spot.cell) else ""

    def shown(self, row: Sequence[Cell]) -> tuple[Shown, ...]:
        cells = {column.key: cell for column, cell in zip(self.report.columns, row, strict=True)}
        return self._shown(row, lambda column, _cell: self.of(cells, column.key))

    def shown_total(self, row: Sequence[Cell]) -> tuple[Shown, ...]:
        cells = zip(self.report.columns, row, strict=True)
        known = {column.key: cell for column, cell in cells if column.key == "currency" and cell}
        return self._shown(
            row, lambda column, cell: self.of(known, column.key, cell) if cell != "" and column.is_number else ""
        )

    def _shown(self, row: Sequence[Cell], url: Callable[[Column, Cell], str]) -> tuple[Shown, ...]:
        return tuple(
            Shown(figure(cell), url(column, cell), column.is_number, column.heading, isinstance(cell, date))
            for column, cell in zip(self.report.columns, row, strict=True)
            if column.is_shown
        )


def _settled(found: Report) -> dict[str, str]:
    """What a setting said of the report, so that its links need not ask again."""
    said = found.facts.get("due_on_as_of")
    return {"due_on_as_of": said} if said else {}


def _is_nothing(cell: Cell) -> bool:
    """No amount: there are no rows behind it."""
    return isinstance(cell, Money) and not cell.minor


def _headings(found: Report, sort: str | None) -> Iterator[Heading]:
    for column in found.columns:
        if not column.is_shown:
            continue
        order = "" if sort is None or sort.lstrip("-") != column.key else "down" if sort.startswith("-") else "up"
        wanted = column.key if (order == "down") or (not column.is_number and order != "up") else f"-{column.key}"
        yield Heading(column.heading, column.is_number, "" if sort is None else wanted, order)


def _sorted(found: Report, sort: str) -> Sequence[Sequence[Cell]]:
    places = {column.key: place for place, column in enumerate(found.columns)}
    rows = list(found.rows)
    place = places.get(sort.removeprefix("-"))
    if place is None:
        return rows
    return sorted(rows, key=lambda row: _order(row[place]), reverse=sort.startswith("-"))


def _order(cell: Cell) -> tuple[int, Any]:
    """Numbers before texts, and what is empty before all."""
    if cell is None or cell == "":
        return (0, 0)
    if isinstance(cell, Money):
        return (1, cell.minor)
    if isinstance(cell, (int, Decimal)):
        return (1, cell)
    return (2, cell.isoformat() if isinstance(cell, date) else str(cell).casefold())


def _query(asked: Asked) -> str:
    return urlencode({field: value for field, value in asked.values.items() if value})


def _fields(company: CompanyFacts, kind: Kind, asked: Asked) -> Iterator[Field]:
    for name in kind.fields:
        value = asked.text(name, OTHERWISE.get(name, ""))
        if name == "as_of" and not value:
            value = today().isoformat()
        choices = tuple(_choices(company, name, value))
        yield Field(name, _(FIELD_WORDS[name]), value, name in DAY_FIELDS, choices)


def _choices(company: CompanyFacts, name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "by":
        yield from ((day, _(word).capitalize()) for day, word in DAYS.items())
    elif name in ("currency", "currencies"):
        yield "", _("All, in {currency}").format(currency=company.currency)
        if name == "currencies":
            yield EACH, _("Each in its own")
        known = [EACH, *open_currencies(company=company)]
        yield from ((code, code) for code in known[1:] + [value] * (bool(value) and value not in known))
    else:
        yield from ((choice, _(word)) for choice, word in _CHOICES.get(name, ()))
