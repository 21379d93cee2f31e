"""Files with a header row: columns in any order, every bad value a finding with its row and column."""

from __future__ import annotations

import io
import os
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import iban
from reskontra.formats import csv_table
from reskontra.formats.csv_table import Row, Table

COLORS = {"red": "RED", "blue": "BLUE"}
WIDE = 10**6


def table(text: str | bytes) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    return Table(io.BytesIO(data), required=("number", "name"), optional=("amount", "day", "color", "iban"))


def read(column: str, value: str) -> tuple[Any, list[str]]:
    """What a row gives for a value in a column, and the findings."""
    found = table(f'number,name,{column}\n1,A,"{value}"\n')
    (row,) = found.rows()
    read = {
        "amount": lambda: row.minor("amount", "SEK"),
        "day": lambda: row.day("day"),
        "color": lambda: row.choice("color", COLORS, default="RED"),
        "iban": lambda: row.checked("iban", iban.validate, ""),
    }
    return read[column](), [str(finding) for finding in found.findings]


@pytest.mark.parametrize(
    ("case", "data"),
    [
        ("as they are named", b"number,name\n1,A\n"),
        ("in another order", b"name,number\nA,1\n"),
        ("with blanks around them", b" name , number \n A , 1 \n"),
        ("with a byte order mark", b"\xef\xbb\xbfnumber,name\r\n1,A\r\n"),
        ("with blank rows between", b"number,name\n\n,\n1,A\n\n"),
        ("without a last line end", b"number,name\n1,A"),
        ("quoted", b'"number","name"\n"1","A"\n'),
    ],
)
def test_columns_are_found(case: str, data: bytes) -> None:
    found = table(data)
    assert [(row.text("number", most=9), row.text("name", most=9)) for row in found.rows()] == [("1", "A")]
    assert found.findings == []


@pytest.mark.parametrize(
    ("case", "data", "text"),
    [
        ("nothing", b"", "The file has 0 rows. Write a header row with the columns number, name."),
        ("blank", b"\n1,A\n", "The file has 0 rows. Write a header row with the columns number, name."),
        (
            "not UTF-8",
            "number,name,färg\n".encode("latin-1"),
            "line 1: Byte 0xe4 is not UTF-8. Save the file as UTF-8.",
        ),
        ("UTF-16", "number,name".encode("utf-16"), "line 1: Byte 0xff is not UTF-8. Save the file as UTF-8."),
        (
            "semicolons",
            b"number;name\n",
            'row 1: The columns are separated by ";". Save the file with commas between them.',
        ),
        (
            "tabs",
            b"number\tname\n",
            'row 1: The columns are separated by "TAB". Save the file with commas between them.',
        ),
        ("twice", b"number,name,name\n", "row 1: The header has name twice. Keep one of them."),
        (
            "missing",
            b"amount\n",
            "row 1: The header lacks number, name. Add the columns; a header starts number, name.",
        ),
        (
            "unknown",
            b"number,name,size\n",
            "row 1: The header has the columns size, which are not known. "
            "Remove them or use number, name, amount, day, color, iban.",
        ),
    ],
)
def test_a_bad_header_is_refused_at_once(case: str, data: bytes, text: str) -> None:
    with pytest.raises(Malformed) as told:
        table(data)
    assert str(told.value) == text


def test_a_byte_that_is_not_utf_8_is_refused_wherever_it_stands() -> None:
    found = table(b"number,name\n" + b"1,A\n" * 9000 + b"2,\xc5ke\n")
    with pytest.raises(csv_table.NotUtf8, match="line 9002: Byte 0xc5"):
        list(found.rows())


