"""All rows of a sandbox or of a deleted company removed, those that are posted too, and what a move left behind.

These are the only ways by which guarded rows ever go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from reskontra.database.bulk import is_postgresql
from reskontra.database.copying import company_tables, in_order

COMPANY = "companies_company"
FEW = 500  # rows for which it is not worth while to make indexes


class CompanyKept(Exception):
    """The company is no sandbox, or there is none: the caller looks first."""


def remove_sandbox(company_id: int) -> int:
    """Delete a sandbox and every row of it; gives how many rows those were.

    Quick where the tables are ours: on PostgreSQL only their owner may make the indexes of _links_to().
    Inside the caller's transaction. Links between rows are looked at when it ends; on SQLite let it begin where they
    are not looked at at all, since whole tables would be read for each row.
    """
    removed = 0
    with connection.cursor() as cursor:
        _look_at_links(cursor)
        cursor.execute("DELETE FROM companies_company WHERE id = %s AND is_sandbox", [company_id])
        if cursor.rowcount != 1:
            raise CompanyKept(company_id)
        with _unguarded():
            for table in in_order_of_removing():
                removed += _emptied(company_id, table._meta.db_table)
    return removed


def _emptied(company_id: int, name: str) -> int:
    """Delete what the company has in a table whose guards let it go; gives how many rows."""
    with connection.cursor() as cursor:
        first = f"SELECT 1 FROM {name} WHERE company_id = %s LIMIT {FEW + 1}"
        cursor.execute(f"SELECT count(*) FROM ({first}) AS first_rows", [company_id])
        (count,) = cursor.fetchone()
        if not count:
            return 0
        with _links_to(name, are_indexed=count > FEW):
            cursor.execute(f"DELETE FROM {name} WHERE company_id = %s", [company_id])
            return int(cursor.rowcount)


@contextmanager
def _unguarded() -> Iterator[None]:
    """On PostgreSQL the guards let rows of a company go that is gone; on SQLite they are off until the block ends.

    SQLite has one writer, and takes definitions back with the transaction: nobody ever finds the books unguarded.
    """
    if is_postgresql():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%% BEFORE DELETE %%'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


def in_order_of_removing() -> list[type[models.Model]]:
    """Every table with rows of companies, before those that it points at: each may be emptied by itself.

    A table that points at itself is emptied whole, since links are looked at when a transaction ends.
    """
    return [*reversed(in_order(company_tables()))]


def remove_rows(company_id: int, table: type[models.Model]) -> int:
    """Delete what the company has in a table here; gives how many rows. Inside the caller's transaction, as above."""
    name = table._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {name} WHERE company_id = %s LIMIT 1", [company_id])
        if cursor.fetchone() is None:  # most tables are empty: nobody is held up for them
            return 0
    with _let_go([name]):
        return _emptied(company_id, name)


def remove_company(company_id: int) -> None:
    """Delete the company's own row here, of which no other row is left. Inside the caller's transaction."""
    with _let_go([COMPANY]), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {COMPANY} WHERE id = %s", [company_id])


@contextmanager
def _let_go(names: Sequence[str]) -> Iterator[None]:
    """No guard of the tables is asked until the block ends; nobody else writes them until the transaction does."""
    if not is_postgresql():
        with _unguarded():
            yield
        return
    _switch(names, "DISABLE")
    yield
    _switch(names, "ENABLE")


@contextmanager
def _links_to(name: str, *, are_indexed: bool) -> Iterator[None]:
    """What points at the table is looked at as the block ends, on PostgreSQL by indexes that are there until then.

    Of each row that goes it is asked whether another still points at it. Indexes for us lead with the company, and it
    is asked without it: whole tables would be read for each row. Nobody else ever finds these indexes.
    """
    if not is_postgresql():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, quote_ident(a.attname), quote_ident(c.conname) FROM pg_constraint c "
            "JOIN pg_class t ON t.oid = c.conrelid "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "WHERE c.contype = 'f' AND c.confrelid = %s::regclass AND (NOT %s OR pg_has_role(t.relowner, 'USAGE')) "
            "ORDER BY 1, 2",
            [name, are_indexed],
        )
        links = cursor.fetchall()
        indexed = list(enumerate(links)) if are_indexed else []
        for number, (table, column, _constraint) in indexed:
            cursor.execute(f"CREATE INDEX removing_{number} ON {table} ({column})")
        yield
        if links:
            _look_at_links(cursor, ", ".join(constraint for _table, _column, constraint in links))
        for number, _link in indexed:
            cursor.execute(f"DROP INDEX removing_{number}")


def _switch(names: Sequence[str], word: str) -> None:
    """A table with links that are still to be looked at is not altered."""
    with connection.cursor() as cursor:
        _look_at_links(cursor)
        for name in names:
            cursor.execute(f"ALTER TABLE {name} {word} TRIGGER USER")


def _look_at_links(cursor: CursorWrapper, constraints: str = "ALL") -> None:
    """On PostgreSQL links that are still to be looked at are now, and later ones at the end of the transaction."""
    if is_postgresql():
        cursor.execute(f"SET CONSTRAINTS {constraints} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {constraints} DEFERRED")
