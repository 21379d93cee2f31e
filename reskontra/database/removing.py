"""All rows of a sandbox or of a deleted company removed, those that are posted too, and what a move left behind.

These are the only ways by which guarded rows ever go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from django.db import connection, models

from reskontra.database.bulk import is_postgresql
from reskontra.database.copying import company_tables, in_order

COMPANY = "companies_company"
FEW = 500  # rows for which it is not worth while to make indexes


class CompanyKept(Exception):
    """The company is no sandbox, or there is none: the caller looks first."""


def remove_sandbox(company_id: int) -> int:
    """Delete a sandbox and every row of it; gives how many rows those were.

    Inside the caller's transaction. Links between rows are looked at when it ends; on SQLite let it begin where they
    are not looked at at all, since whole tables would be read for each row.
    """
    removed = 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM companies_company WHERE id = %s AND is_sandbox", [company_id])
        if cursor.rowcount != 1:
            raise CompanyKept(company_id)
        with _unguarded():
            for table in in_order(company_tables()):
                cursor.execute(f"DELETE FROM {table._meta.db_table} WHERE company_id = %s", [company_id])
                removed += cursor.rowcount
    return removed


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


def remove_left(company_id: int, tables: Sequence[type[models.Model]], *, is_home: bool) -> int:
    """Delete what a company left here when its books were moved elsewhere; gives how many rows those were.

    Inside the caller's transaction, as above. At home the company's own row stays, and says where the books are.
    """
    removed = 0
    names = [table._meta.db_table for table in tables]
    with _let_go([*names, *([] if is_home else [COMPANY])]), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DELETE FROM {name} WHERE company_id = %s", [company_id])
            removed += cursor.rowcount
        if not is_home:
            cursor.execute(f"DELETE FROM {COMPANY} WHERE id = %s", [company_id])
    return removed


def in_order_of_removing() -> list[type[models.Model]]:
    """Every table with rows of companies, before those that it points at: each may be emptied by itself.

    A table that points at itself is emptied whole, since links are looked at when a transaction ends.
    """
    return [*reversed(in_order(company_tables()))]


def remove_rows(company_id: int, table: type[models.Model]) -> int:
    """Delete what the company has in a table here; gives how many rows. Inside the caller's transaction, as above."""
    name = table._meta.db_table
    with connection.cursor() as cursor:
        first = f"SELECT 1 FROM {name} WHERE company_id = %s LIMIT {FEW + 1}"
        cursor.execute(f"SELECT count(*) FROM ({first}) AS first_rows", [company_id])
        (count,) = cursor.fetchone()
        if not count:  # most tables are empty: nobody is held up for them
            return 0
        with _let_go([name]), _links_to(name) if count > FEW else nullcontext():
            cursor.execute(f"DELETE FROM {name} WHERE company_id = %s", [company_id])
            return int(cursor.rowcount)


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
def _links_to(name: str) -> Iterator[None]:
    """On PostgreSQL what points at the table has indexes by which that is found, until the block ends.

    Of each row that goes it is asked whether another still points at it. Indexes for us lead with the company, and it
    is asked without it: whole tables would be read for each row. Nobody else ever finds these indexes.
    """
    if not is_postgresql():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "WHERE c.contype = 'f' AND c.confrelid = %s::regclass ORDER BY 1, 2",
            [name],
        )
        links = list(enumerate(cursor.fetchall()))
        for number, (table, column) in links:
            cursor.execute(f'CREATE INDEX removing_{number} ON {table} ("{column}")')
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for number, _link in links:
            cursor.execute(f"DROP INDEX removing_{number}")


def _switch(names: Sequence[str], word: str) -> None:
    """A table with links that are still to be looked at is not altered: they are now, and later ones at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} {word} TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
