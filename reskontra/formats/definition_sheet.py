"""Spreadsheets (Excel, OpenDocument), as rows of text: numbers with a point, days as ISO 8601.

A spreadsheet is a zip archive that could unpack to anything, so its size and its cells are looked at before it is
opened. Cells keep the type they were given: a number is exact to six decimals, which hides the rounding of a formula,
and a day is a day however it is shown.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.formats.definition import Definition
from reskontra.formats.definition_rows import Cells, Sheet, sheet_of
from reskontra.formats.definition_values import Plain
from reskontra.formats.sheet_bounds import refuse_far_cells

_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # of a compound file
FILE_BYTES_MAX = 32 * 1024 * 1024
UNPACKED_BYTES_MAX = 256 * 1024 * 1024
_DECIMALS = 6


class SpreadsheetUnreadable(Malformed):
    code = "spreadsheet"
    template = (
        "The file is a spreadsheet ({kind}) that cannot be opened. Save it as XLSX or export it as CSV, or fetch a "
        "camt.053 from the bank instead."
    )


class SpreadsheetTooLarge(Malformed):
    code = "spreadsheet_too_large"
    template = "The spreadsheet has more than {most} bytes. Export it as CSV, or in several parts."


class SpreadsheetOld(Malformed):
    code = "spreadsheet_old"
    template = (
        "The file is a spreadsheet of the old kind ({kind}), which does not tell how large it is before it is opened. "
        "Save it as XLSX or export it as CSV."
    )


class SheetUnknown(Malformed):
    code = "spreadsheet_sheet_unknown"
    template = 'The spreadsheet has no sheet "{sheet}". It has {known}: name one of them in the definition.'


def spreadsheet(stream: BinaryIO, definition: Definition) -> Sheet:
    """The rows of a sheet, the first unless the definition names one.

    refuses   SpreadsheetTooLarge, SpreadsheetOld, SpreadsheetUnreadable, SheetUnknown, what refuse_far_cells and
              sheet_of refuse
    """
    return sheet_of(sheet_rows(stream, definition.sheet), definition, word="row")


def sheet_rows(stream: BinaryIO, sheet: str = "") -> Iterator[tuple[int, Cells]]:
    """Rows with their numbers as the spreadsheet counts them, from 1.

    refuses   as spreadsheet, at the first row
    """
    from python_calamine import CalamineError, CalamineWorkbook  # a library of its own, for spreadsheets alone

    data = stream.read(FILE_BYTES_MAX + 1)
    if len(data) > FILE_BYTES_MAX:
        raise SpreadsheetTooLarge(most=FILE_BYTES_MAX)
    _refuse_bombs(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        known = book.sheet_names
        if sheet and sheet not in known:
            raise SheetUnknown(sheet=sheet, known=tuple(known))
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        left = [""] * (found.start[1] if found.start else 0)  # columns before the first that is used
        for number, row in enumerate(found.iter_rows(), 1):
            yield number, [*left, *map(_cell, row)]
    except (CalamineError, ValueError, OSError, IndexError):
        raise SpreadsheetUnreadable(kind="Excel, OpenDocument") from None


def _refuse_bombs(data: bytes) -> None:
    """An archive that unpacks to more than a spreadsheet of a bank ever has, or that is broken, is not opened."""
    if data.startswith(_OLD):
        raise SpreadsheetOld(kind="XLS")
    if not data.startswith(b"PK"):
        raise SpreadsheetUnreadable(kind="Excel, OpenDocument")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_BYTES_MAX:
                raise SpreadsheetTooLarge(most=UNPACKED_BYTES_MAX)
            archive.testzip()  # a size that lies fails its checksum
            refuse_far_cells(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        raise SpreadsheetUnreadable(kind="Excel, OpenDocument") from None


def _cell(value: object) -> str:
    """A cell as text; a number as Plain."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        written = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
        return Plain("0" if written == "-0" else written)
    if isinstance(value, (datetime, date)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value) if isinstance(value, (time, timedelta)) else ""
