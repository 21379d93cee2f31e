"""Telephone numbers as keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers.phone import key, keys_in


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("070-123 45 67", "SE", "46701234567"),
        ("+46 70 123 45 67", "SE", "46701234567"),
        ("+46 (0)70 123 45 67", "", "46701234567"),
        ("0046701234567", "NO", "46701234567"),
        ("46701234567", "SE", "46701234567"),
        ("08-12 34 56", "SE", "468123456"),
        ("912 34 567", "NO", "4791234567"),
        ("20 12 34 56", "DK", "4520123456"),
        ("040 123 4567", "FI", "358401234567"),
        ("0701234567", "US", ""),
        ("1234", "SE", ""),
        ("", "SE", ""),
    ],
)
def test_a_number_has_one_key_however_it_is_written(text: str, country: str, expected: str) -> None:
    assert key(text, country) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Swish 0701234567 Eva Berg 104012", ["46701234567"]),
        ("SWISH INBETALNING 46701234567 Faktura 104012", ["46701234567"]),
        ("fr Eva, 070-123 45 67: faktura", ["46701234567"]),
        ("+46701234567 0701234567", ["46701234567"]),
        ("Vipps 4791234567", ["4791234567"]),
        ("Faktura 104012 2026-03-31", []),
        ("OCR 10401234567", []),
        ("SE4550000000058398257466", []),
        ("RE-2026-0701234567A", []),
    ],
)
def test_numbers_in_a_text(text: str, expected: list[str]) -> None:
    assert keys_in(text) == expected


@given(st.text(max_size=40))
def test_keys_are_digits_of_a_fit_length(text: str) -> None:
    assert all(one.isdigit() and 8 <= len(one) <= 15 for one in [*keys_in(text), key(text) or "12345678"])
