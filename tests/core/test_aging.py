"""Buckets of age."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.aging import AgesUnreadable, days_before, document_buckets, due_buckets, overdue_bucket, parse_ages

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
