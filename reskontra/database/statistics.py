"""How many rows the database believes its tables have: it chooses indexes by that.

Left alone, PostgreSQL counts a table a minute after it grew, and SQLite never: it takes every company for one of
ten rows. A table that was counted while it was small would be worse on SQLite, and is read through; so tables are
counted when they have grown by many rows at once.
"""

from __future__ import annotations

from functools import partial

from django.db import DatabaseError, connection, transaction

MANY = 1_000  # below that nothing is slow
# Of an index, by SQLite, from its beginning: there may stand one large customer, for whom all others would be taken.
ROWS_LOOKED_AT = 100_000


def has_grown(table: str, added: int) -> None:
    """Let the database count the table's rows after this transaction, if they are many and have doubled."""
    if added >= MANY:
        transaction.on_commit(partial(_count, table, added))


def count_again() -> None:
    """Count anew what SQLite has counted: after a migration it knows nothing of a new index beside the old ones."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        for table in tables:
            cursor.execute(f'ANALYZE "{table}"')


def _count(table: str, added: int) -> None:
    """What was stored is stored, counted or not."""
    try:
        if added > _rows_known(table):
            with connection.cursor() as cursor:
                if connection.vendor == "sqlite":
                    cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
                cursor.execute(f"ANALYZE {table}")
    except DatabaseError:
        return


def _rows_known(table: str) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [table])
        return max((int(stat.split()[0]) for (stat,) in cursor.fetchall()), default=0)
