"""Long reads that see the database as it was when they began, while others write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from reskontra.database.bulk import is_postgresql


@contextmanager
def one_moment() -> Iterator[None]:
    """Reads inside see what was stored at one moment, and hold up nobody; nothing may be written.

    Inside a transaction that is open already, reads see what it sees.
    """
    if connection.in_atomic_block:
        yield
    elif is_postgresql():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        connection.ensure_connection()
        connection.connection.execute("BEGIN")  # unlike atomic(), which takes the one place of who writes
        try:
            yield
        finally:
            connection.connection.execute("ROLLBACK")
