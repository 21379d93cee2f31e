"""Comma-separated files with a header row, streamed: columns in any order, every bad value reported.

A reader of such a file asks a Row for its values by column; what cannot be read becomes a finding of the
table, with row and column, and the row goes on. So one pass shows everything that is to be mended.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, TypeVar

from reskontra.core.dates import DayFarAway, within_years
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import parse_minor

Parsed = TypeVar("Parsed")
_QUOTE = '"'
_SEPARATORS = {";": ";", "\t": "TAB", "|": "|"}
_PIECE = 1 << 20
SHOWN, NAMES_SHOWN = 40, 20  # letters of a value, and columns, that a refusal repeats
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class EmptyFile(Malformed):
    code = "csv_empty"
    template = "The file has {count:row|rows}. Write a header row with the columns {required}."


class NotUtf8(Malformed):
    code = "csv_not_utf8"
    template = "Byte {byte} is not UTF-8. Save the file as UTF-8."


class QuoteOpen(Malformed):
    code = "csv_quote_open"
    template = "The {mark} that opens a value here is never closed. Close it, or leave it out."


class QuoteMisplaced(Malformed):
    code = "csv_quote_misplaced"
    template = "A value goes on after the {mark} that closes it. Write {mark}{mark} where one belongs to the text."


class OtherSeparator(Malformed):
    code = "csv_other_separator"
    template = 'The columns are separated by "{separator}". Save the file with commas between them.'


class ColumnsMissing(Malformed):
    code = "csv_columns_missing"
    template = "The header lacks {missing}. Add the columns; a header starts {required}."


class ColumnsUnknown(Malformed):
    code = "csv_columns_unknown"
    template = "The header has the columns {unknown}, which are not known. Remove them or use {known}."


class ColumnTwice(Malformed):
    code = "csv_column_twice"
    template = "The header has {column} twice. Keep one of them."


class RowLength(Malformed):
    code = "csv_row_length"
    template = "The row has {count:value|values}, and the header {expected}. Quote values that hold a comma."


class ValueMissing(Malformed):
    code = "csv_value_missing"
    template = "{column} is empty. Write a value."


class ValueTooLong(Malformed):
    code = "csv_value_too_long"
    template = '"{text}" has {length} characters. Write at most {most}.'


class NotADate(Malformed):
    code = "not_a_date"
    template = '"{text}" is not a day. Write year, month and day, such as 2026-03-31.'


class NotAChoice(Malformed):
    code = "not_a_choice"
    template = '"{text}" is not known here. Use one of {known}.'


class ValueHoldsNul(Malformed):
    code = "csv_value_holds_nul"
    template = "{column} holds a NUL character. Remove it."


class ValueHoldsUnseen(Malformed):
    code = "csv_value_holds_unseen"
    template = "{column} holds the character {character}, which cannot be seen. Remove it."


# Control characters, and what turns the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_UNSEEN_OR_BREAK = re.compile(rf"[\t\n\r]|{_UNSEEN.pattern}")
IN_LINES = frozenset({"address", "description", "text", "line_text", "comment"})  # what may stand on several lines


def text_fault(column: str, value: str, *, most: int, is_required: bool = False) -> Malformed | None:
    """Why the value of a column cannot be kept; None where it can. most: characters.

    Line breaks are let into the columns of IN_LINES alone.
    """
    if is_required and not value:
        return ValueMissing(column=column)
    if len(value) > most:
        return ValueTooLong(text=value[:SHOWN], length=len(value), most=most)
    if value.isprintable():
        return None
    found = (_UNSEEN if column in IN_LINES else _UNSEEN_OR_BREAK).search(value)
    if found is None:
        return None
    if found[0] == "\x00":
        return ValueHoldsNul(column=column)
    return ValueHoldsUnseen(column=column, character=f"U+{ord(found[0]):04X}")


class RowUnreadable(Malformed):
    code = "csv_row_unreadable"
    template = "The row cannot be read: {reason}. Mend it."


class Table:
    """A file under way.

    findings   everything refused so far, in the order of the rows; the file is good where there are none
    """

    def __init__(self, stream: BinaryIO, *, required: Sequence[str], optional: Sequence[str]) -> None:
        self.findings: list[Refused | Malformed] = []
        self._refused_rows: list[int] = []  # beside the findings
        self._required = tuple(required)
        self._known = (*required, *optional)
        self._stream = stream
        self._rows = csv.reader(_text(stream), strict=True)
        self._columns = self._header()

    def _header(self) -> dict[str, int]:
        """refuses   EmptyFile, NotUtf8, ColumnTwice, ColumnsMissing, ColumnsUnknown: at once, nothing else is read"""
        names = [name.strip() for name in next(self._lines(), [])]
        if not any(names):
            raise EmptyFile(count=0, required=self._required)
        if separator := _separator(names, self._known):
            raise OtherSeparator(place="row 1", separator=separator)
        for name in names:
            if names.count(name) > 1:
                raise ColumnTwice(place="row 1", column=name[:SHOWN])
        missing = [name for name in self._required if name not in names]
        if missing:
            raise ColumnsMissing(place="row 1", missing=missing, required=self._required)
        unknown = [name[:SHOWN] for name in names if name not in self._known][:NAMES_SHOWN]
        if unknown:
            raise ColumnsUnknown(place="row 1", unknown=unknown, known=self._known)
        return {name: index for index, name in enumerate(names)}

    def _lines(self) -> Iterator[list[str]]:
        begun = self._rows.line_num + 1
        try:
            for values in self._rows:
                begun = self._rows.line_num + 1
                yield values
        except UnicodeDecodeError as reason:
            line = _line_of(self._stream, reason)
            raise NotUtf8(place=f"line {line}", byte=f"0x{reason.object[reason.start]:02x}") from reason
        except csv.Error as reason:
            raise unparsed(str(reason), begun, self._rows.line_num) from reason

    def note(self, finding: Refused | Malformed, row: int) -> None:
        """Keep a finding, after those of the rows before it and of the row itself."""
        index = bisect_right(self._refused_rows, row)
        self._refused_rows.insert(index, row)
        self.findings.insert(index, finding)

    def rows(self) -> Iterator[Row]:
        """Each row that has as many values as the header; blank rows are passed over."""
        width = len(self._columns)
        for number, values in enumerate(self._lines(), 2):
            if not any(values):
                continue
            if len(values) != width:
                self.note(RowLength(place=f"row {number}", count=len(values), expected=width), number)
                continue
            yield Row(self, number, values, self._columns)


class Row:
    """A row's values by column. A value that cannot be read is a finding, and its neutral value is given."""

    __slots__ = ("_columns", "_table", "_values", "number")

    def __init__(self, table: Table, number: int, values: list[str], columns: dict[str, int]) -> None:
        self._table, self.number, self._values, self._columns = table, number, values, columns

    def place(self, column: str) -> str:
        return f"row {self.number}, {column}"

    def refuse(self, finding: Refused | Malformed, column: str) -> None:
        """Note why the value of a column cannot stand."""
        finding.place = finding.place or self.place(column)
        self._table.note(finding, self.number)

    def text(self, column: str, *, most: int, is_required: bool = False) -> str:
        """The value without blanks around it; "" where the column is absent."""
        index = self._columns.get(column)
        value = self._values[index].strip() if index is not None else ""
        if fault := text_fault(column, value, most=most, is_required=is_required):
            self.refuse(fault, column)
        return value

    def choice(self, column: str, known: dict[str, str], *, default: str = "") -> str:
        """The code that a value stands for; default where it is empty ("" with no default is a finding)."""
        value = self.text(column, most=40)
        if not value and default:
            return default
        if value in known:
            return known[value]
        self.refuse(
            ValueMissing(column=column) if not value else NotAChoice(text=value[:SHOWN], known=tuple(known)), column
        )
        return default

    def day(self, column: str, *, is_required: bool = False) -> date | None:
        value = self.text(column, most=40, is_required=is_required)
        if not value:
            return None
        try:
            if _DAY.fullmatch(value):
                return within_years(date.fromisoformat(value))
        except ValueError:
            pass
        except DayFarAway as finding:
            self.refuse(finding, column)
            return None
        self.refuse(NotADate(text=value[:SHOWN]), column)
        return None

    def minor(self, column: str, currency: str, *, is_required: bool = False) -> int:
        """The amount in minor units; 0 where empty."""
        value = self.text(column, most=40, is_required=is_required)
        if not value:
            return 0
        try:
            return parse_minor(value, currency)
        except Malformed as finding:
            self.refuse(finding, column)
            return 0

    def checked(
        self, column: str, check: Callable[[str], Parsed], empty: Parsed, *, is_required: bool = False, most: int = 100
    ) -> Parsed:
        """What a check makes of the value, or `empty` where there is none or it was refused."""
        value = self.text(column, most=most, is_required=is_required)
        if not value:
            return empty
        try:
            return check(value)
        except (Refused, Malformed) as finding:
            self.refuse(finding, column)
            return empty


def _line_of(stream: BinaryIO, reason: UnicodeDecodeError) -> int:
    """The line, from 1, of the byte that could not be decoded: the piece being decoded ends where the stream stands."""
    left = stream.tell() - len(reason.object) + reason.start
    stream.seek(0)
    line = 1
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        line, left = line + piece.count(b"\n"), left - len(piece)
    return line


def unparsed(reason: str, begun: int, line: int) -> Malformed:
    """What the reader of the standard library says, in our words where we know it."""
    if "unexpected end" in reason:
        return QuoteOpen(place=f"line {begun}", mark=_QUOTE)
    if "expected after" in reason:
        return QuoteMisplaced(place=f"line {line}", mark=_QUOTE)
    return RowUnreadable(place=f"line {line}", reason=reason)


def _separator(names: Sequence[str], known: Sequence[str]) -> str:
    """What stands between the columns where it is no comma; "" where the header gives no cause to think so."""
    if len(names) > 1 or names[0] in known:
        return ""
    return next((word for sign, word in _SEPARATORS.items() if set(names[0].split(sign)) & set(known)), "")


def _text(stream: BinaryIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
