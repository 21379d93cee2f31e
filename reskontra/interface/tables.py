"""A report once, in its forms: a table or a PDF for people, JSON, CSV and XLSX for programs and spreadsheets.

Amounts and days are typed until they are printed. JSON and CSV carry decimal strings with a point and ISO days; a
worksheet carries numbers and days. A spreadsheet takes text that begins with =, +, -, @ and the like for a formula: in
CSV such text is led by an apostrophe, in XLSX every text is written as text. What totals there are stand in the table,
in JSON and in the worksheet; CSV has the rows alone, so that a sum over a column is right.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any, BinaryIO, TextIO, cast

import typer
from django.utils.translation import gettext as _
from rich.console import Console

from reskontra.core.errors import Refused
from reskontra.core.money import Money, format_minor, minor_digits
from reskontra.interface.console import Session, yes_no
from reskontra.interface.display import money, value
from reskontra.interface.files import trouble_in_writing

FORMATS = ("table", "json", "csv", "xlsx", "pdf")
ROWS_A_SHEET = 1_048_576
_ROWS_A_TABLE = 2_000  # a longer table is printed in pieces, so that memory does not grow with it
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DIGITS_OF_A_CELL = 15  # a worksheet's numbers are floating
_MEMORY_BYTES = 8 * 1024 * 1024
_WIDEST = 40  # letters that a column of text is at most wide in a worksheet

Cell = str | int | date | Decimal | Money | None


class FileUnwritable(Refused):
    code = "file_unwritable"
    template = "{file} cannot be written: {trouble}. Name a file that you may write."


class SheetFull(Refused):
    code = "sheet_full"
    template = "A worksheet holds {most} rows, and the report has more. Use --format csv, or a shorter period."


class SheetToTerminal(Refused):
    code = "sheet_to_terminal"
    template = "A file of the kind {format} is nothing to read on a terminal. Add --output {file}."


@dataclass(frozen=True, slots=True)
class Column:
    """key: its name in JSON and CSV; is_shown: whether it stands in the table for people.

    is_sum_so_far   its amounts are sums already, which are not summed again
    """

    key: str
    heading: str
    is_number: bool = False
    is_shown: bool = True
    is_sum_so_far: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What is printed.

    name      of the report, such as trial-balance
    facts     what stands before the rows in JSON: company, day, currency
    rows      a value for each column; read once, as they come
    rows_key  what the rows are called in JSON
    total     a last row for people, None where there is none
    beneath   rows below the total, for people too: it in each currency, the share of each column
    page_by   the column whose values each begin a page on paper, "" for none
    title     what people call it; the name where it is empty
    after     what follows the rows in JSON: totals, what they are tied to
    notes     lines below the table
    """

    name: str
    facts: Mapping[str, Any]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    rows_key: str = "rows"
    total: Sequence[Cell] | None = None
    after: Mapping[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()
    title: str = ""
    beneath: Sequence[Sequence[Cell]] = ()
    page_by: str = ""

    @property
    def totals(self) -> Sequence[Sequence[Cell]]:
        """All rows that stand below the others."""
        return [*([self.total] if self.total is not None else []), *self.beneath]


def known_report_format(format: str) -> str:
    """The callback of a report's --format: another word is wrong usage."""
    if format and format not in FORMATS:
        raise typer.BadParameter(_('"{format}" is no format here. Use {known}.').format(format=format, known=_known()))
    return format


def _known() -> str:
    return ", ".join(FORMATS)


ReportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        callback=known_report_format,
        metavar="FORMAT",
        help="table, json, csv, xlsx or pdf; as --output ends.",
    ),
]
Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write to this file.")]


def print_report(session: Session, report: Report, *, format: str = "", output: Path | None = None) -> None:
    """Print a report on the standard output, or write it to a file.

    format    one of FORMATS; "" is what the file's name ends in, else a table
    refuses   SheetToTerminal, FileUnwritable, SheetFull
    """
    chosen = format or _format_of(output)
    if chosen in _WRITERS:
        if output is None and sys.stdout.isatty():
            raise SheetToTerminal(format=chosen, file=f"{report.name}.{chosen}")
        with bytes_out(output) as stream:
            _WRITERS[chosen](report, stream)
        return
    if chosen == "table" and output is None:
        _write_table(report, session)
        return
    with _text_out(output) as text:
        {"json": _write_json, "csv": _write_csv, "table": _write_plain}[chosen](report, text)


def report_file(report: Report, format: str) -> bytes:
    """A report as a file: csv, json, xlsx or pdf.

    refuses   SheetFull
    """
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as kept:
        stream = cast("BinaryIO", kept)
        if format in _WRITERS:
            _WRITERS[format](report, stream)
        else:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
            {"json": _write_json, "csv": _write_csv}[format](report, text)
            text.flush()
            text.detach()
        kept.seek(0)
        return kept.read()


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else "table"


