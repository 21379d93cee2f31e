"""Days and amounts as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.interface.display import money
from reskontra.interface.typed import AmountNotWritten, DayNotWritten, typed_day, typed_minor

NOW = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", NOW),
        (" T ", NOW),
        ("15", date(2026, 3, 15)),
        ("5", date(2026, 3, 5)),
        ("1502", date(2026, 2, 15)),
        ("260401", date(2026, 4, 1)),
        ("26-04-01", date(2026, 4, 1)),
        ("20260401", date(2026, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2026-4-1", date(2026, 4, 1)),
    ],
)
def test_a_day_may_be_written_short(text: str, day: date) -> None:
    assert typed_day(text, on=NOW) == day


@pytest.mark.parametrize(
    "text", ["", "x", "32", "0", "3113", "123", "12345", "2026-02-30", "2026-13-01", "١٥", "15.3", "-5", "2026-04-011"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayNotWritten) as refused:
        typed_day(text, on=NOW)
    assert "2026-03-31" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1234,50", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1234.50", 123450),
        ("1,234.50", 123450),
        ("1.234,50", 123450),
        ("1.234.567", 123456700),
        ("-25", -2500),
        ("\u221225,5", -2550),
        ("1000+250", 125000),
        ("1000 + 250,50 - 25", 122550),
        ("+7", 700),
        ("0", 0),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_amount_may_be_written_as_here_or_there(text: str, minor: int, language: str) -> None:
    with translation.override(language):
        assert typed_minor(text, "SEK") == minor


def test_a_comma_before_three_digits_is_read_as_the_reader_writes() -> None:
    with translation.override("en"):
        assert typed_minor("1,234", "SEK") == 123400
    with translation.override("sv"), pytest.raises(Malformed):
        typed_minor("1,234", "SEK")


@pytest.mark.parametrize("text", ["", "13 7oo", "1,2,3", "1..2", "1.2,3.4", "+", "1+", "12e3", "∞", ",", "1;2", ",5"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountNotWritten):
        typed_minor(text, "SEK")


@given(minor=st.integers(-(10**12), 10**12), currency=st.sampled_from(["SEK", "JPY"]))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_shown_can_be_typed(language: str, minor: int, currency: str) -> None:
    with translation.override(language):
        assert typed_minor(money(minor, currency), currency) == minor
