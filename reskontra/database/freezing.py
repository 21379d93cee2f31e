"""Triggers by which the database itself keeps rows as they were written; for migrations.

What is said for a table that exists must not change: it would be said only where the table is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Columns = str | None


def frozen(vendor: str, tables: Mapping[str, Columns]) -> Iterator[str]:
    """The statements that freeze tables, and keep their rows from being deleted.

    A table's columns are those that never change, by comma; None where no column does. On PostgreSQL
    the function reskontra_refuse is there already (audit's first migration makes it).
    """
    for table, columns in tables.items():
        of = f" OF {columns}" if columns else ""
        changed, deleted = f"{table} is posted and never changes", f"{table} is never deleted"
        yield f"CREATE TRIGGER {table}_frozen BEFORE UPDATE{of} ON {table} {_refusal(vendor, changed)}"
        yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {_refusal(vendor, deleted)}"
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_untruncated BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION reskontra_refuse('{deleted}')"
            )


def _refusal(vendor: str, message: str) -> str:
    if vendor == "postgresql":
        return f"FOR EACH ROW EXECUTE FUNCTION reskontra_refuse('{message}')"
    return f"BEGIN SELECT RAISE(ABORT, '{message}'); END"


def execute(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    """Run statements as they are written."""
    for statement in statements:
        editor.execute(statement, params=None)  # no parameters: "%" is text
