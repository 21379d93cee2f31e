"""What is in a table is told by its rows, not by their order or by who asks."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from reskontra.operation.contents import (
    Contents,
    companies_of,
    contents_of,
    differing,
    migrations_of,
    tables_of,
)

ROWS = [(1, "å", None, b"\x00\xff", 1.5), (2, "", 0, b"", -0.0)]


def table(rows: list[tuple[object, ...]], columns: str = "id, name, amount, bytes, share") -> Contents:
    with closing(sqlite3.connect(":memory:")) as own:
        own.execute("CREATE TABLE t (id, name, amount, bytes, share)")
        own.executemany(f"INSERT INTO t ({columns}) VALUES (?, ?, ?, ?, ?)", rows)
        return contents_of(own)["t"]


def test_order_is_nothing_and_every_value_is() -> None:
    told = table(ROWS)
    assert told == table(ROWS[::-1])
    assert told.rows == 2
    changed = [
        [(3, *ROWS[0][1:]), ROWS[1]],
        [(1, "a", *ROWS[0][2:]), ROWS[1]],
        [(1, "å", 0, b"\x00\xff", 1.5), ROWS[1]],
        [(1, "å", None, b"\x00\xfe", 1.5), ROWS[1]],
        [(1, "å", None, b"\x00\xff", 1.25), ROWS[1]],
        [*ROWS, ROWS[1]],
        ROWS[:1],
    ]
    assert told not in [table(rows) for rows in changed]


def test_a_value_in_another_column_is_another_row() -> None:
    assert table(ROWS) != table(ROWS, "id, amount, name, bytes, share")


def test_what_differs_is_named_also_where_it_is_missing() -> None:
    one, other = {"a": Contents(1, "x"), "b": Contents(1, "y")}, {"b": Contents(1, "z"), "c": Contents(0, "")}
    assert differing(one, other) == ["a", "b", "c"]
    assert differing(one, one) == []


def test_an_empty_database_has_nothing() -> None:
    with closing(sqlite3.connect(":memory:")) as own:
        assert (tables_of(own), migrations_of(own), companies_of(own)) == ([], [], [])


@pytest.mark.parametrize("detect", [0, sqlite3.PARSE_DECLTYPES])
def test_values_are_read_as_they_are_stored(detect: int) -> None:
    """A connection that makes days and truth of them tells the same."""
    sqlite3.register_converter("reskontra_test", lambda stored: stored + b"!")
    with closing(sqlite3.connect(":memory:", detect_types=detect)) as own:
        own.execute("CREATE TABLE t (id reskontra_test)")
        own.execute("INSERT INTO t VALUES ('one')")
        (found,) = contents_of(own).values()
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE TABLE t (id)")
        plain.execute("INSERT INTO t VALUES ('one')")
        assert contents_of(plain)["t"] == found
