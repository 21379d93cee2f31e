"""A short digest of many rows, made by the database: whether they are what they were."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection


def fingerprint(*, columns: Sequence[str], source: str, values: Sequence[int | str]) -> str:
    """The digest of the columns of all rows, whatever their order; "" where there are none.

    columns   expressions of SQL
    source    what follows FROM, with a place for each of the values
    """
    told = " || '|' || ".join(f"COALESCE(CAST({column} AS TEXT), '')" for column in columns)
    rows = f"SELECT {told} AS told FROM {source}"
    if connection.vendor == "postgresql":
        sql = f"SELECT md5(string_agg(told, '/' ORDER BY told)) FROM ({rows}) AS found"
    else:  # an inner order holds for what is joined of it
        sql = f"SELECT md5(group_concat(told, '/')) FROM ({rows} ORDER BY 1)"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (found,) = cursor.fetchone()
    return found or ""