@pytest.mark.parametrize(
    ("case", "data", "kind", "place"),
    [
        ("never closed", b'1,A\n2,"B\n3,C\n', csv_table.QuoteOpen, "line 3"),
        ("never closed in the header", b'1,"A', csv_table.QuoteOpen, "line 2"),
        ("going on after it", b'1,A\n2,"B" C\n', csv_table.QuoteMisplaced, "line 3"),
    ],
)
def test_a_quotation_mark_that_would_swallow_rows_is_refused(
    case: str, data: bytes, kind: type[Malformed], place: str
) -> None:
    with pytest.raises(kind) as told:
        list(table(b"number,name\n" + data).rows())
    assert told.value.place == place


def test_a_quotation_mark_within_a_value_is_a_letter() -> None:
    (row,) = table(b'number,name\n1,Bo"s\n').rows()
    assert row.text("name", most=9) == 'Bo"s'


def test_a_cell_beyond_measure_is_refused_with_its_line() -> None:
    found = table("number,name\n1,A\n2," + "x" * WIDE)
    with pytest.raises(csv_table.RowUnreadable, match=r"line 3: The row cannot be read: field larger than field limit"):
        list(found.rows())


@pytest.mark.parametrize(
    ("case", "column", "value", "expected"),
    [
        ("an amount", "amount", "-1250.50", -1_250_50),
        ("no amount", "amount", "", 0),
        ("a day", "day", "2026-02-28", date(2026, 2, 28)),
        ("no day", "day", "", None),
        ("a choice", "color", "blue", "BLUE"),
        ("the default", "color", "", "RED"),
        ("checked and made compact", "iban", "SE45 5000 0000 0583 9825 7466", "SE4550000000058398257466"),
        ("nothing to check", "iban", "", ""),
    ],
)
def test_values(case: str, column: str, value: str, expected: object) -> None:
    assert read(column, value) == (expected, [])


@pytest.mark.parametrize(
    ("case", "column", "value", "neutral", "finding"),
    [
        (
            "a comma",
            "amount",
            "1,50",
            0,
            '"1,50" is not an amount. Write digits with a decimal point, such as 1250.00.',
        ),
        ("too fine", "amount", "1.005", 0, "1.005 has more decimals than SEK has. Write at most 2 decimals."),
        ("no such day", "day", "2026-02-29", None, '"2026-02-29" is not a day.'),
        ("a week", "day", "2026-W09-6", None, '"2026-W09-6" is not a day.'),
        ("without hyphens", "day", "20260228", None, '"20260228" is not a day.'),
        ("far away", "day", "9999-12-31", None, "9999-12-31 is outside the years 1900 to 2199."),
        ("no choice", "color", "green", "RED", '"green" is not known here. Use one of red, blue.'),
        ("check digits", "iban", "SE4550000000058398257467", "", "SE4550000000058398257467"),
    ],
)
def test_a_bad_value_is_a_finding_with_row_and_column(
    case: str, column: str, value: str, neutral: object, finding: str
) -> None:
    found, (text,) = read(column, value)
    assert found == neutral
    assert text.startswith(f"row 2, {column}: ")
    assert finding in text


@pytest.mark.parametrize(
    ("case", "name", "finding"),
    [
        ("missing", "", "row 2, name: name is empty. Write a value."),
        ("too long", "x" * 11, 'row 2, name: "xxxxxxxxxxx" has 11 characters. Write at most 10.'),
        ("a NUL", "A\0B", "row 2, name: name holds a NUL character. Remove it."),
    ],
)
def test_texts_are_bounded(case: str, name: str, finding: str) -> None:
    found = table(f"number,name\n1,{name}\n")
    for row in found.rows():
        row.text("name", most=10, is_required=True)
    assert [str(each) for each in found.findings] == [finding]


def test_a_choice_without_default_must_be_made() -> None:
    found = table("number,name,color\n1,A,\n")
    (row,) = found.rows()
    assert row.choice("color", COLORS) == ""
    assert [str(each) for each in found.findings] == ["row 2, color: color is empty. Write a value."]


