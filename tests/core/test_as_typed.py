"""What people type into a field is read as they mean it, or refused in their words."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.as_typed import AmountNotRead, amount_typed, day_typed
from reskontra.core.dates import DayFarAway, DayNotRead
from reskontra.core.money import TooManyDecimals
from reskontra.interface.display import money

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(("text", "minor"), [
    ("1 234,50", 123450), ("1234.50", 123450), ("1,234.50", 123450), ("1.234,50", 123450), ("1\u00a0234,5", 123450),
    ("1,234", 123400), ("1.234.567", 123456700), ("1,234,567.8", 123456780), ("-25", -2500), ("\u221225,00", -2500),
    ("1000+250", 125000), ("13 000 + 700 - 0,50", 1369950), ("+7", 700), ("007", 700), ("0", 0), ("1'000", 100000),
    ("-100+30", -7000), ("1234,500", 123450),
])  # fmt: skip
def test_an_amount_as_people_type_it(text: str, minor: int) -> None:
    assert amount_typed(text, "SEK") == minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"), [("1,234", "JPY", 1234), ("1,234", "KWD", 1234), ("1,234,5", "JPY", 0)]
)
def test_the_currency_says_what_a_mark_means(text: str, currency: str, minor: int) -> None:
    if not minor:
        with pytest.raises(AmountNotRead):
            amount_typed(text, currency)
    else:
        assert amount_typed(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    ["", "13 7oo", "1,2,3", "12,34.567,8", "1++2", "1+", "--1", ".", ",5", "5,", "1 SEK", "9" * 16, "1" * 101, "٣"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountNotRead):
        amount_typed(text, "SEK")


def test_more_decimals_than_the_currency_has() -> None:
    with pytest.raises(TooManyDecimals):
        amount_typed("1,2345", "SEK")


@given(st.integers(-(10**14), 10**14), st.sampled_from(["SEK", "JPY", "KWD", "CLF"]), st.sampled_from(["sv", "en"]))
def test_what_a_page_shows_can_be_typed_back(minor: int, currency: str, language: str) -> None:
    with translation.override(language):
        assert amount_typed(money(minor, currency), currency) == minor


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(AmountNotRead, TooManyDecimals):
        amount_typed(text, "SEK")
    with contextlib.suppress(DayNotRead):
        day_typed(text, today=TODAY)


@pytest.mark.parametrize(("text", "day"), [
    ("t", TODAY), ("T", TODAY), ("15", date(2026, 3, 15)), ("5", date(2026, 3, 5)), ("1504", date(2026, 4, 15)),
    ("04-15", date(2026, 4, 15)), ("20260415", date(2026, 4, 15)), (" 2025-12-31 ", date(2025, 12, 31)),
])  # fmt: skip
def test_a_day_as_people_type_it(text: str, day: date) -> None:
    assert day_typed(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "32", "0", "3102", "150", "2026-02-30", "20260230", "15/3", "yesterday", "²"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayNotRead, match="is not a date"):
        day_typed(text, today=TODAY)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_of_business_can_be_typed_as_it_is_stored(day: date) -> None:
    assert day_typed(day.isoformat(), today=TODAY) == day


@pytest.mark.parametrize("text", ["0001-01-01", "18991231", "2200-01-01", "9999-12-31"])
def test_a_day_outside_the_years_of_business_is_refused_with_them(text: str) -> None:
    with pytest.raises(DayFarAway, match="is outside the years 1900 to 2199"):
        day_typed(text, today=TODAY)
    assert [day_typed(day, today=TODAY).year for day in ("1900-01-01", "21991231")] == [1900, 2199]
