"""Rows of separated text and of fixed width, as a definition cuts them: place and cells, in flat memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from reskontra.core.errors import Malformed
from reskontra.formats.csv_table import unparsed
from reskontra.formats.definition import Column, Definition
from reskontra.formats.text_file import LINE_BYTES_MAX, LineTooLong, clean, lines_of

TITLES_SHOWN = 12
AUTO, SEPARATORS = "auto", (";", ",", "\t", "|")


class HeaderNotFound(Malformed):
    code = "definition_header_not_found"
    template = (
        'None of the first {count} rows has the column titles {titles}, which the definition "{name}" looks for. Use '
        "another definition, or begin one with: reskontra import-definition guess FILE."
    )


class NotInEncoding(Malformed):
    code = "definition_encoding"
    template = "The bytes {bytes} are no {encoding}. Say another encoding in the definition, or auto."


class RowTooShort(Malformed):
    code = "definition_row_short"
    template = (
        "The row has {count} columns, and {expected} are expected. Fetch the file from the bank again, unedited, or "
        "mend the row."
    )


class LineTooShort(Malformed):
    code = "definition_line_short"
    template = (
        "The line has {length} characters, and the definition reads {wanted}. Fetch the file from the bank again, "
        "unedited."
    )


class RecordOpen(Malformed):
    code = "definition_record_open"
    template = 'The line begins with "{prefix}", and no line with "{main}" stands before it. Fetch the file again.'


Cells = list[str]


class Row(NamedTuple):
    """One row: its number, its cells in the order of the definition's columns ("" where it is silent), and why it
    cannot be read, if that is known already."""

    number: int
    cells: Cells
    finding: Malformed | None = None


class Sheet(NamedTuple):
    """A file under way: what rows are called ("line"), what stood above the header, and the rows below."""

    word: str
    above: list[Cells]
    rows: Iterator[Row]


def text_lines(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers in the encoding of the definition; auto tells by the bytes.

    refuses   NotInEncoding, LineTooLong, NotInUtf16
    """
    if encoding in ("auto", "utf-16"):
        yield from lines_of(stream)
        return
    number = 0
    while raw := stream.readline(LINE_BYTES_MAX + 1):
        number += 1
        if len(raw) > LINE_BYTES_MAX:
            raise LineTooLong(place=f"line {number}", limit=LINE_BYTES_MAX)
        try:
            text = raw.removeprefix(codecs.BOM_UTF8).decode(encoding) if number == 1 else raw.decode(encoding)
        except UnicodeDecodeError as fault:
            shown = fault.object[fault.start : fault.end].hex(" ")
            raise NotInEncoding(place=f"line {number}", bytes=shown, encoding=encoding.upper()) from None
        yield number, clean(text.rstrip("\r\n"))


def separated(lines: Iterator[tuple[int, str]], separator: str, quote: str) -> Iterator[tuple[int, Cells]]:
    """The cells of each line, with the number of the line they begin on; a quoted cell may go over several.

    refuses   QuoteOpen, QuoteMisplaced, ValueRefused
    """
    if len(separator) > 1:
        for number, line in lines:
            yield number, line.split(separator)
        return
    text = (line + "\n" for _, line in lines)
    if quote:
        reader = csv.reader(text, delimiter=separator, quotechar=quote, strict=True)
    else:
        reader = csv.reader(text, delimiter=separator, quoting=csv.QUOTE_NONE, strict=True)
    begun = 1
    try:
        for cells in reader:
            yield begun, cells
            begun = reader.line_num + 1
    except csv.Error as reason:
        raise unparsed(str(reason), begun, reader.line_num) from reason


def delimited(stream: BinaryIO, definition: Definition) -> Sheet:
    """A file of separated text.

    refuses   what text_lines, separated and sheet_of refuse
    """
    lines = text_lines(stream, definition.encoding)
    separator = definition.separator
    if separator == AUTO:
        first = list(islice(lines, definition.header_within))
        separator = _separator_of(first, definition)
        lines = chain(first, lines)
    return sheet_of(separated(lines, separator, definition.quote), definition, word="line")


