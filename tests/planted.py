"""Rows of any table, as a test needs one of each: planted with values of their kind, by no command of the product."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from reskontra.database.sealed import Sealed

DAY, MOMENT = date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC)


def row_of(sealed: Sealed, company: int) -> Any:
    """A row of the company that is final: the first there is, else one that is planted."""
    found = sealed.model._default_manager.filter(company=company, **sealed.final).order_by("id").first()
    return found or _plant(
        sealed.model, company, {name.removesuffix("__in"): _first(value) for name, value in sealed.final.items()}
    )


def another(field: models.Field[Any, Any], value: Any, *, by: int = 1000) -> Any:
    """A value that the column may hold, and does not; of a number one that is another by so much."""
    known = _choices(field.model, field.name)
    if known:
        return next(one for one in known if one != value)
    if value is None:
        return _value(field)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + by
    if isinstance(value, datetime):
        return value.replace(year=value.year - 1, day=1)
    if isinstance(value, date):
        return value.replace(year=value.year - 1, day=1)
    if isinstance(value, (bytes, memoryview)):
        return bytes(value) + b"x"
    return ("y" if str(value).startswith("x") else "x") + str(value)[1:]


def _plant(model: type[models.Model], company: int, wanted: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for field in model._meta.local_concrete_fields:
        if field.name == "company":
            values["company_id"] = company
        elif field.primary_key or (field.null and field.name not in wanted):
            continue
        elif isinstance(field, models.ForeignKey):
            inner = {name.partition("__")[2]: one for name, one in wanted.items() if name.startswith(f"{field.name}__")}
            rows = field.related_model._default_manager.filter(company=company, **inner)
            values[field.attname] = (rows.first() or _plant(field.related_model, company, inner)).pk
        else:
            values[field.attname] = wanted.get(field.name, _value(field))
    row = model(**values)
    model._default_manager.bulk_create([row])
    return row


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _value(field: models.Field[Any, Any]) -> Any:
    known = _choices(field.model, field.name)
    if known:
        return known[0]
    kinds: tuple[tuple[type, Any], ...] = (
        (models.BooleanField, True), (models.DateTimeField, MOMENT), (models.DateField, DAY),
        (models.IntegerField, 7), (models.BinaryField, b"x"), (models.ForeignKey, 7),
    )  # fmt: skip
    return next((value for kind, value in kinds if isinstance(field, kind)), "x")


def _choices(model: type[models.Model], name: str) -> list[Any]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            for condition in constraint.condition.children:
                if isinstance(condition, tuple) and condition[0] == f"{name}__in":
                    return list(condition[1])
    return []
