"""A page of a list in SQL, found by key: the last page of many costs what the first does.

A page is asked for in two steps: the keys in their order, by an index where there is one, and then the columns of these
rows alone. So a column may be a query of its own, such as a balance, and costs nothing for the rows that are not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

_PIECE = 2000
Row = Mapping[str, Any]
Alternatives = Callable[[str], Mapping[str, Collection[str]]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a company that a person may sort, narrow and leaf through.

    columns    name → expression; sorts: another one to sort by, where the column's own may be NULL
    source     FROM … WHERE that names the company; before: WITH … where it needs one; values: of both, in their order
    joins      name of a table beside → its JOIN, which neither adds rows nor drops any: it stands in the place of
               {joins} in the source where something of that table is asked for, and costs nothing where nothing is
    id         the expression that tells rows apart, a whole number
    """

    columns: Mapping[str, str]
    source: str
    values: tuple[Any, ...]
    id: str
    before: str = ""
    joins: Mapping[str, str] = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)
    conditions: str = ""
    narrowed_by: tuple[Any, ...] = ()

    def order(self, column: str) -> str:
        """The expression that the list is sorted by; never NULL."""
        return self.sorts.get(column, self.columns[column])

    def joined(self, *asked: str) -> str:
        """The source, with those tables beside that the expressions, or other such tables, ask something of."""
        told, needed = " ".join(asked), ""
        for name, join in reversed(list(self.joins.items())):
            if re.search(rf"\b{name}\.", f"{told} {needed}"):
                needed = f" {join}{needed}"
        return self.source.replace("{joins}", needed)

    def having(self, condition: str, *values: Any) -> Listing:
        """Those rows alone for which the condition is true."""
        conditions, narrowed_by = f"{self.conditions} AND ({condition})", (*self.narrowed_by, *values)
        return replace(self, conditions=conditions, narrowed_by=narrowed_by)

    def having_words(self, text: str, expressions: Sequence[str], *, also: Alternatives | None = None) -> Listing:
        """Those rows alone that hold every word of the text, each in any of the expressions.

        also   word → (expression → values of which it may be one instead)
        """
        listing = self
        for word in text.split():
            tried = [contains(expression, word) for expression in expressions]
            for expression, values in (also(word) if also else {}).items():
                tried += [(f"{expression} = %s", [value]) for value in values]
            found = [value for _condition, values in tried for value in values]
            listing = listing.having(" OR ".join(condition for condition, _values in tried), *found)
        return listing


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of rows. before, after: keys of the rows beside which other pages begin; None at the ends of the list."""

    rows: tuple[Row, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows, and the sums of columns, of one value of the column that they are told apart by."""

    key: str
    count: int
    sums: Mapping[str, int]


def slice_of(
    listing: Listing, *, sort: str, is_descending: bool, most: int, after: int | None = None, before: int | None = None
) -> Slice:
    """At most so many rows that follow the row with key `after`, or stand before the one with key `before`.

    sort   a column; rows alike in it are in the order of their keys
    """
    edge = after if after is not None else before
    start = _value_at(listing, sort, edge) if edge is not None else ()
    goes_back = bool(start) and after is None
    ids = _ids(listing, sort, is_descending != goes_back, start, most + 1)
    has_more, ids = len(ids) > most, ids[:most]
    if goes_back:
        ids.reverse()
    if not ids:
        return Slice((), None, None)
    has_before, has_after = (has_more, True) if goes_back else (bool(start), has_more)
    return Slice(_rows_of(listing, ids), ids[0] if has_before else None, ids[-1] if has_after else None)


def _value_at(listing: Listing, sort: str, id: int) -> tuple[Any, ...]:
    """What a row is sorted by, and its key, also where the list leaves it out by now; nothing where there is none."""
    order = listing.order(sort)
    sql = f"{listing.before} SELECT {order}, {listing.id} {listing.joined(order)} AND {listing.id} = %s"
    return next(_read(sql, [*listing.values, id]), ())


def _ids(listing: Listing, sort: str, is_descending: bool, start: Sequence[Any], most: int) -> list[int]:
    expression, direction = listing.order(sort), " DESC" if is_descending else ""
    beyond = f" AND ({expression}, {listing.id}) {'<' if is_descending else '>'} (%s, %s)" if start else ""
    sql = (
        f"{listing.before} SELECT {listing.id} {listing.joined(expression, listing.conditions)}"
        f"{listing.conditions}{beyond} "
        f"ORDER BY {expression}{direction}, {listing.id}{direction} LIMIT {int(most)}"
    )
    return [row[0] for row in _read(sql, [*listing.values, *listing.narrowed_by, *start])]


def _rows_of(listing: Listing, ids: Sequence[int]) -> tuple[Row, ...]:
    marks = ", ".join(["%s"] * len(ids))
    sql = f"{_selected(listing)} {_whole(listing)} AND {listing.id} IN ({marks})"
    found = {row[0]: row for row in _read(sql, [*listing.values, *ids])}
    return tuple(_named(listing, found[id]) for id in ids if id in found)


def _selected(listing: Listing) -> str:
    return f"{listing.before} SELECT {listing.id}, {', '.join(listing.columns.values())}"


def _whole(listing: Listing) -> str:
    return listing.joined(*listing.columns.values(), *listing.sorts.values(), listing.conditions)


def _named(listing: Listing, row: Sequence[Any]) -> Row:
    return {"id": row[0], **dict(zip(listing.columns, row[1:], strict=True))}


def rows_of(listing: Listing, *, sort: str, is_descending: bool) -> Iterator[Row]:
    """Every row, read as it is asked for."""
    direction = " DESC" if is_descending else ""
    order = f"ORDER BY {listing.order(sort)}{direction}, {listing.id}{direction}"
    sql = f"{_selected(listing)} {_whole(listing)}{listing.conditions} {order}"
    return (_named(listing, row) for row in _read(sql, [*listing.values, *listing.narrowed_by]))


def totals_of(listing: Listing, *, columns: Sequence[str], by: str = "") -> list[Total]:
    """Count and sums of all rows, by the values of a column where one is named; a row at least without one."""
    key = listing.columns[by] if by else "''"
    sums = "".join(f", CAST(coalesce(sum({listing.columns[name]}), 0) AS bigint)" for name in columns)
    grouped = f" GROUP BY {key} ORDER BY {key}" if by else ""
    source = listing.joined(key, sums, listing.conditions)
    sql = f"{listing.before} SELECT {key}, count(*){sums} {source}{listing.conditions}{grouped}"
    found = _read(sql, [*listing.values, *listing.narrowed_by])
    return [Total(row[0], row[1], dict(zip(columns, row[2:], strict=True))) for row in found]


def contains(expression: str, text: str) -> tuple[str, list[str]]:
    """A condition: the text stands somewhere in the expression, case ignored, letters beyond ASCII too.

    SQLite knows the case of ASCII letters alone, so the others are tried small, large, and large at a word's beginning.
    """
    escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    tried = sorted({escaped.lower(), escaped.upper(), escaped.title()} if not escaped.isascii() else {escaped})
    word = "ILIKE" if connection.vendor == "postgresql" else "LIKE"
    one = f"{expression} {word} %s ESCAPE '\\'"
    return f"({' OR '.join([one] * len(tried))})", [f"%{found}%" for found in tried]


def _read(sql: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        while rows := cursor.fetchmany(_PIECE):
            yield from rows
