"""From quotations to rates of the local currency."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed, Refused
from reskontra.core.exchange import PAR
from reskontra.core.quoted_rates import LocalRate, Quotation, Quote, local_rates

DAY = date(2026, 1, 2)


def quote(currency: str, units: str, per: int = 1, day: date = DAY) -> Quote:
    return Quote(currency, day, Decimal(units), per, f"row of {currency}")


def read(quotation: Quotation, local: str) -> tuple[dict[str, tuple[int, str]], list[Refused | Malformed]]:
    findings: list[Refused | Malformed] = []
    rates: list[LocalRate] = list(local_rates(quotation, local_currency=local, findings=findings))
    return {rate.currency: (rate.rate_e8, rate.note) for rate in rates}, findings


ECB = Quotation("ECB", "EUR", (quote("USD", "1.12"), quote("SEK", "11.20"), quote("JPY", "160")), is_inverse=True)
RIKSBANK = Quotation("Riksbanken", "SEK", (quote("EUR", "11.20"), quote("JPY", "7.00", 100)))


@pytest.mark.parametrize(
    ("case", "quotation", "local", "rates"),
    [
        (
            "the ECB for Sweden",
            ECB,
            "SEK",
            {
                "USD": (10 * PAR, "EUR/SEK 11.20, EUR/USD 1.12"),
                "EUR": (1_120_000_000, ""),
                "JPY": (7_000_000, "EUR/SEK 11.20, EUR/JPY 160"),
            },
        ),
        (
            "the ECB for Germany",
            ECB,
            "EUR",
            {
                "USD": (89_285_714, "EUR/USD 1.12"),
                "SEK": (8_928_571, "EUR/SEK 11.20"),
                "JPY": (625_000, "EUR/JPY 160"),
            },
        ),
        ("Riksbanken for Sweden", RIKSBANK, "SEK", {"EUR": (1_120_000_000, ""), "JPY": (7_000_000, "")}),
        (
            "Riksbanken for Germany",
            RIKSBANK,
            "EUR",
            {"SEK": (8_928_571, "EUR/SEK 11.20"), "JPY": (625_000, "EUR/SEK 11.20, 100 JPY/SEK 7.00")},
        ),
        ("one's own", Quotation("", "", (quote("EUR", "11.20"),)), "SEK", {"EUR": (1_120_000_000, "")}),
        ("the local currency itself", Quotation("", "", (quote("SEK", "1"),)), "SEK", {}),
    ],
)
def test_rates(case: str, quotation: Quotation, local: str, rates: dict[str, tuple[int, str]]) -> None:
    assert read(quotation, local) == (rates, [])


def test_a_day_without_the_local_currency_is_told_once() -> None:
    quotation = Quotation("ECB", "EUR", (quote("USD", "1.12"), quote("JPY", "160")), is_inverse=True)
    rates, findings = read(quotation, "SEK")
    assert rates == {}
    assert [str(finding) for finding in findings] == [
        "row of USD: The rates of 2026-01-02 are against EUR, and there is none of SEK to cross them by. "
        "Load a file that has SEK on that day."
    ]


@pytest.mark.parametrize(
    ("case", "units", "local", "said"),
    [
        ("zero", "0", "EUR", "Write a rate above zero"),
        ("nothing", "NaN", "EUR", "Write a rate above zero"),
        ("too large", "1E-12", "EUR", "Write a rate of at most"),
        ("too small", "1E12", "EUR", "more than 8 decimals"),
    ],
)
def test_a_price_that_cannot_stand(case: str, units: str, local: str, said: str) -> None:
    rates, findings = read(Quotation("ECB", "EUR", (quote("USD", units),), is_inverse=True), local)
    assert rates == {}
    assert said in str(findings[0])
    assert str(findings[0]).startswith("row of USD: ")


prices = st.decimals("0.0001", "10000", places=4)


@given(prices, prices)
def test_a_cross_and_its_opposite_agree(dollars: Decimal, kronor: Decimal) -> None:
    quotes = (Quote("USD", DAY, dollars), Quote("SEK", DAY, kronor))
    rates, findings = read(Quotation("ECB", "EUR", quotes, is_inverse=True), "SEK")
    if not findings:
        exact = kronor / dollars * PAR
        assert abs(rates["USD"][0] - exact) <= Decimal("0.51")
        assert rates["EUR"][0] == kronor * PAR
