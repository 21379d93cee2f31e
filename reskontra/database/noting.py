"""What is noted by the way, as when a session was last used: nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper


def note(rows: models.QuerySet[Any], **values: Any) -> None:
    """Set values of the rows; where another command is writing an SQLite database, they keep what they have."""
    database = connections[router.db_for_write(rows.model)]
    if database.vendor != "sqlite" or database.in_atomic_block:
        rows.update(**values)  # one row is locked, or the database is ours already
        return
    with _impatient(database):
        try:
            rows.update(**values)
        except OperationalError as trouble:
            if "locked" not in str(trouble):
                raise


@contextmanager
def _impatient(database: BaseDatabaseWrapper) -> Iterator[None]:
    with database.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
