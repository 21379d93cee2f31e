"""An import definition as a page edits it: its columns and settings as rows of fields, the rest as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reskontra.core.errors import Refused
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import KeyUnknown, definition_data, definition_of

SETTINGS = ("name", "separator", "currency", "decimal", "date", "account")
NEW_COLUMNS = 2


class ColumnUnknown(Refused):
    code = "definition_column_unknown"
    template = (
        'The definition has no column "{column}"; it has {known}. Name one of these, or add the next of a field with '
        "--column."
    )


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """One column: which field it becomes, where it stands, and whether it may be empty or is left out by rules."""

    number: int
    field: str
    place: str
    place_kind: str
    is_optional: bool
    more: tuple[str, ...]


def column_fields(definition: Definition) -> tuple[ColumnFields, ...]:
    """The definition's columns, and empty ones to add."""
    found = []
    for number, column in enumerate(definition_data(definition).get("columns", ()), 1):
        kind = next((kind for kind in ("title", "path", "position") if kind in column), "title")
        more = tuple(sorted(set(column) - {"field", "title", "path", "position", "optional"}))
        is_optional = bool(column.get("optional"))
        found.append(ColumnFields(number, column["field"], _written(column.get(kind, "")), kind, is_optional, more))
    first = len(found) + 1
    kind = "path" if found and found[0].place_kind == "path" else "title"
    return (*found, *(ColumnFields(at, "", "", kind, False, ()) for at in range(first, first + NEW_COLUMNS)))


def as_typed(one: ColumnFields, typed: Mapping[str, Any]) -> ColumnFields:
    """The column as it stands in the fields that were sent, where they were."""
    begins = f"column-{one.number}-"
    if f"{begins}field" not in typed:
        return one
    field, place = typed[f"{begins}field"], typed.get(f"{begins}place", "")
    return replace(one, field=field, place=place, is_optional=typed.get(f"{begins}optional") == "on")


def settings_of(definition: Definition) -> dict[str, str]:
    """The settings that have fields of their own, as they are written."""
    return {name: _written(getattr(definition, name)) for name in SETTINGS}


def edited(definition: Definition, typed: Callable[[str], str]) -> Definition:
    """The definition with what was typed in its fields; a column without a field is taken out.

    typed     the text of a field by name: a setting's own, or column-3-field, -place, -kind, -optional

    refuses   what definition_of refuses
    """
    data: dict[str, Any] = definition_data(definition)
    for name in SETTINGS:
        text = typed(name)
        if text or name in data:
            data[name] = [part.strip() for part in text.split("|")] if name == "date" and "|" in text else text
    data["separator"] = {"TAB": "\t", "": definition.separator}.get(typed("separator"), typed("separator"))
    kept = data.get("columns", [])
    new: dict[str, Any] = {"path": ""} if kept and "path" in kept[0] else {}
    data["columns"] = [
        column
        for number in range(1, len(kept) + NEW_COLUMNS + 1)
        if (column := _column(kept[number - 1] if number <= len(kept) else new, number, typed))
    ]
    return definition_of({name: value for name, value in data.items() if value or name not in SETTINGS})


def changed(
    definition: Definition,
    *,
    name: str = "",
    settings: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    optional: Mapping[str, bool] | None = None,
) -> Definition:
    """The definition with some of its fields typed anew, as if it had been edited on its page.

    name       another name; "" keeps it
    settings   by their names, such as decimal; "" takes one out
    columns    where a column stands, by its name: its field, of several the second as text:2; "" takes it out, and the
               next of a field is added
    optional   whether a column may be empty, by its name
    refuses    KeyUnknown, ColumnUnknown, what definition_of refuses
    """
    known = column_fields(definition)
    typed = settings_of(definition) | ({"name": name} if name else {})
    for key, text in (settings or {}).items():
        if key not in SETTINGS:
            raise KeyUnknown(place="", key=key, known=SETTINGS)
        typed[key] = text
    numbers = _numbers(known)
    for one in known[:-NEW_COLUMNS]:
        typed |= _fields_of(one)
    empty = iter(known[-NEW_COLUMNS:])
    for column, place in (columns or {}).items():
        number, field = numbers.get(column), column.partition(":")[0]
        if number is None:
            added = next(empty, None)
            if not place or added is None or column != _next_name(field, numbers):
                raise ColumnUnknown(column=column, known=tuple(numbers))
            number = numbers[column] = added.number
        typed |= {f"column-{number}-field": field if place else "", f"column-{number}-place": place}
    for column, is_optional in (optional or {}).items():
        if column not in numbers:
            raise ColumnUnknown(column=column, known=tuple(numbers))
        typed[f"column-{numbers[column]}-optional"] = "on" if is_optional else ""
    return edited(definition, lambda key: typed.get(key, ""))


def _numbers(columns: Sequence[ColumnFields]) -> dict[str, int]:
    """The number of each column by its name: amount, text, text:2."""
    numbers: dict[str, int] = {}
    for one in columns:
        if one.field:
            numbers[_next_name(one.field, numbers)] = one.number
    return numbers


def _next_name(field: str, known: Mapping[str, int]) -> str:
    count = sum(name.partition(":")[0] == field for name in known)
    return f"{field}:{count + 1}" if count else field


def _fields_of(one: ColumnFields) -> dict[str, str]:
    begins = f"column-{one.number}-"
    return {
        f"{begins}field": one.field,
        f"{begins}place": one.place,
        f"{begins}optional": "on" if one.is_optional else "",
    }


def _column(known: Mapping[str, Any], number: int, typed: Callable[[str], str]) -> dict[str, Any] | None:
    field, place = typed(f"column-{number}-field"), typed(f"column-{number}-place")
    if not field:
        return None
    column = dict(known) | {"field": field}
    kind = next((kind for kind in ("title", "path", "position") if kind in known), "title")
    parts = [part.strip() for part in place.split("|")]
    column[kind] = int(place) if kind == "position" and place.isascii() and place.isdigit() else parts
    if kind != "title":
        column[kind] = column[kind] if isinstance(column[kind], int) else place
    column.pop("optional", None)
    return column | ({"optional": True} if typed(f"column-{number}-optional") == "on" else {})


def _written(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " | ".join(map(str, value))
    return "TAB" if value == "\t" else str(value)
