"""Days on which banks are closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.bank_days import (
    add_bank_days,
    after_in_bank_days,
    bank_holidays,
    easter_day,
    is_bank_day,
    next_bank_day,
)
from reskontra.core.dates import parse_formula


@pytest.mark.parametrize(
    "day",
    ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"],
)
def test_easter(day: str) -> None:
    assert easter_day(int(day[:4])) == date.fromisoformat(day)


def test_the_swedish_days_of_2026() -> None:
    days = [
        "01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "06-06", "06-19", "12-24", "12-25", "12-26", "12-31",
    ]  # fmt: skip
    assert sorted(bank_holidays(2026, country="SE")) == [date.fromisoformat(f"2026-{day}") for day in days]


def test_whit_monday_gave_way_to_the_national_day() -> None:
    assert date(2004, 5, 31) in bank_holidays(2004, country="SE")
    assert date(2004, 6, 6) not in bank_holidays(2004, country="SE")
    assert date(2005, 5, 16) not in bank_holidays(2005, country="SE")


@pytest.mark.parametrize(
    ("day", "country", "wanted"),
    [
        ("2026-06-18", "SE", "2026-06-18"),
        ("2026-06-19", "SE", "2026-06-22"),  # Midsummer Eve
        ("2026-06-19", "DE", "2026-06-19"),
        ("2026-12-24", "SE", "2026-12-28"),
        ("2026-12-24", "DE", "2026-12-24"),
        ("2026-12-31", "SE", "2027-01-04"),  # over New Year and a week-end
        ("2026-04-03", "FI", "2026-04-07"),
        ("9999-12-31", "SE", "9999-12-31"),
    ],
)
def test_the_next_bank_day(day: str, country: str, wanted: str) -> None:
    assert next_bank_day(date.fromisoformat(day), country=country) == date.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        ("2026-06-17", 0, "2026-06-17"),
        ("2026-06-17", 2, "2026-06-22"),
        ("2026-06-20", 0, "2026-06-20"),
        ("2026-06-20", 1, "2026-06-22"),
        ("9999-12-30", 9, "9999-12-31"),
    ],
)
def test_bank_days_are_added(day: str, count: int, wanted: str) -> None:
    assert add_bank_days(date.fromisoformat(day), count, country="SE") == date.fromisoformat(wanted)


@given(
    day=st.dates(date(1950, 1, 1), date(2100, 1, 1)), count=st.integers(1, 30), country=st.sampled_from(["SE", "DE"])
)
def test_as_many_bank_days_lie_between(day: date, count: int, country: str) -> None:
    reached = add_bank_days(day, count, country=country)
    after = [day + timedelta(days=i + 1) for i in range((reached - day).days)]
    assert sum(is_bank_day(one, country=country) for one in after) == count
    assert is_bank_day(reached, country=country)
    assert next_bank_day(reached, country=country) == reached


@pytest.mark.parametrize(
    ("formula", "start", "wanted"),
    [
        ("5D", "2026-03-30", "2026-04-08"),  # over Good Friday and Easter Monday
        ("5D", "2026-03-28", "2026-04-08"),  # a Saturday is the Monday after
        ("", "2026-06-19", "2026-06-22"),  # Midsummer Eve
        ("1W", "2026-03-27", "2026-04-07"),  # a week of calendar days ends on Good Friday, a bank day comes on Tuesday
        ("CM", "2026-05-20", "2026-06-01"),  # the month ends on a Sunday
    ],
)
def test_formulas_in_bank_days(formula: str, start: str, wanted: str) -> None:
    found = after_in_bank_days(parse_formula(formula), date.fromisoformat(start), country="SE")
    assert found == date.fromisoformat(wanted)