@contextmanager
def _text_out(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with bytes_out(output) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def bytes_out(output: Path | None) -> Iterator[BinaryIO]:
    """Bytes kept aside until all of the report is there: a report that ends early leaves no file."""
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as kept:
        yield cast("BinaryIO", kept)
        kept.seek(0)
        if output is None:
            shutil.copyfileobj(cast("IO[bytes]", kept), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        with _unwritable_told(output), output.open("wb") as stream:
            shutil.copyfileobj(cast("IO[bytes]", kept), stream)


@contextmanager
def _unwritable_told(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise FileUnwritable(file=str(output), trouble=trouble_in_writing(reason)) from reason


def write_file(output: Path, content: bytes) -> None:
    """refuses   FileUnwritable"""
    with _unwritable_told(output):
        output.write_bytes(content)


def writer_to(output: Path) -> Callable[[bytes], None]:
    """What writes the file once there is something to write. That it may be written is proved at once, before anything
    else is done; nothing is left of the proof.

    refuses   FileUnwritable, now or when it is written
    """
    with _unwritable_told(output):
        is_new = not os.path.lexists(output)
        if not output.is_fifo():  # whoever reads a pipe would take the proof for all of it
            output.open("ab").close()
        if is_new:
            output.unlink()
    return partial(write_file, output)


# A table for people


def _write_table(report: Report, session: Session) -> None:
    shown = [(index, column) for index, column in enumerate(report.columns) if column.is_shown]
    headings = [(column.heading, column.is_number) for _index, column in shown]
    rows = ([told(row[index]) for index, _column in shown] for row in chain(report.rows, report.totals))
    session.table(headings, list(islice(rows, _ROWS_A_TABLE)))
    while piece := list(islice(rows, _ROWS_A_TABLE)):
        session.table(headings, piece)
    for note in report.notes:
        session.say(note)


def _write_plain(report: Report, out: TextIO) -> None:
    session = Session("")
    session.out = Console(file=out, highlight=False, markup=False, emoji=False, width=160)
    _write_table(report, session)


def told(cell: Cell) -> str:
    """A cell for people."""
    if isinstance(cell, Money):
        return money(cell.minor, cell.currency)
    if isinstance(cell, bool):
        return yes_no(cell)
    return "" if cell is None else value(cell)


# JSON and CSV


def _plain(cell: object) -> Any:
    """A value as every interface carries it: amounts as decimal strings, days as ISO 8601."""
    if isinstance(cell, Money):
        return format_minor(cell.minor, cell.currency)
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, Mapping):
        return {key: _plain(inner) for key, inner in cell.items()}
    if isinstance(cell, (list, tuple)):
        return [_plain(inner) for inner in cell]
    return cell


def _dump(data: object) -> str:
    return json.dumps(_plain(data), ensure_ascii=False)


def _write_json(report: Report, out: TextIO) -> None:
    keys = [column.key for column in report.columns]
    out.write("{\n")
    for key, fact in report.facts.items():
        out.write(f" {_dump(key)}: {_dump(fact)},\n")
    out.write(f" {_dump(report.rows_key)}: [")
    for number, row in enumerate(report.rows):
        out.write((",\n  " if number else "\n  ") + _dump(dict(zip(keys, row, strict=True))))
    out.write("\n ]")
    for key, fact in report.after.items():
        out.write(f",\n {_dump(key)}: {_dump(fact)}")
    out.write("\n}\n")


def _write_csv(report: Report, out: TextIO) -> None:
    writer = csv.writer(out)
    writer.writerow([column.key for column in report.columns])
    for row in report.rows:
        writer.writerow([guarded(_csv_cell(cell)) if isinstance(cell, str) else _csv_cell(cell) for cell in row])


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(_plain(cell))


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> guarded('=1+1'), guarded('Alfa AB')
    ("'=1+1", 'Alfa AB')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


# A worksheet


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[str, bool], Any]()

    def of(self, pattern: str, *, is_bold: bool) -> Any:
        key = (pattern, is_bold)
        if key not in self._made:
            self._made[key] = self._book.add_format({"num_format": pattern or "@", "bold": is_bold})
        return self._made[key]


def _write_xlsx(report: Report, stream: BinaryIO) -> None:
    import xlsxwriter  # only a worksheet waits for it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet, styles = book.add_worksheet(report.name[:31]), _Styles(book)
    for index, column in enumerate(report.columns):
        sheet.set_column(index, index, 14 if column.is_number else min(_WIDEST, max(12, len(column.heading) + 2)))
        sheet.write_string(0, index, column.heading, styles.of("", is_bold=True))
    sheet.freeze_panes(1, 0)
    last = ((row, True) for row in report.totals)
    for number, (row, is_bold) in enumerate(chain(((row, False) for row in report.rows), last), 1):
        if number >= ROWS_A_SHEET:
            book.close()
            raise SheetFull(most=ROWS_A_SHEET)
        for index, cell in enumerate(row):
            _write_cell(sheet, (number, index), cell, partial(styles.of, is_bold=is_bold))
    book.close()


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, style: Callable[[str], Any]) -> None:
    """Numbers and days as such; every text as text, whatever it begins with."""
    if isinstance(cell, bool):
        sheet.write_boolean(*place, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, cell.replace(tzinfo=None), style("yyyy-mm-dd hh:mm"))
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), style("yyyy-mm-dd"))  # noqa: DTZ001
    elif isinstance(cell, Money) and len(str(abs(cell.minor))) <= _DIGITS_OF_A_CELL:
        digits = minor_digits(cell.currency)
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        sheet.write_number(*place, float(Decimal(cell.minor).scaleb(-digits)), style(pattern))
    elif isinstance(cell, (int, Decimal)):
        sheet.write_number(*place, float(cell), style("General"))
    elif cell is not None and (text := str(_plain(cell))):
        sheet.write_string(*place, text, style(""))


# On paper


def _write_pdf(report: Report, stream: BinaryIO) -> None:
    from reskontra.interface.printed import report_pdf  # only a PDF waits for the typesetter

    stream.write(report_pdf(report, title=report.title or report.name))


_WRITERS: dict[str, Callable[[Report, BinaryIO], None]] = {"xlsx": _write_xlsx, "pdf": _write_pdf}
