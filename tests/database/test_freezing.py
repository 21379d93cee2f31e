"""Rows that the database itself keeps as they were written."""

from __future__ import annotations

import pytest
from django.db import connection

from reskontra.database.freezing import frozen
from tests.guards import assert_refused, execute

TABLE = "guarded_row"


@pytest.fixture
def guarded(db: None) -> None:
    """A table of one row, one of whose two columns is frozen."""
    execute(f"CREATE TABLE {TABLE} (amount integer, note varchar(20))")
    execute(f"INSERT INTO {TABLE} VALUES (100, 'one')")
    for statement in frozen(connection.vendor, {TABLE: "amount"}):
        execute(statement)


def test_a_frozen_column_keeps_its_value(guarded: None) -> None:
    assert_refused(f"UPDATE {TABLE} SET amount = 0", because=f"{TABLE} is posted and never changes")


def test_another_column_may_change(guarded: None) -> None:
    assert execute(f"UPDATE {TABLE} SET note = 'two'") == 1


def test_a_row_is_not_deleted(guarded: None) -> None:
    assert_refused(f"DELETE FROM {TABLE}", because=f"{TABLE} is never deleted")


def test_a_table_without_named_columns_keeps_them_all(db: None) -> None:
    execute(f"CREATE TABLE {TABLE} (amount integer, note varchar(20))")
    execute(f"INSERT INTO {TABLE} VALUES (100, 'one')")
    for statement in frozen(connection.vendor, {TABLE: None}):
        execute(statement)

    assert_refused(f"UPDATE {TABLE} SET note = 'two'", because="never changes")


def test_postgresql_does_not_truncate_it(guarded: None) -> None:
    if connection.vendor != "postgresql":
        assert not any("TRUNCATE" in statement for statement in frozen("sqlite", {TABLE: None}))
        return
    assert_refused(f"TRUNCATE {TABLE}", because="never deleted")
