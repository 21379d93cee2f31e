"""Spreadsheets: typed cells, sheets by name, and files that are none."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from reskontra.formats import definition_sheet as module
from reskontra.formats.definition_sheet import sheet_rows
from tests.formats import archives
from tests.formats.definition_files import definition, ends, records

BY = definition(file="spreadsheet")


def book(*rows, sheets=("Konto",), at=(0, 0)):
    """A spreadsheet with these rows on its last sheet, from a cell on."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        days = made.add_format({"num_format": "yyyy-mm-dd"})
        for name in sheets:
            sheet = made.add_worksheet(name)
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                place = at[0] + down, at[1] + right
                sheet.write(*place, value, days) if isinstance(value, date) else sheet.write(*place, value)
    return stream.getvalue()


HEAD = ("Day", "Text", "Amount", "Balance")


def test_cells_keep_their_type():
    data = book(HEAD, (date(2026, 3, 2), 5490990004, -1234.5, 65.5), ("2026-03-01", "text", "1 300,00", 1300))
    first, second = records(data, BY)
    assert (first.booking_date, first.amount_minor, first.texts[0].text) == (date(2026, 3, 2), -123450, "5490990004")
    assert (second.amount_minor, second.texts[0].text) == (130000, "text")
    (end,) = ends(data, BY)
    assert (end.opening_minor, end.closing_minor) == (0, 6550)


def test_what_a_formula_leaves_is_rounded():
    data = book(HEAD, (datetime(2026, 3, 1, 12, 30), "x", 0.1 + 0.2, 0.3))  # noqa: DTZ001 - a spreadsheet has no zones
    assert records(data, BY)[0].amount_minor == 30


def test_a_table_may_begin_anywhere():
    data = book(("Konto 1",), HEAD, (date(2026, 3, 1), "x", 1, 1), at=(3, 2))
    assert len(records(data, BY)) == 1
    assert [number for number, cells in sheet_rows(io.BytesIO(data)) if any(cells)] == [4, 5, 6]


def test_a_sheet_by_name():
    data = book(HEAD, (date(2026, 3, 1), "x", 1, 1), sheets=("Info", "Rader"))
    assert len(records(data, definition(file="spreadsheet", sheet="Rader"))) == 1
    with pytest.raises(module.SheetUnknown) as caught:
        records(data, definition(file="spreadsheet", sheet="Blad1"))
    assert caught.value.values["known"] == ("Info", "Rader")


def packed(content):
    return archives.packed(("xl/workbook.xml", content))


BOMB = packed(b"\0" * 1000).replace((1000).to_bytes(4, "little"), (2**31).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("an archive of something else", packed(b"<workbook/>"), module.SpreadsheetUnreadable),
        ("half a file", book(HEAD)[:400], module.SpreadsheetUnreadable),
        ("an old one", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500, module.SpreadsheetOld),
        ("one that unpacks to anything", BOMB, module.SpreadsheetTooLarge),
        ("a size that lies", packed(b"x" * 1000).replace((1000).to_bytes(4, "little"), (9).to_bytes(4, "little")),
         module.SpreadsheetUnreadable),
        ("too large", b"\0" * (module.FILE_BYTES_MAX + 1), module.SpreadsheetTooLarge),
    ],
)  # fmt: skip
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        list(sheet_rows(io.BytesIO(data)))
