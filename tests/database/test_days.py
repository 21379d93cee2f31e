"""Dates to and from SQLite: the same as Django's own, each made once."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

import pytest

from reskontra.database.days import day_of, keep_days, read_day, stored_day

DAY = date(2026, 3, 2)


@pytest.mark.parametrize("day", [DAY, date.min, date.max, date(2024, 2, 29)])
def test_a_day_comes_back_as_it_was(day: date) -> None:
    assert read_day(stored_day(day).encode()) == day


def test_what_is_no_day_is_none() -> None:
    assert read_day(b"soon") is None


def test_a_day_is_made_once() -> None:
    assert read_day(b"2026-03-02") is read_day(b"2026-03-02")
    assert stored_day(DAY) is stored_day(date(2026, 3, 2))


def test_every_connection_reads_and_writes_days_so() -> None:
    keep_days()
    moment = datetime.fromisoformat("2026-03-02 12:30:00")
    with sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES) as connection:
        connection.execute("CREATE TABLE t (day date, at datetime, none date)")
        connection.execute("INSERT INTO t VALUES (?, ?, ?)", [DAY, moment, None])
        assert connection.execute("SELECT day, none FROM t").fetchone() == (DAY, None)
        stored = connection.execute("SELECT day || '', at || '' FROM t").fetchone()
    assert stored == ("2026-03-02", "2026-03-02 12:30:00")


def test_a_day_of_a_query_is_one_whatever_the_database_gives() -> None:
    assert day_of("2026-03-02") == day_of(DAY) == DAY
