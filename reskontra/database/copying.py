"""All rows of a company copied under another, table by table in the database itself.

Ids are moved by one distance a table: a row and all that point at it are moved alike, so that nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models

from reskontra.database.bulk import is_postgresql, reserve_ids
from reskontra.database.rows import CompanyRow
from reskontra.database.statistics import has_grown

Table = type[models.Model]


@dataclass(frozen=True, slots=True)
class Copying:
    """How tables are copied whose rows are not simply the same.

    left_out   tables that stay empty; what points at them points at nothing
    instead    table → column → SQL that stands for the value
    later      table → column → SQL that the row is born with; once all rows are there, the column gets its value
    named      table → column that holds an id → the column that says of which kind, and kind → table
    """

    left_out: frozenset[str] = frozenset()
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    later: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, tuple[str, Mapping[str, str]]]] = field(default_factory=dict)


def copy_rows(*, source: int, target: int, copying: Copying) -> int:
    """Copy every row of the company `source` under `target`, which has none; gives how many.

    Inside the caller's transaction, which holds the lock of the source.
    """
    tables = [table for table in in_order(company_tables()) if _name(table) not in copying.left_out]
    moved = {table: distance for table in tables if (distance := _distance(table, source)) is not None}
    copied = 0
    with connection.cursor() as cursor:
        for table in moved:
            columns = list(_columns(table, moved, copying))
            names = ", ".join(f'"{name}"' for name, _value in columns)
            values = ", ".join(value for _name, value in columns)
            cursor.execute(
                f"INSERT INTO {_name(table)} (company_id, {names}) SELECT %s, {values} "
                f"FROM {_name(table)} WHERE company_id = %s",
                [target, source],
            )
            has_grown(_name(table), cursor.rowcount)
            copied += cursor.rowcount
        for table, distance in moved.items():
            for column in copying.later.get(_name(table), {}):
                cursor.execute(
                    f"UPDATE {_name(table)} SET {column} = (SELECT o.{column} FROM {_name(table)} o "
                    f"WHERE o.id = {_name(table)}.id - %s) WHERE company_id = %s AND EXISTS (SELECT 1 "
                    f"FROM {_name(table)} o WHERE o.id = {_name(table)}.id - %s AND o.{column} IS NOT NULL)",
                    [distance, target, distance],
                )
    return copied


def company_tables() -> list[Table]:
    """Every table whose rows belong to a company."""
    return [model for model in apps.get_models() if issubclass(model, CompanyRow)]


def in_order(tables: Sequence[Table]) -> list[Table]:
    """Tables after those that they point at, as far as none of them points back."""
    found: dict[Table, None] = {}
    seen: set[Table] = set()

    def visit(table: Table) -> None:
        if table in seen:
            return
        seen.add(table)
        for _column, pointed in _links(table):
            if pointed in tables:
                visit(pointed)
        found[table] = None

    for table in tables:
        visit(table)
    return list(found)


def _name(table: Table) -> str:
    return table._meta.db_table


def _has_id(table: Table) -> bool:
    return isinstance(table._meta.pk, models.BigAutoField)


def _links(table: Table) -> Iterator[tuple[str, Table]]:
    for one in table._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and one.name != "company":
            yield one.column, one.related_model


def _distance(table: Table, source: int) -> int | None:
    """By how much ids are moved; None where there is no row. 0 for a table without ids."""
    if not _has_id(table):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {_name(table)} WHERE company_id = %s", [source])
        first, last = cursor.fetchone()
    return None if first is None else _free(table, last - first + 1) - first


def _free(table: Table, count: int) -> int:
    """The first of so many ids in a row that nobody else takes."""
    if not is_postgresql():
        return reserve_ids(table, count)[0]
    sql = (
        "SELECT min(v), max(v) FROM (SELECT nextval(pg_get_serial_sequence(%s, 'id')) AS v "
        "FROM generate_series(1, %s)) AS taken"
    )
    with connection.cursor() as cursor:
        while True:  # until no other session took one between ours
            cursor.execute(sql, [_name(table), count])
            first, last = cursor.fetchone()
            if last - first + 1 == count:
                return int(first)


def _columns(table: Table, moved: Mapping[Table, int], copying: Copying) -> Iterator[tuple[str, str]]:
    """Each column but the company with the SQL of its value."""
    special = {**copying.instead.get(_name(table), {}), **copying.later.get(_name(table), {})}
    links = dict(_links(table))
    for name, (kind, tables) in copying.named.get(_name(table), {}).items():
        special[name] = _by_kind(name, kind, tables, moved)
    for one in table._meta.concrete_fields:
        column = one.column
        if column is None or one.name == "company":
            continue
        if column in special:
            yield column, special[column]
        elif column == "id" and _has_id(table):
            yield column, f"id + {moved[table]}"
        elif column in links and issubclass(links[column], CompanyRow):
            pointed = links[column]
            yield column, f'"{column}" + {moved[pointed]}' if pointed in moved else "NULL"
        else:
            yield column, f'"{column}"'


def _by_kind(column: str, kind: str, tables: Mapping[str, str], moved: Mapping[Table, int]) -> str:
    """The id moved as the table that the kind says; tables without rows are named by none."""
    distances = {_name(table): distance for table, distance in moved.items()}
    cases = [f"WHEN '{word}' THEN {distances.get(name, 0)}" for word, name in tables.items()]
    return f'"{column}" + CASE "{kind}" {" ".join(cases)} ELSE 0 END'
