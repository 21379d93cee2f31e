"""Work over many rows: inserts by executemany or COPY, ids taken in blocks, lookups by a list of values.

Everything here runs inside the caller's transaction. Columns are named by the model's column names
(`company_id`, not `company`); values are in the order of the columns.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, count, islice
from typing import Any, TypeVar

from django.db import connection, models

from reskontra.database.days import keep_days
from reskontra.database.statistics import has_grown

BEYOND = "zzzzzzzz"  # ends a range of what begins so, in letters and digits, in every collation, as "~" does not
CHUNK = 20_000
ROWS_PER_STATEMENT = 25  # of at most 39 columns: an old SQLite takes 999 variables
Item = TypeVar("Item")
keep_days()


class OutsideTransaction(AssertionError):
    """A bug: bulk writes belong to the transaction of the command that opened it."""


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def moment() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def moment_of(found: object) -> datetime:
    """A moment as a query gave it: SQLite gives UTC without saying so, at times as text."""
    at = found if isinstance(found, datetime) else datetime.fromisoformat(str(found))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def stored(at: datetime) -> datetime:
    """A moment as bulk writes store it: SQLite keeps UTC without saying so."""
    return at if is_postgresql() else at.replace(tzinfo=None)


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Take `count` ascending ids for rows of the model, to be inserted in this transaction."""
    _inside_transaction()
    if not count:
        return range(0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        last = first + count - 1
        if found:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last, table])
        else:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
    return range(first, last + 1)


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows; `id` may be among the columns when it was reserved."""
    _inside_transaction()
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    number = count()
    counted = (row for row, _ in zip(rows, number, strict=False))
    with connection.wrap_database_errors, connection.cursor() as cursor:  # past Django's cursor, as Django's errors
        if is_postgresql():
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in counted:
                    copy.write_row(row)
        else:
            # Django's wrapper rewrites %s for every call; the statements here are already SQLite's own.
            raw = cursor.connection.cursor()
            try:
                _insert_sqlite(raw, f"INSERT INTO {table} ({names}) VALUES ", len(columns), counted)
            finally:
                raw.close()
    has_grown(table, next(number))


def _insert_sqlite(raw: Any, head: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    """Several rows a statement: fewer calls into SQLite for the same rows."""
    marks = f"({', '.join(['?'] * width)})"
    rest: list[Sequence[Any]] = []

    def batches() -> Iterator[list[Any]]:
        for batch in chunks(rows, ROWS_PER_STATEMENT):
            if len(batch) < ROWS_PER_STATEMENT:
                rest.extend(batch)
            else:
                yield list(chain.from_iterable(batch))

    raw.executemany(head + ", ".join([marks] * ROWS_PER_STATEMENT), batches())
    raw.executemany(head + marks, rest)


def lookup(sql: str, values: Collection[int] | Collection[str], *parameters: Any) -> Iterator[tuple[Any, ...]]:
    """Run a query over a list of values: `{values}` in it is a table with the one column `value`.

    sql          the remaining parameters follow as %s, after {values} in the text
    values       sorted here, since neighbours share pages; nothing is asked for no values
    """
    if not values:
        return
    ordered: list[Any] = sorted(values)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), CHUNK):
            batch = ordered[start : start + CHUNK]
            argument: Any = batch
            if is_postgresql():
                kind = "text" if isinstance(batch[0], str) else "bigint"
                text = sql.format(values=f"unnest(%s::{kind}[]) AS v(value)")
            else:
                text, argument = sql.format(values="json_each(%s) v"), json.dumps(batch)
            cursor.execute(text, [argument, *parameters])
            while rows := cursor.fetchmany(5000):
                yield from rows


def lookup_first(
    table: str,
    columns: str,
    *,
    having: str,
    order: str,
    most: int,
    values: Collection[int] | Collection[str],
    company: int,
) -> Iterator[tuple[Any, ...]]:
    """For each value, at most `most` rows of a table: (value, *columns).

    columns   of the table, which is called t
    having    what the rows of a value are, by t and v.value; the company's they are anyway
    """
    first = f"t.company_id = %s AND {having} ORDER BY {order} LIMIT {most}"
    if is_postgresql():
        sql = (
            f"SELECT v.value, t.* FROM {{values}} CROSS JOIN LATERAL (SELECT {columns} FROM {table} t WHERE {first}) t"
        )
        return lookup(sql, values, company)
    # The plus keeps SQLite from reading the company's rows through for each value; the rows are known by their ids.
    sql = (
        f"SELECT v.value, {columns} FROM {{values}} CROSS JOIN {table} t "
        f"WHERE t.id IN (SELECT t.id FROM {table} t WHERE {first}) AND +t.company_id = %s ORDER BY v.value, {order}"
    )
    return lookup(sql, values, company, company)


def execute_many(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many rows, with %s for parameters."""
    _inside_transaction()
    found = list(rows)
    if found:
        with connection.cursor() as cursor:
            cursor.executemany(sql, found)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _inside_transaction() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("bulk writes need the transaction of their command")


def lookup_pairs(sql: str, pairs: Collection[tuple[int, int]], *parameters: Any) -> Iterator[tuple[Any, ...]]:
    """As lookup(), over pairs of integers: `{pairs}` in the query is a table with the columns first and second."""
    if not pairs:
        return
    ordered = sorted(pairs)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), CHUNK):
            batch = ordered[start : start + CHUNK]
            if is_postgresql():
                text = sql.format(pairs="unnest(%s::bigint[], %s::bigint[]) AS v(first, second)")
                arguments: list[Any] = [[pair[0] for pair in batch], [pair[1] for pair in batch]]
            else:
                text = sql.format(
                    pairs="(SELECT json_extract(value, '$[0]') AS first, json_extract(value, '$[1]') AS second "
                    "FROM json_each(%s)) v"
                )
                arguments = [json.dumps(batch)]
            cursor.execute(text, [*arguments, *parameters])
            while rows := cursor.fetchmany(5000):
                yield from rows


def update_from_pairs(
    model: type[models.Model],
    *,
    column: str,
    pairs: Sequence[tuple[int, int | None]],
    also: dict[str, str],
    company: int,
) -> None:
    """Set a column of many rows: (id, value); `also` sets other columns to one value for all of them."""
    _inside_transaction()
    table = model._meta.db_table
    fixed = "".join(f", {name} = %s" for name in also)
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute(
                f"UPDATE {table} t SET {column} = v.value{fixed} "
                "FROM unnest(%s::bigint[], %s::bigint[]) AS v(id, value) WHERE t.id = v.id AND t.company_id = %s",
                [*also.values(), [pair[0] for pair in pairs], [pair[1] for pair in pairs], company],
            )
            return
        sql = f"UPDATE {table} SET {column} = %s{fixed} WHERE id = %s AND company_id = %s"
        values = tuple(also.values())
        cursor.executemany(sql, [(value, *values, id, company) for id, value in pairs])
