"""A report on paper: what a sheet shows, and how wide it has to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.letters.pdf import render

_UPRIGHT_LETTERS = 104  # that an upright page holds in a row of a table
_WIDEST_TEXT = 34  # letters of a text before it goes on in the next line


@dataclass(frozen=True, slots=True)
class SheetColumn:
    heading: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What begins a page of its own. totals: as many cells as there are columns."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as it is printed; every text as it is read.

    language   in which words are parted at the end of a line, such as sv
    asked      what the report was asked for: As of 2026-03-31
    printed    the day of printing, in words
    totals     rows below the others, with as many cells as there are columns
    page_of    such as "Page {page} of {pages}"
    parts      the rows in parts that each begin a page, and the totals on a last one; empty where they are one table
    """

    language: str
    company: str
    title: str
    asked: tuple[str, ...]
    printed: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    empty: str
    page_of: str
    parts: tuple[SheetPart, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sheet with its layout. wide: the column that takes what room is left, -1 for none."""

    sheet: Sheet
    wide: int
    is_across: bool
    page_words: tuple[str, str, str]


def sheet_pdf(sheet: Sheet, *, on: date) -> bytes:
    """The sheet as a PDF of the day."""
    before, _page, rest = sheet.page_of.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    widths = column_widths(sheet)
    texts = [number for number, column in enumerate(sheet.columns) if not column.is_number]
    wide = max(texts, key=lambda number: widths[number], default=-1)
    laid = _Laid(sheet, wide, sum(widths) > _UPRIGHT_LETTERS, (before, between, after))
    return render("sheet", laid, on=on)


def column_widths(sheet: Sheet) -> Sequence[int]:
    """Letters that each column wants, its margin among them; a text wants no more than it can be broken into."""
    inner = [row for part in sheet.parts for row in (*part.rows, *part.totals)]
    lines = [[column.heading for column in sheet.columns], *sheet.rows, *sheet.totals, *inner]
    found = [max(len(cell) for cell in cells) for cells in zip(*lines, strict=True)]
    return [
        2 + (width if column.is_number else min(width, _WIDEST_TEXT))
        for width, column in zip(found, sheet.columns, strict=True)
    ]
