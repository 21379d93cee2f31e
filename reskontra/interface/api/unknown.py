"""Names that an address does not know, in its query, form or body: none is ignored, and the nearest known is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from reskontra.core.errors import Refused

MOST_TOLD = 20  # names, the nearest first
# What others call it.
SYNONYMS = {"since": "from", "until": "to", "start": "from", "end": "to"}
Path = Sequence[int | str]


class ParameterUnknown(Refused):
    code = "parameter_unknown"
    template = "{name} is no parameter of this address. The nearest is {nearest}; it takes {known}."


class FieldUnknown(Refused):
    code = "field_unknown"
    template = "{place} is no field of this request. The nearest is {nearest}; it takes {known}."


class NothingTaken(Refused):
    code = "nothing_taken"
    template = "{place} is sent to an address that takes nothing there. Leave it out."


@dataclass(frozen=True, slots=True)
class Taken:
    """Names that an endpoint takes: behind the question mark, and in a form. body: whether it reads JSON."""

    query: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    has_body: bool = False


def taken_by(models: Iterable[Any]) -> Taken:
    """What the shapes of an endpoint take."""
    names: dict[str, set[str]] = {}
    for model in models:
        source = model.__ninja_param_source__
        names.setdefault(source, set()).update(getattr(model, "__ninja_flatten_map__", None) or model.model_fields)
    form = names.get("form", set()) | names.get("file", set())
    return Taken(frozenset(names.get("query", ())), frozenset(form), "body" in names)


def refuse_query(taken: Taken, names: Iterable[str]) -> None:
    """refuses   ParameterUnknown, NothingTaken"""
    for name in names:
        if name not in taken.query:
            raise _unknown("query", name, taken.query)


def refuse_form(taken: Taken, names: Iterable[str]) -> None:
    """refuses   FieldUnknown, NothingTaken"""
    for name in names:
        if name not in taken.form:
            raise _unknown("form", name, taken.form)


def refuse_fields(names: Iterable[str]) -> None:
    """The fields of a body where none is read.

    refuses   NothingTaken
    """
    for name in names:
        raise NothingTaken(place=f"body.{name}")


def field_unknown(model: type[BaseModel], path: Path) -> FieldUnknown | None:
    """The refusal of a field that a shape forbids; None where the shape around it is not found.

    path   from the shape to the field, the field last
    """
    found = _shape_at(model, path[:-1])
    if found is None:
        return None
    known = frozenset(one.alias or name for name, one in found.model_fields.items())
    refusal = _unknown("body", ".".join(str(part) for part in path[1:]), known, last=str(path[-1]))
    return refusal if isinstance(refusal, FieldUnknown) else None


def _unknown(source: str, name: str, known: frozenset[str], *, last: str = "") -> Refused:
    """last: the name alone, where name is a path."""
    place = f"{source}.{name}"
    if not known:
        return NothingTaken(place=place)
    ordered = nearest_first(last or name, known)[:MOST_TOLD]
    if source == "query":
        return ParameterUnknown(place=place, name=name, nearest=ordered[0], known=ordered)
    return FieldUnknown(place=place, nearest=ordered[0], known=ordered)


def nearest_first(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names: what else it is called, then the one that is written most like it."""
    written = name[:100].casefold()  # what somebody sends may be as long as she likes
    meant = SYNONYMS.get(written)
    return tuple(
        sorted(known, key=lambda one: (one != meant, -SequenceMatcher(None, written, one.casefold()).ratio(), one))
    )


def _shape_at(kind: Any, path: Path) -> type[BaseModel] | None:
    """The shape that lies at the end of the path."""
    for part in path:
        kind = _inner(_plain(kind), part)
    kind = _plain(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _inner(kind: Any, part: int | str) -> Any:
    """One step: a field of a shape, an item of a list, a value of an object, one of several alternatives."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields: Mapping[str, Any] = kind.model_fields
        found = [one for name, one in fields.items() if part in (name, one.alias)]
        return found[0].annotation if found else None
    if get_origin(kind) in (Union, UnionType):
        alternatives = [_plain(one) for one in get_args(kind)]
        return next((one for one in alternatives if getattr(one, "__name__", "") == part), None)
    inner = [one for one in get_args(kind) if one is not Ellipsis]
    return inner[-1] if inner else None


def _plain(kind: Any) -> Any:
    """The kind without what is noted of it, and without None beside it."""
    if get_origin(kind) is Annotated:
        return _plain(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        others = [one for one in get_args(kind) if one is not type(None)]
        return _plain(others[0]) if len(others) == 1 else kind
    return kind
