"""How far the cells of a spreadsheet reach, told before it is opened: one cell far away makes a table of everything
between, and a text that many cells share is held once for each of them.

What a sheet says of its own size is not asked. Each part of the archive that holds cells is gone through, whatever
its name, and must be XML that can be read only one way: UTF-8, without a document type declaration.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.formats.safe_xml import iterate_elements

ROWS_MAX, COLUMNS_MAX = 1_048_576, 16_384  # as far as sheets reach
CELLS_MAX = 8_000_000  # from the first cell to the last, with the blank ones between
STRINGS_MAX = 4_000_000
TEXT_BYTES_MAX = 128 * 1024 * 1024  # of all cells, a shared text counted for each
_PIECE = 1024 * 1024
_CELL = re.compile(r"([A-Za-z]{1,7})([0-9]{1,18})")
_SHEET = b"sheetData"
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii"}
_HEAD = 1024
_BETWEEN = 4 * 1024 * 1024


class SheetBeyond(Malformed):
    code = "spreadsheet_cell_beyond"
    template = (
        'The sheet has a cell "{cell}", and sheets end at row {rows} and column {columns}. Open it in a spreadsheet '
        "program and save it anew, or export it as CSV."
    )


class SheetTooWide(Malformed):
    code = "spreadsheet_span"
    template = (
        "The cells of the sheet lie from {first} to {last}, which spans {count} cells, and at most {most} are read. "
        "Delete what stands far from the table, or export the table as CSV."
    )


class SheetTextTooLarge(Malformed):
    code = "spreadsheet_text"
    template = "The sheet has more than {most} bytes of text in its cells. Export it as CSV, or in several parts."


class PartUnreadable(Malformed):
    code = "spreadsheet_part"
    template = (
        'The part "{member}" of the spreadsheet cannot be read. Open it in a spreadsheet program and save it as XLSX, '
        "or export it as CSV."
    )


@dataclass(slots=True)
class _Span:
    """Where the cells with something in them lie, from 1."""

    rows: tuple[int, int] = (0, 0)
    columns: tuple[int, int] = (0, 0)
    text_bytes: int = 0

    def take(self, row: int, column: int, size: int) -> None:
        """refuses   SheetBeyond, SheetTooWide, SheetTextTooLarge"""
        (first, last), (left, right) = self.rows, self.columns
        if not (first <= row <= last and left <= column <= right):
            self._widen(row, column)
        self.text_bytes += size
        if self.text_bytes > TEXT_BYTES_MAX:
            raise SheetTextTooLarge(place=f"row {row}", most=TEXT_BYTES_MAX)

    def _widen(self, row: int, column: int) -> None:
        """refuses   SheetBeyond, SheetTooWide"""
        _check(row, column)
        (first, last), (left, right) = self.rows, self.columns
        self.rows = (min(first or row, row), max(last, row))
        self.columns = (min(left or column, column), max(right, column))
        count = (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)
        if count > CELLS_MAX:
            start, end = (_name(*corner) for corner in zip(self.rows, self.columns, strict=True))
            raise SheetTooWide(place=f"row {row}", first=start, last=end, count=count, most=CELLS_MAX)


@dataclass(slots=True)
class _Place:
    """Where a cell stands that does not say it: behind the one before it."""

    row: int = 1
    column: int = 1
    parent: etree._Element | None = field(default=None)

    def enter(self, row: etree._Element | None) -> None:
        if row is not None and row is not self.parent:
            self.parent = row
            if said := row.get("r"):
                self.row = _number(said)

    def leave(self, row: etree._Element) -> None:
        self.enter(row)
        self.row, self.column, self.parent = self.row + 1, 1, None


def refuse_far_cells(archive: zipfile.ZipFile) -> None:
    """Before the archive is opened as a spreadsheet.

    refuses   SheetBeyond, SheetTooWide, SheetTextTooLarge, PartUnreadable
    """
    names = {one: one.filename.replace("\\", "/").casefold() for one in archive.infolist()}
    for member, name in names.items():
        if name.endswith("workbook.bin"):  # rows and columns in binary, which nothing but Excel writes
            raise PartUnreadable(member=member.filename[:100])
    shared: array[int] = array("Q")
    for member, name in names.items():
        if name.endswith("sharedstrings.xml"):
            _read_shared(archive, member, shared)
    for member, name in names.items():
        if name.endswith("content.xml"):
            _read_table(archive, member)
        elif _holds(archive, member, _SHEET):
            _read_sheet(archive, member, shared)


def _holds(archive: zipfile.ZipFile, member: zipfile.ZipInfo, wanted: bytes) -> bool:
    with archive.open(member) as stream:
        tail = b""
        while piece := stream.read(_PIECE):
            if wanted in tail + piece:
                return True
            tail = piece[-len(wanted) :]
    return False


def _elements(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *names: str) -> Iterator[tuple[str, etree._Element]]:
    """Elements by their name without namespace, as each is complete; those before it are gone when the next comes.

    refuses   PartUnreadable
    """
    _refuse_other_encoding(archive, member)
    try:
        with archive.open(member) as stream:
            tags = [f"{{*}}{name}" for name in names]
            for element in iterate_elements(cast(BinaryIO, stream), tags, most_bytes=_BETWEEN):
                yield str(element.tag).rpartition("}")[2], element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except (SheetBeyond, SheetTooWide, SheetTextTooLarge, PartUnreadable):
        raise
    except Malformed:
        raise PartUnreadable(member=member.filename[:100]) from None


def _refuse_other_encoding(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """refuses   PartUnreadable"""
    with archive.open(member) as stream:
        head = stream.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip()
    declared = head.partition(b"?>")[0] if head.startswith(b"<?xml") else b""
    named = _ENCODING.search(declared)
    if not head.startswith(b"<") or b"\0" in head or (named and named[1].lower() not in _ENCODINGS):
        raise PartUnreadable(member=member.filename[:100])


def _read_shared(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sizes: array[int]) -> None:
    for _, element in _elements(archive, member, "si"):
        sizes.append(_text_bytes(element))
        if len(sizes) > STRINGS_MAX:
            raise SheetTextTooLarge(most=TEXT_BYTES_MAX)


def _read_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shared: array[int]) -> None:
    span, place = _Span(), _Place()
    for name, element in _elements(archive, member, "row", "c", "mergeCell", "hyperlink"):
        if name == "row":
            place.leave(element)
            _check(place.row - 1, 1)
        elif name == "c":
            place.enter(element.getparent())
            said = element.get("r")
            row, place.column = _cell(said) if said else (place.row, place.column)
            if len(element):
                span.take(row, place.column, _size(element, shared))
            _check(row, place.column)
            place.column += 1


def _size(cell: etree._Element, shared: array[int]) -> int:
    """The bytes of text that a cell is to hold."""
    kind = cell.get("t")
    if kind != "s":
        return _text_bytes(cell) if kind in ("str", "inlineStr") else 0
    text = str(cell[0].text if len(cell) == 1 and not len(cell[0]) else "".join(map(str, cell.itertext()))).strip()
    at = int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
    return shared[at] if at < len(shared) else 0


def _read_table(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """A table of OpenDocument: cells and rows say how often they are repeated."""
    span, row, column = _Span(), 1, 1
    held: list[tuple[int, int]] = []  # columns that hold something, to which one, and their bytes
    for name, element in _elements(archive, member, "table-cell", "covered-table-cell", "table-row", "table"):
        if name == "table":
            span, row = _Span(), 1
        elif name == "table-row":
            row += (times := _repeated(element, "number-rows-repeated", ROWS_MAX))
            for last, size in held:
                span.take(row - times, last, 0)
                span.take(row - 1, last, size * times)
            column, held = 1, []
        else:
            times = _repeated(element, "number-columns-repeated", COLUMNS_MAX)
            if len(element) or any(key.endswith("value-type") for key in map(str, element.attrib)):
                held.append((column, 0))
                held.append((column + times - 1, _text_bytes(element) * times))
            column += times


def _repeated(element: etree._Element, name: str, most: int) -> int:
    """refuses   SheetBeyond"""
    for key, value in element.attrib.items():
        if str(key).endswith(name):
            number = _number(str(value)) if str(value).isdecimal() else most + 1
            if number > most:
                raise SheetBeyond(cell=str(value)[:40], rows=ROWS_MAX, columns="XFD")
            return number
    return 1


def _text_bytes(element: etree._Element) -> int:
    """At least so many."""
    if len(element) == 1 and not len(element[0]):
        return len(element[0].text or "")
    return sum(len(str(text)) for text in element.itertext())


def _cell(said: str) -> tuple[int, int]:
    """refuses   SheetBeyond"""
    found = _CELL.fullmatch(said)
    if found is None:
        raise SheetBeyond(cell=said[:40], rows=ROWS_MAX, columns="XFD")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if not 1 <= row <= ROWS_MAX or column > COLUMNS_MAX:
        raise SheetBeyond(cell=said, rows=ROWS_MAX, columns="XFD")
    return row, column


def _number(said: str) -> int:
    """refuses   SheetBeyond"""
    if not (said.isascii() and said.isdecimal()) or len(said) > 7 or not 1 <= int(said) <= ROWS_MAX:
        raise SheetBeyond(cell=said[:40], rows=ROWS_MAX, columns="XFD")
    return int(said)


def _check(row: int, column: int) -> None:
    """refuses   SheetBeyond"""
    if row > ROWS_MAX or column > COLUMNS_MAX:
        raise SheetBeyond(place=f"row {row}", cell=_name(row, column), rows=ROWS_MAX, columns="XFD")


def _name(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
