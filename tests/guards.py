"""Try the guards that the database keeps around what is posted, table by table and column by column."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction


def frozen_columns(table: str, editable: set[str]) -> list[str]:
    """Every column of the table but those that may be edited."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    columns = [field.column for field in model._meta.local_concrete_fields]
    assert editable <= set(columns)
    return [column for column in columns if column not in editable]


def execute(sql: str, *parameters: object) -> int:
    """Run the statement in a savepoint of its own; gives how many rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def assert_refused(sql: str, *parameters: object, because: str) -> None:
    """The database refuses the statement, with these words."""
    with pytest.raises(DatabaseError, match=because):
        execute(sql, *parameters)


def assert_frozen(table: str, column: str) -> None:
    """No row of the table, of which there is at least one, lets the column be written."""
    assert_holds_rows(table)
    assert_refused(f"UPDATE {table} SET {column} = {column}", because="never changes|no change|by its details alone")


def assert_editable(table: str, column: str) -> None:
    assert execute(f"UPDATE {table} SET {column} = {column}") > 0


def assert_kept(table: str) -> None:
    """No row of the table is deleted, replaced or truncated."""
    assert_holds_rows(table)
    words = f"{table} is never deleted"
    assert_refused(f"DELETE FROM {table}", because=words)
    if connection.vendor == "sqlite":
        assert_refused(f"REPLACE INTO {table} SELECT * FROM {table}", because=words + "|sealed|by its details")
    else:
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the keys still to be checked refuse before the guard
        assert_refused(f"TRUNCATE {table} CASCADE", because="is never deleted")


def assert_holds_rows(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0], f"{table} has no row to try"
