"""Interest terms in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from reskontra.collections.interest_rates import LateReference
from reskontra.collections.interest_words import late_text, percent_text, rate_text, source_text
from reskontra.core.interest import InterestRate
from reskontra.core.late_payment_law import REFERENCES


@pytest.mark.parametrize(("percent", "wanted"), [("10", "10"), ("7.50000", "7.5"), ("0", "0"), ("0.00001", "0.00001")])
def test_a_percentage_has_no_zeros_at_its_end(percent: str, wanted: str) -> None:
    assert percent_text(Decimal(percent)) == wanted


def test_a_rate_says_what_it_is_for() -> None:
    assert rate_text(InterestRate(date.min, Decimal("10.0"), 365)) == "10 % a year"
    assert rate_text(InterestRate(date.min, Decimal("1.5"), 30)) == "1.5 % in 30 days"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Riksbanken 3.5 % + 8", "Riksbanken 3,5 % + 8"),
        ("ECB -0.5 % + 8.25", "ECB −0,5 % + 8,25"),
        ("riksbank.se 2026.07", "riksbank.se 2026.07"),
    ],
)
def test_a_source_has_its_percentages_as_the_reader_writes_them(source: str, told: str) -> None:
    with translation.override("sv"):
        assert source_text(source) == told


@pytest.mark.parametrize(("code", "option"), [("SE", ""), ("EU", " --bank EU")])
def test_a_missing_half_year_says_how_it_is_entered(code: str, option: str) -> None:
    late = LateReference(REFERENCES[code], ("A", "B"), date(2026, 7, 1), date(2026, 1, 1), Decimal(10))
    told = late_text(late)
    assert "from 2026-07-01 is not entered, and 10 % goes on for A, B." in told
    assert told.endswith(f"reskontra reference-rate add 2026-07-01 PERCENT{option}")
