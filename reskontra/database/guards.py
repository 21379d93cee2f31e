"""The database still has the guards that keep posted rows as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import local
from typing import Any

from django.db import connection

from reskontra.core.integrity import Violation

# Emptied with what points at them alone, of which a guarded table is one.
TRUNCATED_WITH_OTHERS = {"companies_company_kept"}

LEAST_KEY = -(2**63)

_asked = local()


def found_rows(sql: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows that a check asks for, some thousands at a time."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(2000):
            yield from rows


def as_they_lie(column: str) -> str:
    """A condition that every row keeps, by which SQLite walks a company's rows in the order they lie in.

    By an index of anything else it reads a large book here and there, which takes twenty times as long.

    column   never null, growing with the key; an index begins with the company and it
    """
    return f"{column} >= CAST('{LEAST_KEY}' AS bigint)"


def missing_triggers(names: Collection[str], *, only_sqlite: Collection[str] = ()) -> Iterator[Violation]:
    """A violation for each trigger the database lacks; a table rebuilt by a migration loses them.

    only_sqlite   those that the other database does without
    """
    present = triggers_there()
    for name in wanted(names, only_sqlite=only_sqlite, engine=connection.vendor):
        if name not in present:
            yield Violation("trigger_missing", {"trigger": name})


def wanted(names: Collection[str], *, only_sqlite: Collection[str] = (), engine: str) -> list[str]:
    """What these guards are in a database of the kind, sqlite or postgresql: triggers by name."""
    if engine == "sqlite":
        return [*names, *only_sqlite]
    kept = [name for name in names if name.endswith("_kept") and name not in TRUNCATED_WITH_OTHERS]
    # Tables that freezing.frozen guards: emptying them at once passes by triggers of rows.
    return [*names, *(name.removesuffix("_kept") + "_untruncated" for name in kept)]


@contextmanager
def asked_once() -> Iterator[None]:
    """The database is asked for its triggers once until the block ends, however many checks want to know of theirs."""
    _asked.triggers = triggers_there()
    try:
        yield
    finally:
        del _asked.triggers


def triggers_there() -> set[str]:
    """The names of all triggers that the database has, and obeys."""
    known: set[str] | None = getattr(_asked, "triggers", None)
    if known is not None:
        return known
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = (
            "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}
