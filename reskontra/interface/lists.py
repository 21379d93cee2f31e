"""Lists as pages: sorted, narrowed, leafed through and taken along as a file, all of it in the address.

A room says once what a list is (ListKind: columns, fields, what belongs there) and for each request which rows (a
Listing in SQL). The rest is the same for every list: read the address, ask for a page of rows, make cells of them, sums
below, and CSV or XLSX of what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import Money
from reskontra.core.wording import worded
from reskontra.database.days import day_of
from reskontra.database.listing import Listing, Row, Slice, Total, rows_of, slice_of, totals_of
from reskontra.interface.auth import Access
from reskontra.interface.handing_out import handed_out
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, asked_of
from reskontra.interface.parts import REFUSED
from reskontra.interface.refusals import lines
from reskontra.interface.replicated import noted, read_for
from reskontra.interface.tables import Cell, Report, report_file
from reskontra.interface.tables import Column as FileColumn
from reskontra.interface.templatetags import display

PER_PAGE = 100
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_MOST_CURRENCIES = 6  # sums below a list


@dataclass(frozen=True, slots=True)
class Heading:
    """order: ascending, descending or "" where the list is not sorted by it; url: "" where it cannot be."""

    key: str
    word: str
    is_number: bool
    order: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    url: str
    is_number: bool
    label: str
    kind: str
    shape: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    id: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownField:
    key: str
    word: str
    kind: str
    value: str
    options: tuple[tuple[str, str, bool], ...]
    is_more: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list, for interface/_list.html.

    query      of the address without the page; first, previous, next: whole queries, "" where there is none
    has_more   whether there are fields that are folded away; is_more_open: whether any of them is used
    count      of all rows, in words
    offered    (key, word, whether it is shown) of every column
    """

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[ShownRow, ...]
    totals: tuple[tuple[ShownCell, ...], ...]
    count: str
    fields: tuple[ShownField, ...]
    sort: str
    is_narrowed: bool
    has_more: bool
    is_more_open: bool
    empty: str
    query: str
    first: str
    previous: str
    next: str
    offered: tuple[tuple[str, str, bool], ...]
    refused: tuple[str, ...] = ()


Builder = Callable[[Asked], Listing]


def list_answer(
    request: HttpRequest,
    kind: ListKind,
    build: Builder,
    *,
    template: str,
    context: Mapping[str, Any],
    company_id: int,
    currency: str,
) -> HttpResponse:
    """The page with the list in it, or with ?format=csv or xlsx the whole list as a file.

    build      the rows that are asked for; what it refuses is told above the list, and what was written stays
    context    of the template; the list is added to it
    currency   of the company
    """
    asked = asked_of(request, kind)
    try:
        listing = build(asked)
        if request.GET.get("format", "") in FILES:
            kept = replace(asked, columns=tuple(column for column in asked.columns if column.in_files))
            access: Access = request.access  # type: ignore[attr-defined]
            return read_for(
                request,
                company=company_id,
                actor=access.actor,
                read=lambda: file_answer(noted(request, _report(kind, kept, listing, currency)), request.GET["format"]),
            )
        page = list_page(kind, asked, listing, company_id=company_id, currency=currency)
    except (Refused, Malformed) as refusal:
        page = _page(kind, asked, Slice((), None, None), [], (company_id, currency), tuple(lines(refusal)))
    status = REFUSED if page.refused else 200
    return render(request, template, {**context, "list": page}, status=status)


def file_answer(report: Report, format: str) -> HttpResponse:
    """A report as a file to keep. format: one of FILES."""
    return handed_out(report_file(report, format), f"{report.name}.{format}", kind=FILES[format])


def list_page(
    kind: ListKind, asked: Asked, listing: Listing, *, company_id: int, currency: str, most: int = PER_PAGE
) -> ListPage:
    """A page of the rows in their order, with the sums of all of them."""
    found = slice_of(
        listing,
        sort=asked.sort,
        is_descending=asked.is_descending,
        most=most,
        after=asked.after,
        before=asked.before,
    )
    return _page(kind, asked, found, _totals(asked, listing), (company_id, currency))


def _totals(asked: Asked, listing: Listing) -> list[Total]:
    """Sums by the currency of what is summed, else of any amount: where all rows have one, the heading tells it."""
    summed = [column for column in asked.columns if column.is_summed]
    by = next((column.currency for column in (summed or asked.columns) if column.currency), "")
    return totals_of(listing, columns=[column.key for column in summed], by=by)


def _page(
    kind: ListKind,
    asked: Asked,
    found: Slice,
    totals: Sequence[Total],
    whose: tuple[int, str],
    refused: tuple[str, ...] = (),
) -> ListPage:
    company_id, currency = whose
    known = {total.key for total in totals if total.key}
    one = known.pop() if len(known) == 1 else ""
    narrowed = {key: value for key, value in asked.values.items() if value}
    sort = f"{'-' if asked.is_descending else ''}{asked.sort}"
    query = urlencode(narrowed | ({"sort": sort} if sort != kind.sort else {}))
    return ListPage(
        name=kind.name,
        headings=tuple(_heading(column, asked, narrowed, one, currency) for column in asked.columns),
        rows=tuple(
            ShownRow(row["id"], tuple(_cell(column, row, company_id, currency, one) for column in asked.columns))
            for row in found.rows
        ),
        totals=_sums(asked, totals, currency, one) if found.rows else (),
        count=worded(_("{count:row|rows}"), count=display.count(sum(total.count for total in totals))),
        fields=tuple(_field(one, asked) for one in kind.fields),
        sort=sort if sort != kind.sort else "",
        is_narrowed=bool(narrowed),
        has_more=any(one.is_more for one in kind.fields),
        is_more_open=any(one.is_more and asked.text(one.key) for one in kind.fields),
        empty=_(kind.empty),
        query=query,
        first=_joined(query, "") if found.before is not None else "",
        previous=_joined(query, f"before={found.before}") if found.before is not None else "",
        next=_joined(query, f"after={found.after}") if found.after is not None else "",
        offered=tuple((column.key, _(column.word), column in asked.columns) for column in kind.columns),
        refused=refused,
    )


