"""Amounts and days as people write them; what can be read in two ways is asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.core.money import TooManyDecimals
from reskontra.formats import definition_values as module
from reskontra.formats.definition_values import Plain, amount_reader, day_reader, decimal_of


def amount(text, *, decimal=",", thousands=" ", currency="SEK", factor=""):
    return amount_reader(decimal=decimal, thousands=thousands, currency=currency, factor=factor)(text)


@pytest.mark.parametrize(
    ("text", "settings", "minor"),
    [
        ("1250,00", {}, 125000),
        ("-99,5", {}, -9950),
        ("+99", {}, 9900),
        ("12 345,67", {}, 1234567),
        ("12\u00a0345,67", {}, 1234567),
        ("12\u202f345,67", {}, 1234567),
        ("1'234,50", {}, 123450),
        ("\u2212 1,00", {}, -100),
        ("100,00-", {}, -10000),
        ("(100,00)", {}, -10000),
        ("12.345,67", {"thousands": "."}, 1234567),
        ("1.234", {"thousands": "."}, 123400),
        ("1,234.50", {"decimal": ".", "thousands": ","}, 123450),
        ("1.234,50", {"decimal": ""}, 123450),
        ("1234.5", {"decimal": ""}, 123450),
        ("1,00000", {}, 100),
        ("12345", {"factor": "0.01"}, 12345),
        ("10,00", {"factor": "-1"}, -1000),
        ("500", {"currency": "JPY"}, 500),
        ("1,234", {"currency": "BHD"}, 1234),
        (Plain("1234.5"), {}, 123450),
    ],
)
def test_an_amount(text, settings, minor):
    assert amount(text, **settings) == minor


@pytest.mark.parametrize(
    ("text", "settings", "refusal"),
    [
        ("1.234", {}, module.AmountAmbiguous),
        ("1,234", {"decimal": "."}, module.AmountAmbiguous),
        ("1.234", {"decimal": ""}, module.AmountAmbiguous),
        ("1.234,5", {}, module.AmountUnreadable),
        ("12 34,00", {}, module.AmountUnreadable),
        ("", {}, module.AmountUnreadable),
        ("abc", {}, module.AmountUnreadable),
        ("１０００", {}, module.AmountUnreadable),
        ("1_000", {}, module.AmountUnreadable),
        ("1e5", {}, module.AmountUnreadable),
        ("NaN", {}, module.AmountUnreadable),
        ("1,2,3", {}, module.AmountUnreadable),
        ("9" * 30, {}, module.AmountUnreadable),
        ("1,2345", {}, TooManyDecimals),
        ("1", {"factor": "0.001"}, module.NotWholeMinor),
    ],
)
def test_no_amount(text, settings, refusal):
    with pytest.raises(refusal):
        amount(text, **settings)


@given(st.integers(-(10**13), 10**13), st.sampled_from([(",", " "), (",", "."), (".", ",")]))
def test_what_is_written_is_read_again(minor, signs):
    decimal, thousands = signs
    whole, rest = divmod(abs(minor), 100)
    text = f"{'-' if minor < 0 else ''}{whole:,}".replace(",", thousands) + f"{decimal}{rest:02}"
    assert amount(text, decimal=decimal, thousands=thousands) == minor


@given(st.text(max_size=12), st.sampled_from(["", ",", "."]))
def test_any_text_is_an_amount_or_refused(text, decimal):
    try:
        assert isinstance(amount(text, decimal=decimal), int)
    except Malformed as refusal:
        str(refusal)


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.234", "2234,00"], ","),
        (["1.234", "5.678"], ""),
        (["1,234.50"], "."),
        (["1.234.567"], ","),
        (["12.5"], "."),
        (["100", "-"], ""),
        (["1,5", "1.5"], ""),
        (["1234,567"], ","),
        ([Plain("1.5")], ""),
    ],
)
def test_the_column_decides(texts, sign):
    assert decimal_of(texts) == sign


@pytest.mark.parametrize(
    ("format", "text", "day"),
    [
        ("YYYY-MM-DD", "2026-03-01", date(2026, 3, 1)),
        ("YYYY-MM-DD", "2026-03-01T10:00:00Z", date(2026, 3, 1)),
        ("YYYY-MM-DD", "2026-03-01 23:59", date(2026, 3, 1)),
        ("D.M.YYYY", "1.3.2026", date(2026, 3, 1)),
        ("MM/DD/YYYY", "03/01/2026", date(2026, 3, 1)),
        ("YYMMDD", "260301", date(2026, 3, 1)),
        ("DD.MM.YY", "01.03.99", date(1999, 3, 1)),
    ],
)
def test_a_day(format, text, day):
    assert day_reader([format])(text) == day


@pytest.mark.parametrize(
    "text", ["2026-02-30", "01.03.2026", "2026-3-1", "0001-01-01", "２０２６-03-01", "2026-03-01x", ""]
)
def test_no_day(text):
    with pytest.raises(module.DayUnreadable):
        day_reader(["YYYY-MM-DD"])(text)
