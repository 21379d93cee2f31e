"""Queries that are asked with every request: Django words them once, and from then on they cost what the database does.

Django makes the text of a query anew each time, which takes longer than most databases need for the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

from reskontra.database.places import alias_for

Row = TypeVar("Row")
Value = int | str | Sequence[int] | Sequence[str]
_NUMBER, _TEXT = 2_000_000_000, "\ue000"  # stand in for values while the query is worded; no query has them of its own


@dataclass(frozen=True, slots=True)
class Worded:
    """A query in SQL: its text between the parameters, and each of them: a place among the values, or what is fixed."""

    pieces: list[str]
    parameters: list[tuple[int | None, Any]]
    compiler: Any
    converters: dict[int, Any]
    model: type[Model]

    def filled(self, values: Sequence[Value]) -> tuple[str, list[Any]]:
        """The text and its parameters; of a list as many as it has."""
        text = [self.pieces[0]]
        found: list[Any] = []
        for (place, fixed), piece in zip(self.parameters, self.pieces[1:], strict=True):
            value = fixed if place is None else values[place]
            if isinstance(value, (list, tuple)):
                text.append(", ".join(["%s"] * len(value)))
                found.extend(value)
            else:
                text.append("%s")
                found.append(value)
            text.append(piece)
        return "".join(text), found


class Prepared(Generic[Row]):
    """A query of values_list() whose values are whole numbers, texts, or lists of them for …__in.

    make   the query from its values; it does the same whatever they are
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self._make = make
        self._worded: Worded | None = None

    def rows(self, *values: Value) -> list[Row]:
        """All rows; none of an empty list."""
        if any(isinstance(one, (list, tuple)) and not one for one in values):
            return []
        worded = self._worded or self._word(values)
        text, parameters = worded.filled(values)
        with connections[alias_for(worded.model)].cursor() as cursor:
            cursor.execute(text, parameters)
            found: list[Any] = cursor.fetchall()
        if worded.converters:
            return [tuple(row) for row in worded.compiler.apply_converters(found, worded.converters)]  # type: ignore[misc]
        return found

    def first(self, *values: Value) -> Row | None:
        """The first row, None where there is none; the query itself says that it wants one."""
        found = self.rows(*values)
        return found[0] if found else None

    def _word(self, values: Sequence[Value]) -> Worded:
        assert len(values) == len(signature(self._make).parameters)
        marks = [_mark(place, value) for place, value in enumerate(values)]
        asked = self._make(*marks)
        compiler = asked.query.get_compiler(connection=connections[asked.db])
        text, parameters = compiler.as_sql()
        places = {_plain(mark): place for place, mark in enumerate(marks)}
        found = [(places.get(one), one) for one in parameters]
        assert {place for place, _fixed in found} >= set(places.values()), text
        converters = compiler.get_converters(expression for expression, *_rest in compiler.select)
        self._worded = Worded(text.split("%s"), found, compiler, converters, asked.model)
        return self._worded


def _mark(place: int, value: Value) -> Any:
    if isinstance(value, (list, tuple)):
        return [_mark(place, value[0])]
    assert type(value) in (int, str), value
    return _NUMBER + place if isinstance(value, int) else f"{_TEXT}{place}"


def _plain(mark: Any) -> Any:
    return mark[0] if isinstance(mark, list) else mark
