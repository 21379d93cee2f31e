"""The database still has the guards that keep posted rows as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from reskontra.core.integrity import Violation


def found_rows(sql: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows that a check asks for, some thousands at a time."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(2000):
            yield from rows


def missing_triggers(names: Iterable[str]) -> Iterator[Violation]:
    """A violation for each trigger the database lacks; a table rebuilt by a migration loses them."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        present = {row[0] for row in cursor.fetchall()}
    for name in names:
        if name not in present:
            yield Violation("trigger_missing", {"trigger": name})