def test_a_row_of_another_length_is_passed_over_and_told() -> None:
    found = table("number,name\n1\n2,B\n3,C,D\n")
    assert [row.number for row in found.rows()] == [3]
    assert [str(each).split(". ")[0] for each in found.findings] == [
        "row 2: The row has 1 value, and the header 2",
        "row 4: The row has 3 values, and the header 2",
    ]


def test_all_findings_of_all_rows_are_kept_in_order() -> None:
    found = table("number,name,amount,day\n1,,x,y\n2,B,1.00,2026-01-01\n3,C,z,\n")
    for row in found.rows():
        row.text("name", most=9, is_required=True)
        row.minor("amount", "SEK")
        row.day("day")
    places = [each.place for each in found.findings if isinstance(each, Malformed)]
    assert places == ["row 2, name", "row 2, amount", "row 2, day", "row 4, amount"]


def test_what_is_found_later_stands_with_its_row() -> None:
    found = table("number,name\n1,A\n2,B\n3,C\n")
    first, second, third = found.rows()
    for row, column in ((third, "name"), (first, "number"), (second, "name"), (first, "name")):
        row.refuse(csv_table.ValueMissing(column=column), column)
    places = [each.place for each in found.findings if isinstance(each, Malformed)]
    assert places == ["row 2, number", "row 2, name", "row 3, name", "row 4, name"]


def test_a_refusal_of_a_rule_is_told_with_its_place() -> None:
    found = table("number,name\n1,A\n")
    (row,) = found.rows()
    row.refuse(csv_table.Refused(), "name")
    assert isinstance(found.findings[0], csv_table.Refused)
    assert found.findings[0].place == "row 2, name"


def test_a_file_that_cannot_be_wound_back_is_read() -> None:
    reader, writer = os.pipe()
    with open(writer, "wb") as end:  # noqa: PTH123 - a pipe has no path
        end.write(b"\xef\xbb\xbfnumber,name\n1,A\n")
    with open(reader, "rb") as stream:  # noqa: PTH123
        found = Table(stream, required=("number", "name"), optional=())
        assert [row.text("name", most=9) for row in found.rows()] == ["A"]


def every_value(row: Row) -> None:
    for column in ("number", "name"):
        row.text(column, most=20, is_required=True)
    row.minor("amount", "SEK")
    row.day("day")
    row.choice("color", COLORS, default="RED")
    row.checked("iban", iban.validate, "")


@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: b"number,name,amount,day\n" + text.encode("utf-8", "ignore"))
)
def test_any_bytes_are_rows_and_findings_or_malformed(data: bytes) -> None:
    assert all(texts_of(data))


def texts_of(data: bytes) -> list[str]:
    """Everything the file is told of."""
    try:
        found = table(data)
        for row in found.rows():
            every_value(row)
    except Malformed as told:
        return [str(told)]
    return [str(finding) for finding in found.findings]


@pytest.mark.parametrize(
    ("text", "is_required", "code"),
    [
        ("", False, None),
        ("", True, "csv_value_missing"),
        ("abc", True, None),
        ("abcd", False, "csv_value_too_long"),
        ("a\0", False, "csv_value_holds_nul"),
        ("a\nb", False, "csv_value_holds_unseen"),
        ("a\tb", False, "csv_value_holds_unseen"),
        ("a\x85", False, "csv_value_holds_unseen"),
        ("\u202eb", False, "csv_value_holds_unseen"),
        ("a\xa0b", False, None),
        ("a\xad", False, None),
    ],
)
def test_why_a_text_cannot_be_kept(text: str, is_required: bool, code: str | None) -> None:
    fault = csv_table.text_fault("city", text, most=3, is_required=is_required)
    assert (fault.code if fault else None) == code


def test_what_may_stand_on_several_lines_holds_no_other_unseen_character() -> None:
    assert csv_table.text_fault("address", "Box 1\r\n\tUmeå", most=30) is None
    fault = csv_table.text_fault("address", "Box 1\x0b", most=30)
    assert str(fault) == "address holds the character U+000B, which cannot be seen. Remove it."
