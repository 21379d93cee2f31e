"""Late interest of one document."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.interest import (
    DayCount,
    InterestPeriodOutOfBounds,
    InterestRate,
    InterestRateMissing,
    InterestRateOutOfBounds,
    Movement,
    balance_interest,
    balance_stretches,
    daily_interest,
    interest_start,
    rate_on,
)

EARLY = date(2000, 1, 1)


def rate(percent: str, per: int, begins: date = EARLY) -> InterestRate:
    return InterestRate(begins, Decimal(percent), per)


def day(text: str) -> date:
    return date.fromisoformat(text)


YEARLY = (rate("12", 365, day("2024-07-01")), rate("11", 365, day("2025-01-01")))


@pytest.mark.parametrize(
    ("owed", "paid", "after", "until", "rates", "wanted"),
    [
        (12_500_00, [], "2026-01-31", "2026-03-02", [rate("1.5", 30)], [187_50]),
        (12_500_00, [], "2026-01-31", "2026-03-02", [rate("10", 365)], [102_74]),
        (10_000_00, [("2026-02-15", -4_000_00)], "2026-01-31", "2026-03-02", [rate("2", 30)], [160_00]),
        (6_000_00, [], "2026-02-01", "2026-02-09", [rate("2", 30)], [32_00]),
        (50_000_00, [], "2024-11-30", "2025-02-28", YEARLY, [509_59, 889_04]),
        (50_000_00, [("2025-01-20", -20_000_00)], "2024-11-30", "2025-02-28", YEARLY, [509_59, 653_97]),
        (50_000_00, [("2024-12-15", -20_000_00)], "2024-11-30", "2025-02-28", YEARLY, [404_38, 533_42]),
        (12_500_00, [], "2026-03-02", "2026-03-31", [rate("1.5", 30)], [181_25]),
        (8_000_00, [("2026-02-20", -8_000_00)], "2026-01-31", "2026-02-20", [rate("2", 30)], [106_67]),
        (8_000_00, [("2026-02-20", -8_000_00)], "2026-01-31", "2026-04-30", [rate("2", 30)], [106_67]),
        (
            48_750_00, [], "2025-05-15", "2025-08-20",
            [rate("11", 365, day("2025-01-01")), rate("10", 365, day("2025-07-01"))], [675_82, 681_16],
        ),
        (1_000_00, [("2025-12-01", -400_00)], "2026-01-31", "2026-03-02", [rate("10", 100)], [18_00]),
        (1_000_00, [("2026-03-02", -400_00)], "2026-01-31", "2026-03-02", [rate("10", 100)], [30_00]),
        (1_000_00, [], "2026-01-31", "2026-01-31", [], []),
        (1_000_00, [], "2026-01-31", "2026-01-30", [], []),
        (1_000_00, [], "2026-01-31", "2026-03-02", [rate("0", 365)], [0]),
    ],
)  # fmt: skip
def test_interest_by_the_day(
    owed: int, paid: list[tuple[str, int]], after: str, until: str, rates: list[InterestRate], wanted: list[int]
) -> None:
    movements = [Movement(day(when), minor) for when, minor in paid]
    found = daily_interest(owed_minor=owed, movements=movements, after=day(after), until=day(until), rates=rates)
    assert [segment.interest_minor for segment in found] == wanted


def test_a_segment_says_how_it_was_counted() -> None:
    first, second = daily_interest(
        owed_minor=50_000_00,
        movements=[Movement(day("2025-01-20"), -20_000_00)],
        after=day("2024-11-30"),
        until=day("2025-02-28"),
        rates=YEARLY,
    )
    assert (first.after, first.until, first.days) == (day("2024-11-30"), day("2024-12-31"), 31)
    assert (first.rate, first.balance_days) == (YEARLY[0], 1_550_000_00)
    assert (second.after, second.until, second.days) == (day("2024-12-31"), day("2025-02-28"), 59)
    assert (second.rate, second.balance_days) == (YEARLY[1], 2_170_000_00)


@pytest.mark.parametrize(
    ("count", "after", "until", "wanted"),
    [
        (DayCount.FIXED, "2023-12-31", "2024-12-31", 10_027_40),  # 366 / 365
        (DayCount.ACTUAL, "2023-12-31", "2024-12-31", 10_000_00),
        (DayCount.ACTUAL, "2022-12-31", "2024-12-31", 20_000_00),
        (DayCount.ACTUAL, "2024-06-30", "2025-06-30", 9_986_23),  # 184 / 366 + 181 / 365
    ],
)
def test_days_of_a_leap_year(count: DayCount, after: str, until: str, wanted: int) -> None:
    (found,) = daily_interest(
        owed_minor=100_000_00, movements=[], after=day(after), until=day(until), rates=[rate("10", 365)],
        day_count=count,
    )  # fmt: skip
    assert found.interest_minor == wanted


def test_a_rate_by_the_month_knows_no_leap_year() -> None:
    (found,) = daily_interest(
        owed_minor=100_00, movements=[], after=day("2024-01-31"), until=day("2024-03-01"), rates=[rate("2", 30)],
        day_count=DayCount.ACTUAL,
    )  # fmt: skip
    assert found.interest_minor == 2_00


def test_interest_on_what_is_left() -> None:
    assert balance_interest(remaining_minor=12_500_00, rate=rate("2", 30)) == 250_00
    assert balance_interest(remaining_minor=25, rate=rate("2", 30)) == 1  # half a unit, away from zero


@pytest.mark.parametrize(
    ("sent", "agreed", "wanted"),
    [
        ("2026-01-02", True, "2026-01-31"),
        ("2026-01-02", False, "2026-02-01"),
        ("2025-12-01", False, "2026-01-31"),
        ("2026-01-25", False, "2026-02-24"),
    ],
)
def test_interest_begins_at_an_agreed_due_date_or_after_thirty_days(sent: str, agreed: bool, wanted: str) -> None:
    assert interest_start(due=day("2026-01-31"), sent=day(sent), is_due_agreed=agreed) == day(wanted)


def test_a_day_before_the_first_rate_is_refused() -> None:
    with pytest.raises(InterestRateMissing) as told:
        daily_interest(
            owed_minor=1, movements=[], after=day("2024-05-31"), until=day("2026-01-01"), rates=list(reversed(YEARLY))
        )
    assert str(told.value) == (
        "There is no interest rate for 2024-06-01: the first begins 2024-07-01. "
        "Enter a rate that begins on or before that day."
    )
    with pytest.raises(InterestRateMissing):
        rate_on(day("2024-05-31"), [])


@pytest.mark.parametrize("percent", ["-0.1", "100.00001", "1.000001"])
def test_what_is_no_rate_is_refused(percent: str) -> None:
    with pytest.raises(InterestRateOutOfBounds):
        rate(percent, 365)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_what_is_no_period_is_refused(days: int) -> None:
    with pytest.raises(InterestPeriodOutOfBounds):
        rate("1", days)


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
RATES = st.lists(
    st.builds(
        InterestRate,
        DAYS,
        st.decimals(0, 100, places=5),
        st.sampled_from([30, 360, 365]),
    ),
    max_size=4,
    unique_by=lambda one: one.begins,
).map(lambda later: [rate("8", 365), *later])
MOVEMENTS = st.lists(st.builds(Movement, DAYS, st.integers(-10_000_00, 10_000_00)), max_size=5)


@given(
    owed=st.integers(0, 10**11),
    moved=MOVEMENTS,
    days=st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted),
    rates=RATES,
    count=st.sampled_from(DayCount),
)
def test_adjoining_periods_sum_to_the_whole(
    owed: int, moved: list[Movement], days: list[date], rates: list[InterestRate], count: DayCount
) -> None:
    """Before rounding they are the same; after it each segment differs by at most half a unit."""
    first, middle, last = days

    def segments(after: date, until: date) -> list[tuple[int, int]]:
        found = daily_interest(owed_minor=owed, movements=moved, after=after, until=until, rates=rates, day_count=count)
        return [(one.balance_days, one.interest_minor) for one in found]

    whole, parts = segments(first, last), segments(first, middle) + segments(middle, last)
    assert sum(days for days, _minor in whole) == sum(days for days, _minor in parts)
    apart = abs(sum(minor for _days, minor in whole) - sum(minor for _days, minor in parts))
    assert 2 * apart <= len(whole) + len(parts)


@given(owed=st.integers(1, 10**9), moved=MOVEMENTS, after=DAYS, length=st.integers(1, 900))
def test_a_payment_lowers_what_is_charged_and_one_after_the_last_day_does_not(
    owed: int, moved: list[Movement], after: date, length: int
) -> None:
    until = after + timedelta(days=length)

    def interest(more: list[Movement]) -> int:
        found = daily_interest(
            owed_minor=owed, movements=[*moved, *more], after=after, until=until, rates=[rate("10", 1)]
        )
        return sum(one.interest_minor for one in found)

    assert interest([Movement(until, -owed)]) == interest([])
    assert interest([Movement(after, -owed)]) <= interest([])
    assert interest([Movement(after - timedelta(days=9), -owed)]) == interest([Movement(after, -owed)])


@given(owed=st.integers(0, 10**9), moved=MOVEMENTS, after=DAYS, length=st.integers(1, 900))
def test_what_was_owed_in_turn_is_what_bore_the_interest(
    owed: int, moved: list[Movement], after: date, length: int
) -> None:
    until = after + timedelta(days=length)
    found = balance_stretches(owed_minor=owed, movements=moved, after=after, until=until)
    (segment,) = daily_interest(owed_minor=owed, movements=moved, after=after, until=until, rates=[rate("1", 1)])
    assert sum(days for days, _minor in found) == segment.days
    assert sum(days * minor for days, minor in found) == segment.balance_days
    assert all(days > 0 for days, _minor in found)
    assert all(one[1] != other[1] for one, other in pairwise(found))
