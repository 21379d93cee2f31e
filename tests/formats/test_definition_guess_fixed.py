"""Fields of fixed width are found by days, gaps and what stands in them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.definition_guess import guess_definition
from reskontra.formats.definition_guess_fixed import fixed_table
from reskontra.formats.definition_reader import read_by_definition

RECORDS = """H20260303NORDAN AB                                         000000002
D20260301C0000000125050ALFA AB INBETALNING            10017
D20260302D0000000009900BANKAVGIFT
T000000002
"""
COLUMNS = """KONTOUTDRAG
Bokförd    Valuta     Text                        Belopp       Saldo
2026-03-01 2026-03-02 Alfa AB faktura 1001      1 250,50    2 250,50
2026-03-02 2026-03-02 Avgift                      -99,00    2 151,50
2026-03-05 2026-03-05 Ö & Co, hyra mars            10,00    2 161,50
"""


def table(text):
    return fixed_table(io.BytesIO(text.encode()))


def fields(text):
    found = guess_definition(io.BytesIO(text.encode()), name="bank", currency="SEK")
    return {column.field: (column.position, column.length) for column in found.definition.columns}, found


def read(text, by):
    _header, *found, _end = read_by_definition(io.BytesIO(text.encode()), by)
    return [(one.booking_date.isoformat(), one.amount_minor, one.texts[0].text) for one in found]


def test_records_with_letters_before_them():
    placed, found = fields(RECORDS)
    assert (found.definition.file, found.definition.prefix, found.is_open) == ("fixed", "D", True)
    assert (placed["booking_date"], placed["indicator"], placed["amount"]) == ((2, 8), (10, 1), (11, 13))
    assert read(RECORDS, found.definition) == [
        ("2026-03-01", 125_050, "ALFA AB INBETALNING"), ("2026-03-02", -9_900, "BANKAVGIFT"),
    ]  # fmt: skip
    assert {"prefix", "hundredths", "direction"} <= {note.code for note in found.notes}


def test_columns_below_titles():
    placed, found = fields(COLUMNS)
    assert not found.is_open
    assert found.definition.skip_lines == 2
    assert placed == {
        "booking_date": (1, 10), "value_date": (12, 10), "text": (23, 20), "amount": (43, 14), "balance": (57, 12),
    }  # fmt: skip
    assert read(COLUMNS, found.definition)[0] == ("2026-03-01", 125_050, "Alfa AB faktura 1001")


def test_larger_amounts_than_the_samples_are_not_cut():
    _, found = fields(COLUMNS)
    line = f"{'2026-03-05 2026-03-05 Ö & Co, hyra mars':<42}{'1 000 010,00':>14}{'1 002 161,50':>12}"
    text = "\n".join([*COLUMNS.splitlines()[:4], line, ""])
    assert read(text, found.definition)[-1][1] == 100_001_000


@pytest.mark.parametrize(
    ("case", "text", "amounts"),
    [
        ("a letter behind", "20260301   00012550D  Avgift\n20260302   00100000K  Alfa\n", [-12_550, 100_000]),
        ("a sign before", "20260301 -0000012550 Avgift\n20260302 +0000100000 Alfa\n", [-12_550, 100_000]),
        ("short days", "260301 Avgift  -1,00\n260302 Alfa     5,00\n", [-100, 500]),
        ("days the other way", "01.03.2026 Avgift  -1,00\n31.03.2026 Alfa     5,00\n", [-100, 500]),
    ],
)
def test_how_amounts_and_days_are_written(case, text, amounts):
    _, found = fields(text)
    assert [amount for _, amount, _ in read(text, found.definition)] == amounts


@pytest.mark.parametrize(
    ("case", "text"),
    [("nothing", ""), ("no days", "Hello there\nyou\n"), ("no day of the calendar", "20261399 x 1,00")],
)
def test_what_has_no_days_has_no_fields(case, text):
    assert table(text) is None


def test_what_cannot_be_decoded_has_no_fields():
    assert fixed_table(io.BytesIO(b"\xff\xfe2")) is None


@given(st.lists(st.text("D2026031 ,-xÖ\n", max_size=40), max_size=8))
def test_any_lines_give_fields_that_are_apart(lines):
    found = table("\n".join(lines))
    if found is None:
        return
    assert all(len(row) == len(found.places) == len(found.titles) for row in found.rows)
    edges = [edge for place in found.places for edge in place]
    assert edges == sorted(edges)