def _joined(query: str, more: str) -> str:
    return "?" + "&".join(part for part in (query, more) if part)


def _heading(column: Column, asked: Asked, narrowed: Mapping[str, str], one: str, currency: str) -> Heading:
    """An amount's heading tells the currency: the company's, or the one that all rows have."""
    word = _(column.word)
    if column.kind == "amount":
        word = f"{word} {one if column.currency else currency}".rstrip()
    is_sorted = column.key == asked.sort
    order = ("descending" if asked.is_descending else "ascending") if is_sorted else ""
    turned = f"-{column.key}" if is_sorted and not asked.is_descending else column.key
    url = _joined(urlencode({**narrowed, "sort": turned}), "") if column.sorts else ""
    return Heading(column.key, word, column.is_number, order, url)


def _field(one: Field, asked: Asked) -> ShownField:
    value = asked.text(one.key)
    options = tuple((code, _(word), code == value) for code, word in one.options)
    return ShownField(one.key, _(one.word), one.kind, value, options, one.is_more)


# Cells


def _value(column: Column, row: Row, currency: str) -> Cell:
    """What a cell holds, typed as files want it."""
    found = row[column.key]
    if column.reads is not None:
        return column.reads(row)
    if found is None or found == "":
        return None
    if column.kind == "amount":
        return Money(int(found), str(row[column.currency]) if column.currency else currency)
    if column.kind == "day":
        return day_of(found)
    if column.kind == "moment":
        return found if isinstance(found, datetime) else datetime.fromisoformat(str(found)).replace(tzinfo=None)
    return int(found) if column.kind == "count" else str(found)


def _cell(column: Column, row: Row, company_id: int, currency: str, one: str) -> ShownCell:
    """A cell for people. one: the currency of all rows, which the heading tells."""
    value = _value(column, row, currency)
    is_nothing = value is None or value == 0 or (isinstance(value, Money) and not value.minor)
    url = column.leads(company_id, row) if column.leads and not is_nothing else ""
    shape, role = column.marks(row) if column.marks else ("", "quiet" if is_nothing else "")
    text = told(value, with_currency=bool(column.currency) and not one)
    return ShownCell(text, url, column.is_number, _(column.word), column.kind, shape, role)


def told(value: Cell, *, with_currency: bool = False) -> str:
    """A cell's value as pages write it."""
    if isinstance(value, Money):
        amount = display.money(value.minor, value.currency)
        return f"{amount}\u00a0{value.currency}" if with_currency else amount
    if isinstance(value, datetime):
        return display.moment(value)
    if isinstance(value, date):
        return display.day(value)
    if isinstance(value, int):
        return display.count(value)
    return "" if value is None else str(value)


def _sums(asked: Asked, totals: Sequence[Total], currency: str, one: str) -> tuple[tuple[ShownCell, ...], ...]:
    """A row for each currency; none where no column is summed."""
    if not any(column.is_summed for column in asked.columns):
        return ()
    return tuple(_total(asked, total, currency, one) for total in totals[:_MOST_CURRENCIES])


def _total(asked: Asked, total: Total, currency: str, one: str) -> tuple[ShownCell, ...]:
    cells = []
    for number, column in enumerate(asked.columns):
        text = _("Total") if number == 0 else ""
        if column.is_summed:
            whose = total.key or currency
            minor = total.sums[column.key]
            value: Cell = Money(minor, whose) if column.kind == "amount" else minor
            text = told(value, with_currency=bool(column.currency) and not one)
        cells.append(ShownCell(text, "", column.is_number, _(column.word), column.kind))
    return tuple(cells)


# Files


def _report(kind: ListKind, asked: Asked, listing: Listing, currency: str) -> Report:
    """The columns that are shown, and the currencies of their amounts."""
    named = {column.currency for column in asked.columns if column.kind == "amount" and column.currency}
    more = sorted(named - {column.key for column in asked.columns})
    totals, has_sums = _totals(asked, listing), any(column.is_summed for column in asked.columns)
    columns = [FileColumn(one.key, _(one.word), is_number=one.is_number) for one in asked.columns]
    return Report(
        name=kind.name,
        facts={},
        columns=[*columns, *(FileColumn(key, _("Currency")) for key in more)],
        rows=_file_rows(asked, rows_of(listing, sort=asked.sort, is_descending=asked.is_descending), currency, more),
        total=_file_total(asked, totals[0], currency, more) if len(totals) == 1 and has_sums else None,
    )


def _file_rows(asked: Asked, rows: Iterable[Row], currency: str, more: Sequence[str]) -> Iterable[Sequence[Cell]]:
    for row in rows:
        yield [*(_value(column, row, currency) for column in asked.columns), *(str(row[key]) for key in more)]


def _file_total(asked: Asked, total: Total, currency: str, more: Sequence[str]) -> Sequence[Cell]:
    cells: list[Cell] = []
    for number, column in enumerate(asked.columns):
        minor = total.sums.get(column.key) if column.is_summed else None
        if minor is not None and column.kind == "amount":
            cells.append(Money(minor, total.key or currency))
        else:
            cells.append(minor if minor is not None else _("Total") if number == 0 else None)
    return [*cells, *(None for _key in more)]
