"""What is in a database, table by table: how many rows, and a digest over them whatever their order."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg

_MODULUS = 1 << 256
_AT_A_TIME = 5_000
_SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
Driver = sqlite3.Connection | psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """Of one table. sha256: the sum of its rows' digests, so that two rows that changed places change nothing."""

    rows: int
    sha256: str


def contents_of(own: Driver) -> dict[str, Contents]:
    """Every table that the driver's connection sees, by name; nothing is kept in memory but the sums."""
    return {table: _digested(_rows(own, table)) for table in tables_of(own)}


def tables_of(own: Driver) -> list[str]:
    """The names of all tables, in the order of the alphabet."""
    sql = _SQLITE_TABLES if isinstance(own, sqlite3.Connection) else _POSTGRESQL_TABLES
    return sorted(row[0] for row in own.execute(sql))


def migrations_of(own: Driver) -> list[tuple[str, str]]:
    """(room, migration) that were applied to the database, by the alphabet; none where there are no tables."""
    if "django_migrations" not in tables_of(own):
        return []
    return sorted((app, name) for app, name in own.execute("SELECT app, name FROM django_migrations"))


def companies_of(own: Driver) -> list[str]:
    """The names of the companies whose books these are; none where there are no tables."""
    if "companies_company" not in tables_of(own):
        return []
    return [name for (name,) in own.execute("SELECT name FROM companies_company ORDER BY id")]


def differing(one: Mapping[str, Contents], other: Mapping[str, Contents]) -> list[str]:
    """The tables that are not the same in both, or in one alone."""
    return sorted(table for table in {*one, *other} if one.get(table) != other.get(table))


def _digested(rows: Iterable[tuple[Any, ...]]) -> Contents:
    count = total = 0
    for row in rows:
        count += 1
        told = json.dumps(row, separators=(",", ":"), default=_plain).encode()
        total += int.from_bytes(hashlib.sha256(told).digest(), "big")
    return Contents(count, f"{total % _MODULUS:064x}")


def _rows(own: Driver, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows as they are read, each with its columns in the order of the alphabet."""
    found = own.execute(f'SELECT * FROM "{table}" LIMIT 0')
    names = [f'"{name}"' for name in sorted(column[0] for column in found.description or ())]
    if isinstance(own, sqlite3.Connection):
        columns = ", ".join(f"+{name}" for name in names)  # an expression has no type to be converted by
        yield from own.execute(f'SELECT {columns} FROM "{table}"')
        return
    with own.cursor(name="contents") as cursor:
        cursor.itersize = _AT_A_TIME
        yield from cursor.execute(f'SELECT {", ".join(names)} FROM "{table}"')


def _plain(value: object) -> str:
    """What a driver gives that JSON has no form for; a moment is the same in whichever zone the server tells it."""
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    return str(value)
