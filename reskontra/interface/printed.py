"""A report as a PDF: what it was asked for in words, and its cells as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.money import Money
from reskontra.interface.clock import today
from reskontra.interface.display import printable, value
from reskontra.interface.tables import Cell, Column, Report, told
from reskontra.letters.sheets import Sheet, SheetColumn, SheetPart, sheet_pdf

MOST_ROWS = 5_000  # a hundred pages: more are not read on paper, and XLSX and CSV hold all
ASKED = {
    "as_of": noop("As of {value}"),
    "since": noop("From {value}"),
    "from": noop("From {value}"),
    "to": noop("To {value}"),
    "by": noop("By {value}"),
    "account": noop("Account {value}"),
    "currency": noop("Amounts in {value}"),
    "cost_center": noop("Cost centre {value}"),
    "project": noop("Project {value}"),
    "period": noop("Periods of {value}"),
    "within": noop("{value} days ahead"),
    "due_on_as_of": "{value}",
}
DAYS = {"due": noop("due date"), "posting": noop("posting date"), "document": noop("document date")}
_WORDS = {
    "by": DAYS,
    "due_on_as_of": {
        "first_column": noop("What falls due that day counts as overdue"),
        "not_due": noop("What falls due that day is not due"),
    },
}


def report_pdf(report: Report, *, title: str, on: date | None = None, most: int = MOST_ROWS) -> bytes:
    """The report on A4, with head and page numbers on every page; the same bytes for the same report and day.

    on        the day of printing, today if left out
    most      rows; of a longer report a first line says so, and its total is that of all rows
    """
    day = on or today()
    shown = _shown(report)
    rows = list(islice(report.rows, most + 1))
    asked = list(asked_in_words(report.facts))
    if len(rows) > most:
        rows.pop()
        asked.append(_("Cut: the first {most} rows. XLSX and CSV hold all.").format(most=value(most)))

    def cells(row: Any) -> tuple[str, ...]:
        return tuple(figure(row[index]) for index, _column in shown)

    def total(row: Any) -> tuple[str, ...]:
        return (_first_word(row), *cells(row)[1:]) if report.page_by else cells(row)

    sheet = Sheet(
        language=(get_language() or "en")[:2],
        company=printable(str(report.facts.get("company", ""))),
        title=title,
        asked=tuple(asked),
        printed=_("Printed {day}").format(day=value(day)),
        columns=tuple(SheetColumn(column.heading, column.is_number) for _index, column in shown),
        rows=() if report.page_by else tuple(cells(row) for row in rows),
        totals=tuple(total(row) for row in report.totals),
        notes=tuple(printable(note) for note in report.notes),
        empty=_("There is nothing to show for this."),
        page_of=_("Page {page} of {pages}"),
        parts=tuple(_parts(report, rows, cells)) if report.page_by else (),
    )
    return sheet_pdf(sheet, on=day)


def _shown(report: Report) -> list[tuple[int, Column]]:
    """The columns on paper; what a page is of stands above it, with its name."""
    above = (report.page_by, "name") if report.page_by else ()
    columns = enumerate(report.columns)
    return [(index, column) for index, column in columns if column.is_shown and column.key not in above]


def _first_word(row: Any) -> str:
    """What a row of totals is called, whichever column that stands in."""
    return next((cell for cell in row if isinstance(cell, str) and cell), "")


def _parts(report: Report, rows: Sequence[Any], cells: Callable[[Any], tuple[str, ...]]) -> Iterator[SheetPart]:
    """A part for each value of the column that begins a page, with the sums of its amounts."""
    keys = [column.key for column in report.columns]
    key, name = keys.index(report.page_by), keys.index("name")
    for number, group in groupby(rows, key=lambda row: row[key]):
        found = list(group)
        sums = [_sum(found, index, column) for index, column in enumerate(report.columns)]
        total = (_("Total"), *cells(sums)[1:])
        yield SheetPart(printable(f"{number} {found[0][name]}"), tuple(cells(row) for row in found), (total,))


def _sum(rows: Sequence[Any], index: int, column: Column) -> Cell:
    """The sum of a column of amounts, where they are of one currency and not sums themselves."""
    amounts = [row[index] for row in rows if isinstance(row[index], Money)]
    if column.is_sum_so_far or len({one.currency for one in amounts}) != 1:
        return ""
    return Money(sum(one.minor for one in amounts), amounts[0].currency)


def asked_in_words(facts: Mapping[str, Any]) -> Iterator[str]:
    """As of 2026-03-31, By due date, Amounts in SEK: what of a report's facts was asked for."""
    for key, found in facts.items():
        if key in ASKED and found:
            said = _(_WORDS[key][found]) if key in _WORDS else printable(value(found))
            yield _(ASKED[key]).format(value=said)


def figure(cell: Cell) -> str:
    """A cell for people, with a minus sign where it is less than nothing."""
    text = printable(told(cell))
    return f"\u2212{text[1:]}" if text.startswith("-") and not isinstance(cell, (str, date)) else text
