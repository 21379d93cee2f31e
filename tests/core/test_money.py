"""Minor units: reading, writing, rounding, splitting."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import money
from reskontra.core.money import Money, divide_minor, format_minor, parse_minor, split_minor


@pytest.mark.parametrize(
    ("case", "text", "currency", "minor"),
    [
        ("two decimals", "1250.00", "SEK", 125_000),
        ("none", "-1250", "SEK", -125_000),
        ("zeros beyond", "1.5000", "SEK", 150),
        ("no decimals at all", "1250", "JPY", 1250),
        ("three", "1.234", "KWD", 1234),
    ],
)
def test_parse(case, text, currency, minor):
    assert parse_minor(text, currency) == minor


@pytest.mark.parametrize(
    ("case", "text", "currency", "refusal"),
    [
        ("a comma", "1.250,00", "SEK", money.NotAnAmount),
        ("blank", "", "SEK", money.NotAnAmount),
        ("a plus", "+1", "SEK", money.NotAnAmount),
        ("too fine", "1.001", "SEK", money.TooManyDecimals),
        ("a fraction of a yen", "1.5", "JPY", money.TooManyDecimals),
    ],
)
def test_parse_refuses(case, text, currency, refusal):
    with pytest.raises(refusal):
        parse_minor(text, currency)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["SEK", "JPY", "KWD", "CLF"]))
def test_written_and_read_again(minor, currency):
    assert parse_minor(format_minor(minor, currency), currency) == minor


@given(st.integers(-(10**12), 10**12), st.integers(-(10**6), 10**6).filter(bool))
def test_division_agrees_with_decimals(numerator, denominator):
    assert divide_minor(numerator, denominator) == money.round_minor(Decimal(numerator) / Decimal(denominator))


@pytest.mark.parametrize(
    ("case", "total", "weights", "shares"),
    [
        ("thirds", 100, [1, 1, 1], [33, 34, 33]),
        ("negative", -100, [1, 1, 1], [-33, -34, -33]),
        ("nothing for nothing", 100, [0, 2, 0, 1], [0, 67, 0, 33]),
        ("one", 7, [5], [7]),
    ],
)
def test_split(case, total, weights, shares):
    assert split_minor(total, weights) == shares


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10**9), min_size=1, max_size=20).filter(any))
def test_splitting_keeps_the_sum(total, weights):
    shares = split_minor(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Decimal(total) * weight / sum(weights)) <= 1


def test_money():
    assert str(Money(-123_450, "SEK")) == "-1234.50 SEK"
    assert -Money(1, "SEK") + Money(3, "SEK") == Money(2, "SEK")
    with pytest.raises(money.CurrenciesDiffer):
        Money(1, "SEK") + Money(1, "EUR")
