"""Every step that the program takes towards its database is counted; at one of them it is stopped.

A step is a statement, a row of a bulk write, the beginning of a transaction, and its commit once before and once
after. The hooks stand on Django's cursor and on those of the drivers, so that the product knows nothing of them.
"""

from __future__ import annotations

import functools
import os
import signal
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteDatabase
from django.db.backends.utils import CursorWrapper
from django.db.transaction import Atomic, get_connection


@dataclass(slots=True)
class Steps:
    """How far the program has come. kinds: the step at which each statement, transaction or commit was."""

    kill_at: int = 0
    stops: dict[str, Callable[[], None]] = field(default_factory=dict)
    count: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)

    def take(self, kind: str = "row") -> None:
        """One step: kill the program at the chosen one, and hold it at the first of a kind that is watched."""
        self.count += 1
        if kind != "row":
            self.kinds.setdefault(kind, []).append(self.count)
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        stop = self.stops.pop(kind, None)
        if stop:
            stop()

    def over(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self.take()
            yield row


def install(steps: Steps) -> None:
    """Put the hooks in place, for the rest of this process."""
    _count_django(steps)
    _count_sqlite(steps)
    _count_postgresql(steps)


def _count_django(steps: Steps) -> None:
    execute, executemany = CursorWrapper.execute, CursorWrapper.executemany
    commit, enter = BaseDatabaseWrapper._commit, Atomic.__enter__

    @functools.wraps(execute)
    def counted_execute(self: Any, sql: Any, params: Any = None) -> Any:
        steps.take("statement")
        return execute(self, sql, params)

    @functools.wraps(executemany)
    def counted_executemany(self: Any, sql: Any, param_list: Iterable[Any]) -> Any:
        steps.take("statement")
        return executemany(self, sql, steps.over(param_list))

    @functools.wraps(commit)
    def counted_commit(self: Any) -> Any:
        steps.take("before commit")
        done = commit(self)
        steps.take("after commit")
        return done

    @functools.wraps(enter)
    def counted_enter(self: Any) -> None:
        if not get_connection(self.using).in_atomic_block:
            steps.take("transaction")
        enter(self)

    setattr(CursorWrapper, "execute", counted_execute)  # noqa: B010 - methods
    setattr(CursorWrapper, "executemany", counted_executemany)  # noqa: B010
    setattr(BaseDatabaseWrapper, "_commit", counted_commit)  # noqa: B010
    setattr(Atomic, "__enter__", counted_enter)  # noqa: B010


def _count_sqlite(steps: Steps) -> None:
    """Bulk writes take a cursor of the driver's own."""

    class Cursor(sqlite3.Cursor):
        def executemany(self, sql: str, rows: Iterable[Any]) -> Any:
            steps.take("statement")
            return super().executemany(sql, steps.over(rows))

    class Connection(sqlite3.Connection):
        def cursor(self, factory: type[sqlite3.Cursor] = Cursor) -> Any:
            return super().cursor(factory)

    parameters = SqliteDatabase.get_connection_params

    @functools.wraps(parameters)
    def with_factory(self: SqliteDatabase) -> dict[str, Any]:
        return parameters(self) | {"factory": Connection}

    setattr(SqliteDatabase, "get_connection_params", with_factory)  # noqa: B010


def _count_postgresql(steps: Steps) -> None:
    import psycopg

    copy, write_row = psycopg.Cursor.copy, psycopg.Copy.write_row

    @functools.wraps(copy)
    def counted_copy(self: Any, *arguments: Any, **options: Any) -> Any:
        steps.take("statement")
        return copy(self, *arguments, **options)

    @functools.wraps(write_row)
    def counted_row(self: Any, row: Any) -> None:
        steps.take()
        write_row(self, row)

    setattr(psycopg.Cursor, "copy", counted_copy)  # noqa: B010
    setattr(psycopg.Copy, "write_row", counted_row)  # noqa: B010
