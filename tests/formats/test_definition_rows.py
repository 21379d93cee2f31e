"""Rows of separated text and fixed width: headers, encodings, quotes, and lines that are too short."""

import io

import pytest

from reskontra.formats import definition_rows as module
from reskontra.formats.csv_table import QuoteMisplaced, QuoteOpen
from reskontra.formats.definition_rows import delimited, fixed, fold_title, header_places, text_lines
from reskontra.formats.text_file import LINE_BYTES_MAX, LineTooLong
from tests.formats.definition_files import column, definition, text

FIXED = [
    column("booking_date", position=3, length=10, prefix="10"),
    column("amount", position=13, length=8, prefix="10"),
    column("text", position=3, length=20, prefix="20", optional=True),
]


def rows(data, by=None):
    return [(row.number, row.cells) for row in delimited(io.BytesIO(data), by or definition()).rows]


def test_a_header_below_other_lines():
    sheet = delimited(io.BytesIO(b"Konto: 1\nSaldo;5\n" + text("2026-03-01;X;1,00;")), definition())
    assert sheet.above == [["Konto: 1"], ["Saldo", "5"]]
    assert [row.number for row in sheet.rows] == [4]


def test_titles_are_found_whatever_their_case_and_order():
    data = b'"BALANCE"; amount ;Other;Day\n1;2;3;4\n\n;;;\n'
    assert rows(data) == [(2, ["4", "", "2", "1"])]


def test_titles_that_are_not_there_are_refused():
    with pytest.raises(module.HeaderNotFound) as caught:
        rows(b"Datum;Belopp\n2026-03-01;1,00\n")
    assert caught.value.values["titles"] == ("Day", "Amount")


@pytest.mark.parametrize(
    ("case", "row", "count"),
    [("too short", "2026-03-01;X", 2), ("a comma for the separator", "2026-03-01,X,1", 1)],
)
def test_a_short_row_has_a_finding(case, row, count):
    (found,) = delimited(io.BytesIO(text(row)), definition()).rows
    assert isinstance(found.finding, module.RowTooShort)
    assert found.finding.values == {"count": count, "expected": 4}


def test_a_separator_behind_the_last_column_counts_for_nothing():
    data = text("2026-03-01;X;1,00;2,00;", "2026-03-01;X;1,00;2,00", header="Day;Text;Amount;Balance;")
    assert [row.finding for row in delimited(io.BytesIO(data), definition()).rows] == [None, None]


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("auto", "utf-8"), ("auto", "utf-8-sig"), ("auto", "cp1252"), ("auto", "utf-16"), ("utf-16", "utf-16"),
     ("cp850", "cp850"), ("cp1252", "cp1252"), ("iso-8859-15", "iso-8859-15"), ("utf-8", "utf-8-sig")],
)  # fmt: skip
def test_encodings(encoding, written):
    data = "Day;Text;Amount;Balance\r\n2026-03-01;Åkerlöf;1;2\r\n".encode(written)
    assert rows(data, definition(encoding=encoding))[0][1][1] == "Åkerlöf"


def test_another_encoding_is_refused_by_line():
    with pytest.raises(module.NotInEncoding) as caught:
        rows(text("2026-03-01;x;1;2") + b"\xff", definition(encoding="utf-8"))
    assert (caught.value.place, caught.value.values["bytes"]) == ("line 3", "ff")


def test_a_line_without_end_is_refused():
    with pytest.raises(LineTooLong):
        list(text_lines(io.BytesIO(b"x" * (LINE_BYTES_MAX + 1)), "cp1252"))


def test_a_quoted_cell_goes_over_lines():
    data = text('2026-03-01;"a;b\nc ""d""";1;2', "2026-03-02;e;1;2")
    assert [(number, cells[1]) for number, cells in rows(data)] == [(2, 'a;b\nc "d"'), (4, "e")]


@pytest.mark.parametrize(
    ("row", "refusal", "place"),
    [('2026-03-01;"open;1;2', QuoteOpen, "line 2"), ('2026-03-01;"a"b;1;2', QuoteMisplaced, "line 2")],
)
def test_quotes_that_make_no_sense(row, refusal, place):
    with pytest.raises(refusal) as caught:
        rows(text(row))
    assert caught.value.place == place


def test_without_quotes_a_quote_is_a_letter():
    assert rows(text('2026-03-01;"Kalle" AB;1;2'), definition(quote=""))[0][1][1] == '"Kalle" AB'


def test_a_separator_of_several_letters():
    assert rows(b"Day||Amount\n2026||1\n", definition(separator="||"))[0][1] == ["2026", "", "1", ""]


def test_columns_by_position():
    by = definition(column("booking_date", position=3), column("amount", position=1), skip_lines=2)
    assert rows(b"x\ny;z\n1,00;a;2026-03-01\n", by) == [(3, ["2026-03-01", "1,00"])]


def test_places_of_a_header():
    columns = definition().columns
    assert header_places(["Amount", "Day"], columns) == [1, -1, 0, -1]
    assert header_places(["Amount"], columns) is None
    assert fold_title(' "Bokförings  DAG" ') == "bokförings dag"


def cut(data, **settings):
    by = definition(*FIXED, file="fixed", prefix="10", **settings)
    return list(fixed(io.BytesIO(data), by).rows)


def test_lines_of_fixed_width():
    data = b"00 start\n102026-03-01  100,00\n20Er ref 1\n102026-03-02   -1,00\n99\n"
    found = cut(data)
    assert [(row.number, row.cells) for row in found] == [
        (2, ["2026-03-01", "100,00", "Er ref 1"]),
        (4, ["2026-03-02", "-1,00", ""]),
    ]


def test_a_line_that_ends_early_has_a_finding():
    (found,) = cut(b"102026-03-01\n")
    assert isinstance(found.finding, module.LineTooShort)
    assert found.finding.values == {"length": 12, "wanted": 20}


def test_a_line_that_goes_on_with_nothing_is_refused():
    with pytest.raises(module.RecordOpen):
        cut(b"20Er ref 1\n")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_separator_is_told_by_the_titles(separator):
    by = definition(separator="auto")
    data = "Report; of, March\nDay;Text;Amount\n2026-03-01;a;1.00\n".replace(";", separator).encode()
    (row,) = delimited(io.BytesIO(data), by).rows
    assert row.cells[:3] == ["2026-03-01", "a", "1.00"]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [(b"Day|Text\n", module.HeaderNotFound), (b'"Day;Text', QuoteOpen), (b"", module.HeaderNotFound)],
)
def test_titles_that_no_separator_gives_are_refused(data, refusal):
    with pytest.raises(refusal):
        delimited(io.BytesIO(data), definition(separator="auto"))
