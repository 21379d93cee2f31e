"""A definition as data, and back: TOML for people, JSON for programs, the same names in both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from reskontra.core import toml_text
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.patterns import compile_pattern
from reskontra.formats.definition import (
    ACTIONS,
    DECIMALS,
    ENCODINGS,
    FIELDS,
    FILES,
    LEFT_OUT,
    OF_METADATA,
    ORDERS,
    PURPOSES,
    Column,
    Definition,
    FactorZero,
    Rule,
    Skip,
    check_definition,
)
from reskontra.formats.definition_values import day_pattern
from reskontra.formats.json_text import loads

NAME_MAX, BYTES_MAX, COLUMNS_MAX = 60, 256 * 1024, 200
_NAME = re.compile(r"[a-z0-9åäö][a-z0-9åäö._-]*")
_FACTOR = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)
_CHOICES: dict[type, dict[str, Sequence[str]]] = {
    Definition: {"file": FILES, "purpose": PURPOSES, "order": ORDERS, "encoding": ENCODINGS, "decimal": DECIMALS,
                 "joins": ("", *FIELDS)},
    Column: {"field": FIELDS, "decimal": ("", *DECIMALS)},
    Skip: {"field": FIELDS, "kind": LEFT_OUT, "by": ("", *FIELDS)},
    Rule: {"do": ACTIONS},
}  # fmt: skip
_PARTS: dict[str, type] = {"columns": Column, "skip": Skip, "rules": Rule}
_PAIRS = ("table", "metadata")
_EXAMPLES = {
    "int": "12",
    "bool": "true",
    "str": '"…"',
    "tuple": '["…", "…"]',
    "pairs": '{ "…" = "…" }',
    "parts": "[[…]]",
}


class DefinitionUnreadable(Malformed):
    code = "definition_unreadable"
    template = (
        "The definition is neither TOML nor JSON from line {line} on. Mend it there, or write it anew with guess."
    )


class DefinitionTooLarge(Malformed):
    code = "definition_too_large"
    template = "The definition has more than {most} bytes. Leave out what is not needed."


class TooManyColumns(Malformed):
    code = "definition_too_many_columns"
    template = "The definition has {count} columns. Keep those that are needed, {most} at most."


class KeyUnknown(Malformed):
    code = "definition_key_unknown"
    template = 'There is no setting "{key}" here. Use one of {known}.'


class ValueKind(Malformed):
    code = "definition_value"
    template = '"{key}" is {value}. Write it as {key} = {example}.'


class ChoiceUnknown(Malformed):
    code = "definition_choice"
    template = '"{key}" is "{value}". Use one of {known}.'


class KeyMissing(Malformed):
    code = "definition_key_missing"
    template = '"{key}" is missing. Add {key} = {example}.'


class NameUnfit(Malformed):
    code = "definition_name"
    template = 'The name is "{name}". Use at most {most} small letters, digits, ".", "_" and "-", such as "my-bank".'


class DayFormatUnknown(Malformed):
    code = "definition_day_format"
    template = 'Days are written "{format}" by the definition. Use YYYY or YY, MM and DD, such as DD.MM.YYYY.'


def read_definition(data: bytes) -> Definition:
    """A definition from the bytes of a TOML or JSON file, checked.

    refuses   DefinitionUnreadable, DefinitionTooLarge; what definition_of refuses
    """
    if len(data) > BYTES_MAX:
        raise DefinitionTooLarge(most=BYTES_MAX)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise DefinitionUnreadable(line=data.count(b"\n", 0, fault.start) + 1) from None
    try:
        found = loads(text) if text.lstrip().startswith("{") else toml_text.loads(text)
    except (ValueError, RecursionError) as fault:
        raise DefinitionUnreadable(line=_line_of(fault, text)) from None
    return definition_of(found)


def _line_of(fault: Exception, text: str) -> int:
    """The line that the parser names, else the last."""
    found = re.search(r"line ([0-9]+)", str(fault))
    return int(found[1]) if found else text.count("\n") + 1


def definition_of(data: Mapping[str, Any]) -> Definition:
    """A definition from plain data, with every name, kind and choice checked.

    refuses   KeyUnknown, KeyMissing, ValueKind, ChoiceUnknown, NameUnfit, DayFormatUnknown, TooManyColumns, what a
              pattern of a rule is refused for, and what check_definition refuses; the place names the table
    """
    definition: Definition = _built(Definition, data, "")
    if not _NAME.fullmatch(definition.name) or len(definition.name) > NAME_MAX:
        raise NameUnfit(name=definition.name[:NAME_MAX], most=NAME_MAX)
    if len(definition.columns) > COLUMNS_MAX:
        raise TooManyColumns(count=len(definition.columns), most=COLUMNS_MAX)
    for key, _ in definition.metadata:
        if key not in OF_METADATA:
            raise KeyUnknown(place="metadata", key=key[:NAME_MAX], known=OF_METADATA)
    for at, column in enumerate(definition.columns, 1):
        _check_values(column, f"columns {at}")
    _check_formats(definition.date, "date")
    check_definition(definition)
    return definition


def _check_values(column: Column, place: str) -> None:
    _check_formats(column.format, place)
    if column.factor and not _FACTOR.fullmatch(column.factor):
        raise FactorZero(place=place, field=column.field, text=column.factor)
    for rule in column.rules:
        if rule.do == "find":
            try:
                compile_pattern(rule.find)
            except Refused as refusal:
                raise refusal.at(place) from None


def _check_formats(formats: Sequence[str], place: str) -> None:
    for format in formats:
        if day_pattern(format) is None:
            raise DayFormatUnknown(place=place, format=format)


def _built(kind: type, data: object, place: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueKind(key=place, value=_shown(data), example=_EXAMPLES["parts"])
    known = {one.name: one for one in fields(kind)}
    for key in data:
        if key not in known:
            raise KeyUnknown(place=place, key=key[:NAME_MAX], known=tuple(known))
    for name, one in known.items():
        if one.default is MISSING and name not in data:
            raise KeyMissing(place=place, key=name, example=_EXAMPLES["str"])
    return kind(**{key: _value(kind, key, str(known[key].type), value, place) for key, value in data.items()})


def _value(kind: type, key: str, annotation: str, value: object, place: str) -> Any:
    if key in _PARTS:
        if not isinstance(value, list):
            raise ValueKind(place=place, key=key, value=_shown(value), example=_EXAMPLES["parts"])
        return tuple(_built(_PARTS[key], one, f"{place} {key} {at}".strip()) for at, one in enumerate(value, 1))
    if key in _PAIRS:
        if not (isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values())):
            raise ValueKind(place=place, key=key, value=_shown(value), example=_EXAMPLES["pairs"])
        return tuple(value.items())
    if annotation.startswith("tuple"):
        found = [value] if isinstance(value, str) else value
        if not (isinstance(found, list) and all(isinstance(one, str) for one in found)):
            raise ValueKind(place=place, key=key, value=_shown(value), example=_EXAMPLES["tuple"])
        return tuple(found)
    wanted = annotation.partition(" ")[0]
    if type(value).__name__ != wanted or (isinstance(value, int) and not 0 <= value <= 100_000):
        raise ValueKind(place=place, key=key, value=_shown(value), example=_EXAMPLES[wanted])
    known = _CHOICES[kind].get(key)
    if known and value not in known:
        raise ChoiceUnknown(place=place, key=key, value=str(value)[:NAME_MAX], known=tuple(one for one in known if one))
    return value


def _shown(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:60]
    except RecursionError:
        return "{…}" if isinstance(value, Mapping) else "[…]"


def definition_data(definition: Definition) -> dict[str, Any]:
    """The definition as plain data; what is as it would be anyway is left out."""
    return _data(definition)


def _data(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in fields(one):
        value = getattr(one, part.name)
        if value == part.default or (part.name in ("columns", "skip", "rules") and not value):
            continue
        if part.name in _PARTS:
            found[part.name] = [_data(inner) for inner in value]
        elif part.name in _PAIRS:
            found[part.name] = dict(value)
        elif isinstance(value, tuple):
            found[part.name] = value[0] if len(value) == 1 else list(value)
        else:
            found[part.name] = value
    return found


def to_json(definition: Definition) -> str:
    """The definition as JSON, always the same text for the same definition."""
    return json.dumps(definition_data(definition), ensure_ascii=False, indent=1) + "\n"


def to_toml(definition: Definition) -> str:
    """The definition as TOML: settings, then a table for each column and each kind of row left out."""
    data = definition_data(definition)
    parts = {key: data.pop(key) for key in ("columns", "skip") if key in data}
    lines = [f"{key} = {_toml(value)}" for key, value in data.items()]
    for key, tables in parts.items():
        for table in tables:
            lines += ["", f"[[{key}]]", *(f"{name} = {_toml(value)}" for name, value in table.items())]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)
