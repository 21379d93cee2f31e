"""Rows as CSV from which every value is read back as it was: text stands in quotes, and nothing else does.

RFC 4180 with a line feed. So an empty text ("") is told from no value, and the number 1 from the text "1". Text is
written as it is: one that begins with = + - or @ is a formula to some spreadsheets, which are told to read it as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

Value = str | int | bool | float | Decimal | date | datetime | bytes | None
QUOTING = (
    "UTF-8, comma, line feed. Text stands in double quotes, doubled within; nothing else does. No value is empty, and "
    'an empty text is "". Moments are UTC, days ISO 8601, truth is true or false, bytes are hexadecimal. Text is as it '
    "was written: import the columns of type text as text where a spreadsheet would take one for a formula."
)


def header(names: Sequence[str]) -> str:
    """The first line. Names of columns need no quotes."""
    return ",".join(names) + "\n"


def line(values: Iterable[Value]) -> str:
    """One row."""
    return ",".join(map(cell, values)) + "\n"


def cell(value: Value) -> str:
    """One value.

    >>> [cell(None), cell(""), cell('a "b", c'), cell(True), cell(-5), cell(date(2026, 3, 2))]
    ['', '""', '"a ""b"", c"', 'true', '-5', '2026-03-02']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        moment = value.astimezone(UTC) if value.tzinfo else value
        return moment.replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, int | float | Decimal):
        return str(value)
    return '"' + value.replace('"', '""') + '"'
