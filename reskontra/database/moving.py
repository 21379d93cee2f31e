"""A company's rows carried from one place to another as they are, ids too, with the guards of the database in place.

No two places give the same id: each counts in a block of its own, so that rows of any come together in one table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from reskontra.database import places
from reskontra.database.bulk import is_postgresql
from reskontra.database.copying import company_tables, in_order

BLOCK = 10**12  # ids of one place: a thousand million millions are beyond every table, and 9,000 blocks below 2^53
AT_A_TIME = 5_000
_MODULUS = 1 << 256
Columns = Mapping[str, Mapping[str, str]]  # table → column → SQL that a row is born with


@dataclass(frozen=True, slots=True)
class Route:
    """From where to where, by open transactions; born and later as in Copying: what guards let in step by step.

    born    what the rows' triggers make of it while others come
    later   what gets its value when all rows are there
    """

    company: int
    source: BaseDatabaseWrapper
    target: BaseDatabaseWrapper
    born: Columns
    later: Columns


@dataclass(frozen=True, slots=True)
class Sum:
    """Of a company's rows in one table: how many, and the sum of their digests, whatever their order."""

    rows: int
    sha256: str


def carried_tables() -> list[type[models.Model]]:
    """Those whose rows go with a company, after those that they point at."""
    return [table for table in in_order(company_tables()) if not places.is_at_home(table)]


def carry(route: Route) -> None:
    """Write every row of the company at the target, which has none of them."""
    for table in carried_tables():
        name = table._meta.db_table
        born = {**route.born.get(name, {}), **route.later.get(name, {})}
        columns = [(column, born.get(column, f'"{column}"')) for column in _columns(table)]
        (_carry_postgresql if route.target.vendor == "postgresql" else _carry_sqlite)(route, name, columns)
    for name, values in route.later.items():
        for column in values:
            (_late_postgresql if route.target.vendor == "postgresql" else _late_sqlite)(route, name, column)


def sums(own: BaseDatabaseWrapper, company: int) -> dict[str, Sum]:
    """Table → what the company has in it there."""
    return {table._meta.db_table: _summed(_told(own, company, table)) for table in carried_tables()}


def row_counts(company: int) -> dict[str, int]:
    """Table → how many rows the company has in it here; tables without any are left out."""
    found = {}
    with connection.cursor() as cursor:
        for table in carried_tables():
            cursor.execute(f"SELECT count(*) FROM {table._meta.db_table} WHERE company_id = %s", [company])
            if count := cursor.fetchone()[0]:
                found[table._meta.db_table] = int(count)
    return found


def last_id() -> int:
    """The highest id that was given here."""
    sql = "SELECT max(seq) FROM sqlite_sequence"
    if is_postgresql():
        sql = "SELECT max(last_value) FROM pg_sequences WHERE schemaname = current_schema()"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0] or 0)


def free_block() -> int:
    """Where a block begins that no place has ids of."""
    return (max(last_id() for _place in places.every_place()) // BLOCK + 1) * BLOCK


def count_from(first: int) -> None:
    """Give ids from there on, in all tables of companies; inside the caller's transaction."""
    with connection.cursor() as cursor:
        for table in carried_tables():
            if not isinstance(table._meta.pk, models.BigAutoField):
                continue
            name = table._meta.db_table
            if is_postgresql():
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [name, first])
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, first])


def _columns(table: type[models.Model]) -> list[str]:
    return sorted(str(one.column) for one in table._meta.concrete_fields)


def _carry_postgresql(route: Route, table: str, columns: list[tuple[str, str]]) -> None:
    asked = ", ".join(value for _name, value in columns)
    names = ", ".join(f'"{name}"' for name, _value in columns)
    with route.source.cursor() as reader, route.target.cursor() as writer:
        out = f"COPY (SELECT {asked} FROM {table} WHERE company_id = {int(route.company)}) TO STDOUT"
        with reader.copy(out) as read, writer.copy(f"COPY {table} ({names}) FROM STDIN") as written:
            for block in read:
                written.write(block)


def _carry_sqlite(route: Route, table: str, columns: list[tuple[str, str]]) -> None:
    asked = ", ".join(_as_it_is(value) for _name, value in columns)
    names = ", ".join(f'"{name}"' for name, _value in columns)
    rows = _raw(route.source).execute(f"SELECT {asked} FROM {table} WHERE company_id = ?", [route.company])
    marks = ", ".join("?" * len(columns))
    with route.target.wrap_database_errors:
        _raw(route.target).executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _late_postgresql(route: Route, table: str, column: str) -> None:
    wanted = f"SELECT id, {column} FROM {table} WHERE company_id = {int(route.company)} AND {column} IS NOT NULL"
    with route.source.cursor() as reader, route.target.cursor() as writer:
        writer.execute(f"CREATE TEMP TABLE carried_late AS SELECT id, {column} FROM {table} LIMIT 0")
        with reader.copy(f"COPY ({wanted}) TO STDOUT") as read, writer.copy("COPY carried_late FROM STDIN") as written:
            for block in read:
                written.write(block)
        writer.execute(
            f"UPDATE {table} t SET {column} = c.{column} FROM carried_late c WHERE t.id = c.id AND t.company_id = %s",
            [route.company],
        )
        writer.execute("DROP TABLE carried_late")


def _late_sqlite(route: Route, table: str, column: str) -> None:
    asked = f"SELECT +{column}, id, company_id FROM {table} WHERE company_id = ? AND {column} IS NOT NULL"
    rows = _raw(route.source).execute(asked, [route.company])
    with route.target.wrap_database_errors:
        _raw(route.target).executemany(f"UPDATE {table} SET {column} = ? WHERE id = ? AND company_id = ?", rows)


def _told(own: BaseDatabaseWrapper, company: int, table: type[models.Model]) -> Iterator[bytes]:
    """Each row of the company as bytes that tell all of it."""
    name, columns = table._meta.db_table, [f'"{column}"' for column in _columns(table)]
    if own.vendor != "postgresql":
        asked = ", ".join(_as_it_is(column) for column in columns)
        for row in _raw(own).execute(f"SELECT {asked} FROM {name} WHERE company_id = ?", [company]):
            yield repr(row).encode()
        return
    rest = b""
    with own.cursor() as cursor:
        out = f"COPY (SELECT {', '.join(columns)} FROM {name} WHERE company_id = {int(company)}) TO STDOUT"
        with cursor.copy(out) as read:
            for block in read:
                *lines, rest = (rest + bytes(block)).split(b"\n")
                yield from lines


def _summed(rows: Iterator[bytes]) -> Sum:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest(), "big")
    return Sum(count, f"{total % _MODULUS:064x}")


def _as_it_is(value: str) -> str:
    return f"+{value}"  # an expression has no type that the driver would convert by


def _raw(own: BaseDatabaseWrapper) -> Any:
    own.ensure_connection()
    return own.connection
