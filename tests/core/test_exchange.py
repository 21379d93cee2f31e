"""Conversion at a given rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import exchange
from reskontra.core.exchange import PAR, Valuation, convert, from_local, to_local

RATES = st.integers(1, 10**14)
AMOUNTS = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("case", "minor", "currency", "rate", "local"),
    [
        ("100.00 USD at 10", 100_00, "USD", 10 * PAR, 1_000_00),
        ("no decimals: 10,000 JPY at 0.0705", 10_000, "JPY", 7_050_000, 705_00),
        ("three decimals: 1.000 KWD at 34.5", 1_000, "KWD", 3_450_000_000, 34_50),
        ("half away from zero", 1, "USD", PAR // 2, 1),
        ("half away from zero, negative", -1, "USD", PAR // 2, -1),
        ("below half", 1, "USD", PAR // 2 - 1, 0),
        ("the local currency", 12_34, "SEK", PAR, 12_34),
    ],
)
def test_to_local(case, minor, currency, rate, local):
    assert to_local(minor, valuation=Valuation(currency, rate), local_currency="SEK") == local


@pytest.mark.parametrize(
    ("case", "local", "currency", "rate", "minor"),
    [
        ("1,200 SEK at 12", 1_200_00, "USD", 12 * PAR, 100_00),
        ("into no decimals", 705_00, "JPY", 7_050_000, 10_000),
        ("into three decimals", 34_50, "KWD", 3_450_000_000, 1_000),
    ],
)
def test_from_local(case, local, currency, rate, minor):
    assert from_local(local, valuation=Valuation(currency, rate), local_currency="SEK") == minor


def test_between_two_foreign_currencies():
    usd, eur = Valuation("USD", 10 * PAR), Valuation("EUR", 1_125_000_000)
    assert convert(100_00, source=usd, target=eur) == 88_89
    jpy = Valuation("JPY", 7_000_000)
    assert convert(70_00, source=usd, target=jpy) == 10_000


@pytest.mark.parametrize(
    ("case", "units", "per", "rate"),
    [("plain", "10.25", 1, 1_025_000_000), ("per hundred", "7.05", 100, 7_050_000), ("rounded", "1", 3, 33_333_333)],
)
def test_rate_from(case, units, per, rate):
    assert exchange.rate_from(Decimal(units), currency="EUR", per=per) == rate


@pytest.mark.parametrize(
    ("case", "units", "per", "refusal"),
    [
        ("zero", "0", 1, exchange.RateNotPositive),
        ("negative", "-10.25", 1, exchange.RateNotPositive),
        ("no number", "NaN", 1, exchange.RateNotPositive),
        ("per nothing", "1", 0, exchange.RateNotPositive),
        ("beyond measure", "1e30", 1, exchange.RateTooLarge),
        ("nine decimals", "0.123456789", 1, exchange.TooFineARate),
        ("nothing is left", "0.00000001", 1000, exchange.TooFineARate),
    ],
)
def test_rate_from_refuses(case, units, per, refusal):
    with pytest.raises(refusal):
        exchange.rate_from(Decimal(units), currency="EUR", per=per)


def test_convert_refuses_a_rate_of_zero():
    with pytest.raises(exchange.RateNotPositive, match="USD is 0"):
        to_local(1, valuation=Valuation("USD", 0), local_currency="SEK")


def test_rate_units():
    assert exchange.rate_units(1_025_000_000) == Decimal("10.25")


@pytest.mark.parametrize(
    ("case", "taken", "given", "difference"),
    [
        ("a claim's gain", 1_200, 1_000, 200),
        ("a claim's loss", 900, 1_000, -100),
        ("a debt's loss", -1_200, -1_000, -200),
    ],
)
def test_realized(case, taken, given, difference):
    assert exchange.realized(taken_local_minor=taken, given_local_minor=given) == difference


@given(AMOUNTS, RATES)
def test_conversion_is_odd(minor, rate):
    usd = Valuation("USD", rate)
    assert to_local(-minor, valuation=usd, local_currency="SEK") == -to_local(
        minor, valuation=usd, local_currency="SEK"
    )


@given(AMOUNTS, st.integers(PAR, 10**14))
def test_there_and_back_is_the_same_where_the_local_unit_is_finer(minor, rate):
    usd = Valuation("USD", rate)
    local = to_local(minor, valuation=usd, local_currency="SEK")
    assert from_local(local, valuation=usd, local_currency="SEK") == minor