def _separator_of(first: Sequence[tuple[int, str]], definition: Definition) -> str:
    """The separator between the column titles of a file; that of most files where none of them has the titles."""
    for separator in SEPARATORS:
        rows = separated(iter(first), separator, definition.quote)
        try:
            if any(header_places(cells, definition.columns) for _, cells in rows):
                return separator
        except Malformed:
            continue
    return SEPARATORS[0]


def sheet_of(rows: Iterator[tuple[int, Cells]], definition: Definition, *, word: str) -> Sheet:
    """Rows of a table put in the order of the definition's columns, from below its header on.

    refuses   HeaderNotFound, at once; a row that is too short has RowTooShort as its finding
    """
    above: list[Cells] = []
    if not definition.is_titled:
        above = [cells for _, cells in islice(rows, definition.skip_lines)]
        places = [column.position - 1 for column in definition.columns]
        needed = [at + 1 for at, column in zip(places, definition.columns, strict=True) if not column.optional]
        return Sheet(word, above, _placed(rows, places, max(needed, default=1)))
    for _, cells in islice(rows, definition.header_within):
        found = header_places(cells, definition.columns)
        if found is not None:
            width = max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=1)
            return Sheet(word, above, _placed(rows, found, width))
        above.append(cells)
    titles = tuple(column.shown[:40] for column in definition.columns if not column.optional)[:TITLES_SHOWN]
    raise HeaderNotFound(count=definition.header_within, titles=titles, name=definition.name)


def header_places(cells: Sequence[str], columns: Sequence[Column]) -> list[int] | None:
    """Where each column stands, from 0, -1 for an optional one that is not there; None where this is no header."""
    titles = {fold_title(cell): at for at, cell in reversed(list(enumerate(cells)))}
    places = []
    for column in columns:
        named = [titles[title] for title in map(fold_title, column.title) if title in titles]
        if column.position and not column.title:
            named = [column.position - 1]
        if not named and not column.optional:
            return None
        places.append(named[0] if named else -1)
    return places


def fold_title(title: str) -> str:
    """A column title without difference of case, blanks and quotes."""
    return " ".join(title.replace('"', " ").split()).casefold()


def _placed(rows: Iterator[tuple[int, Cells]], places: list[int], width: int) -> Iterator[Row]:
    """Cells in the order of the columns; blank rows are passed over."""
    enough = max(width, max(places, default=0) + 1)
    for number, cells in rows:
        if len(cells) >= enough:
            if any(cells):
                yield Row(number, [cells[at] if at >= 0 else "" for at in places])
        elif any(cells):
            padded = cells + [""] * (enough - len(cells))
            finding = RowTooShort(count=len(cells), expected=width) if len(cells) < width else None
            yield Row(number, [padded[at] if at >= 0 else "" for at in places], finding)


def fixed(stream: BinaryIO, definition: Definition) -> Sheet:
    """A file of fixed width: a line a row, or a main line and those with other prefixes behind it.

    refuses   what text_lines refuses; RecordOpen; a line that is too short has LineTooShort as its finding
    """
    lines = text_lines(stream, definition.encoding)
    above = [[text] for _, text in islice(lines, definition.skip_lines)]
    return Sheet("line", above, _cut(lines, definition))


def _cut(lines: Iterator[tuple[int, str]], definition: Definition) -> Iterator[Row]:
    main = definition.prefix
    others = tuple({column.prefix for column in definition.columns if column.prefix} - {main})
    begun, together = 0, {"": ""}
    for number, line in lines:
        if others and line.startswith(others) and not (main and line.startswith(main)):
            prefix = next(one for one in others if line.startswith(one))
            if not begun:
                raise RecordOpen(place=f"line {number}", prefix=prefix, main=main)
            together[prefix] = line
        elif line.startswith(main) and line.strip():
            if begun:
                yield _row(begun, together, definition)
            begun, together = number, {"": line, main: line}
    if begun:
        yield _row(begun, together, definition)


def _row(number: int, together: dict[str, str], definition: Definition) -> Row:
    """The cells of the lines that make a row; a cell that begins behind the end of its line is a finding."""
    cells: Cells = []
    finding: Malformed | None = None
    for column in definition.columns:
        line = together.get(column.prefix, "")
        start = column.position - 1
        cells.append(line[start : start + column.length].strip())
        if start >= len(line) and not column.optional and not column.default and finding is None:
            finding = LineTooShort(length=len(line), wanted=start + column.length)
    return Row(number, cells, finding)
