"""Until when a claim can be demanded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.limitation import (
    STATUTES,
    DaysAheadUnreadable,
    Interrupting,
    Interruption,
    LimitationUnknown,
    days_ahead,
    limitation,
    statute_of,
    youngest,
)

SWEDISH = STATUTES["SE"]
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
WRITTEN = st.builds(Interruption, DAYS, st.sampled_from(Interrupting))


@pytest.mark.parametrize(
    ("arose", "interrupted", "business", "consumer"),
    [
        ("2016-05-10", [], "2026-05-10", "2019-05-10"),
        ("2024-02-29", [], "2034-02-28", "2027-02-28"),  # no such day: the last of the month
        ("2024-02-29", ["2028-02-29"], "2038-02-28", "2027-02-28"),  # in time, and a year late
        ("2020-03-01", ["2023-03-01"], "2033-03-01", "2026-03-01"),  # on the last day
        ("2020-03-01", ["2023-03-02"], "2033-03-02", "2023-03-01"),  # the day after
        ("2020-03-01", ["2020-02-28"], "2030-03-01", "2023-03-01"),  # paid before it arose
        ("2020-03-01", ["2024-01-01", "2022-01-01"], "2034-01-01", "2027-01-01"),  # each lets the next be in time
    ],
)
def test_when_a_claim_is_barred(arose: str, interrupted: list[str], business: str, consumer: str) -> None:
    known = [Interruption(date.fromisoformat(day), Interrupting.REMINDER, "R-1") for day in interrupted]
    for is_consumer, wanted in ((False, business), (True, consumer)):
        years = SWEDISH.years_of(is_consumer=is_consumer)
        found = limitation(years=years, arose=date.fromisoformat(arose), interruptions=known)
        assert found.last_day == date.fromisoformat(wanted), (arose, is_consumer)


def test_the_debtors_own_act_is_told_of_two_on_a_day() -> None:
    day = date(2026, 1, 2)
    known = [Interruption(day, Interrupting.PAYMENT, "P-1"), Interruption(day, Interrupting.REMINDER, "R-1")]
    found = limitation(years=3, arose=date(2025, 1, 1), interruptions=known)
    assert found.by == known[0]
    assert [found.days_left(date(2029, 1, day)) for day in (1, 2, 3)] == [1, 0, -1]


@given(DAYS, st.lists(WRITTEN, max_size=5), WRITTEN, st.sampled_from([3, 10]))
def test_an_interruption_never_shortens(
    arose: date, known: list[Interruption], another: Interruption, years: int
) -> None:
    before = limitation(years=years, arose=arose, interruptions=known).last_day
    assert limitation(years=years, arose=arose, interruptions=[*known, another]).last_day >= before


@given(DAYS, st.integers(0, 2))
def test_none_that_is_barred_by_a_day_arose_after_the_youngest(until: date, later: int) -> None:
    arose = youngest(SWEDISH, until=until) + timedelta(days=1 + later)
    assert limitation(years=SWEDISH.consumer_years, arose=arose).last_day > until


def test_another_countrys_law_is_not_guessed() -> None:
    assert statute_of(country="SE", company="Bok AB") == SWEDISH
    with pytest.raises(LimitationUnknown, match=r"Bok AS is a company in NO, .* for SE alone\. List claims by age"):
        statute_of(country="NO", company="Bok AS")


def test_days_ahead_are_read() -> None:
    assert [days_ahead(text) for text in ("0", " 365 ", "3650")] == [0, 365, 3650]
    for text in ("", "-1", "3651", "1.5", "a year", "²", "00001"):
        with pytest.raises(DaysAheadUnreadable, match="Write 0 to 3650"):
            days_ahead(text)
