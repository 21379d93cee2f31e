"""Buckets of age."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.aging import (
    AgesUnreadable,
    Bucket,
    ColumnsUnreadable,
    PeriodsOverlap,
    dated_periods,
    days_before,
    document_buckets,
    due_buckets,
    due_periods,
    overdue_bucket,
    parse_ages,
    parse_columns,
)
from reskontra.core.dates import DateBeyondCalendar, parse_formula

DAY = date(2026, 3, 31)
AGES = st.lists(st.integers(1, 400), min_size=1, max_size=11, unique=True).map(lambda ages: tuple(sorted(ages)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("30,60,90", (30, 60, 90)),
        (" 7 , 14 ", (7, 14)),
        ("1", (1,)),
        ("1,2,3,4,5,6,7,8,9,10,11", tuple(range(1, 12))),
        ("9999", (9999,)),
    ],
)
def test_ages_are_read(text: str, wanted: tuple[int, ...]) -> None:
    assert parse_ages(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "30,", "0,30", "30,30", "60,30", "-1", "a", "10000", "٣", ",".join(map(str, range(1, 13)))]
)
def test_what_are_no_ages_is_refused(text: str) -> None:
    with pytest.raises(AgesUnreadable):
        parse_ages(text)


@pytest.mark.parametrize(
    ("due", "key"),
    [
        (DAY + timedelta(days=1), "not_due"),
        (DAY, "not_due"),
        (DAY - timedelta(days=1), "1-30"),
        (DAY - timedelta(days=30), "1-30"),
        (DAY - timedelta(days=31), "31-60"),
        (DAY - timedelta(days=60), "31-60"),
        (DAY - timedelta(days=61), "over_60"),
        (date.min, "over_60"),
    ],
)
def test_a_due_date_falls_in_its_bucket(due: date, key: str) -> None:
    assert [bucket.key for bucket in due_buckets(as_of=DAY, ages=(30, 60)) if bucket.holds(due)] == [key]


@pytest.mark.parametrize(
    ("dated", "key"),
    [
        (DAY + timedelta(days=9), "0-30"),
        (DAY, "0-30"),
        (DAY - timedelta(days=30), "0-30"),
        (DAY - timedelta(days=31), "31-60"),
        (DAY - timedelta(days=61), "over_60"),
    ],
)
def test_a_document_date_falls_in_its_bucket(dated: date, key: str) -> None:
    assert [bucket.key for bucket in document_buckets(as_of=DAY, ages=(30, 60)) if bucket.holds(dated)] == [key]


@given(AGES, st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(-500, 500))
def test_every_day_is_in_one_bucket(ages: tuple[int, ...], as_of: date, offset: int) -> None:
    day = as_of + timedelta(days=offset)
    for buckets in (due_buckets(as_of=as_of, ages=ages), document_buckets(as_of=as_of, ages=ages)):
        assert sum(bucket.holds(day) for bucket in buckets) == 1
    assert overdue_bucket(as_of=as_of).holds(day) == (offset < 0)


def test_no_day_is_before_the_calendar() -> None:
    assert days_before(date(1, 1, 3), 9999) == date.min


END = date(2026, 11, 30)


def _days(buckets: tuple[Bucket, ...]) -> list[str]:
    """Each bucket as key first..last."""
    return [f"{one.key} {one.first_date or ''}..{one.last_date or ''}" for one in buckets]


def test_periods_are_those_of_the_worked_example() -> None:
    wanted = [
        "not_due 2026-12-01..", "period_1 2026-11-01..2026-11-30", "period_2 2026-10-01..2026-10-31",
        "period_3 2026-09-01..2026-09-30", "before ..2026-08-31",
    ]  # fmt: skip
    assert _days(due_periods(as_of=END, length=parse_formula("1M"))) == wanted
    assert _days(due_periods(as_of=END, length=parse_formula("1M+CM"))) == wanted
    dated = _days(dated_periods(as_of=END, length=parse_formula("1M")))
    assert dated == ["period_1 2026-11-01..", *wanted[2:4], "period_4 2026-08-01..2026-08-31", "before ..2026-07-31"]
    not_due = _days(due_periods(as_of=END, length=parse_formula("1M"), is_due_that_day=False))
    assert not_due == ["not_due 2026-11-30..", "period_1 2026-11-01..2026-11-29", *wanted[2:]]


def test_no_period_is_empty_where_what_is_due_that_day_is_not_due() -> None:
    found = _days(due_periods(as_of=END, length=parse_formula("1D"), columns=3, is_due_that_day=False))
    assert found == ["not_due 2026-11-30..", "period_1 2026-11-29..2026-11-29", "before ..2026-11-28"]


@pytest.mark.parametrize(
    ("length", "as_of", "columns", "wanted"),
    [
        ("30D", END, 3, ["not_due 2026-12-01..", "period_1 2026-11-01..2026-11-30", "before ..2026-10-31"]),
        ("1M", date(2026, 3, 30), 3, ["not_due 2026-03-31..", "period_1 2026-02-28..2026-03-30",
                                      "before ..2026-02-27"]),
        ("1M+CM", date(2026, 11, 15), 3, ["not_due 2026-11-16..", "period_1 2026-11-01..2026-11-15",
                                          "before ..2026-10-31"]),
        ("1M-CM", END, 3, ["not_due 2026-12-01..", "period_1 2026-11-01..2026-11-30", "before ..2026-10-31"]),
        ("1M", END, 2, ["not_due 2026-12-01..", "before ..2026-11-30"]),
        ("1M", END, 1, ["all .."]),
    ],
)  # fmt: skip
def test_periods_of_other_lengths(length: str, as_of: date, columns: int, wanted: list[str]) -> None:
    assert _days(due_periods(as_of=as_of, length=parse_formula(length), columns=columns)) == wanted


@pytest.mark.parametrize(
    ("length", "advice"),
    [("CM+1M", "1M+CM"), ("CM", "1M+CM"), ("-1M", "1M"), ("0D", "1M"), ("", "1M"),
     ("CM+10D", "1M+CM"), ("CW", "1W+CW")],
)  # fmt: skip
def test_periods_that_overlap_are_refused_with_advice(length: str, advice: str) -> None:
    with pytest.raises(PeriodsOverlap) as refused:
        due_periods(as_of=END, length=parse_formula(length))
    assert refused.value.values["advice"] == advice
    assert len(due_periods(as_of=END, length=parse_formula(advice))) == 5


def test_periods_end_with_the_calendar() -> None:
    with pytest.raises(DateBeyondCalendar):
        due_periods(as_of=END, length=parse_formula("900Y"))


LENGTHS = st.sampled_from(["1D", "7D", "30D", "1W", "1M", "2M", "1Q", "1M+CM", "1W+CW", "1M-CM", "1Y", "1M+2D"])


@given(LENGTHS, st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(-900, 900), st.integers(1, 12), st.booleans())
def test_every_day_is_in_one_period(length: str, as_of: date, offset: int, columns: int, is_due_that_day: bool) -> None:
    day, formula = as_of + timedelta(days=offset), parse_formula(length)
    due = due_periods(as_of=as_of, length=formula, columns=columns, is_due_that_day=is_due_that_day)
    for buckets in (due, dated_periods(as_of=as_of, length=formula, columns=columns)):
        assert len(buckets) == columns
        assert sum(bucket.holds(day) for bucket in buckets) == 1
    if columns > 1:
        assert due[0].holds(day) is (offset > 0 or (offset == 0 and not is_due_that_day))


@pytest.mark.parametrize(("text", "wanted"), [("1", 1), (" 12 ", 12)])
def test_columns_are_read(text: str, wanted: int) -> None:
    assert parse_columns(text) == wanted


@pytest.mark.parametrize("text", ["", "0", "13", "-1", "5.0", "five", "٣", "100"])
def test_what_is_no_number_of_columns_is_refused(text: str) -> None:
    with pytest.raises(ColumnsUnreadable):
        parse_columns(text)
