"""Shapes that requests and answers are made of: amounts as decimal strings, days as ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from reskontra.core.dates import YEARS

Item = TypeVar("Item")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LARGEST = 2**53 - 1  # what every program that reads JSON keeps whole; ids of a place begin far up


def _day_written(value: object) -> object:
    """2026-03-31 alone: a number is no day."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        if int(value[:4]) not in YEARS:
            raise ValueError(f"a day lies in the years {YEARS[0]} to {YEARS[-1]}")
        return date.fromisoformat(value)
    raise ValueError("a day is written as 2026-03-31")


Day = Annotated[
    date,
    BeforeValidator(_day_written),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-03-31"]}),
]
Amount = Annotated[str, Field(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,4})?$", examples=["1234.50"])]
Text = Annotated[str, Field(max_length=250)]
LongText = Annotated[str, Field(max_length=4000)]
Code = Annotated[str, Field(min_length=1, max_length=60)]
Number = Annotated[int, Field(ge=1, le=LARGEST)]


class Body(Schema):
    """What a request says: a field that is not known is a mistake, and told."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asked(Schema):
    """What an address asks for behind its question mark, or a form says: a name that is not known is told."""

    model_config = ConfigDict(extra="forbid")


class Data(BaseModel):
    """What an answer says; fields may be added, none is renamed or taken away."""

    model_config = ConfigDict(extra="allow")


class Paged(Asked):
    """Which page of rows."""

    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many rows.")] = 100
    cursor: Annotated[str, Field(max_length=200, description="`next_cursor` of the page before.")] = ""


class Page(Data, Generic[Item]):
    """A page of rows, and where the next begins; null where this is the last."""

    items: list[Item]
    next_cursor: str | None


class Finding(Data):
    """One of several reasons."""

    code: str
    detail: str
    remedy: str = ""
    place: str
    values: dict[str, Any]


class Problem(Data):
    """Why a request was not done (RFC 9457). The type is stable, one for each code; nothing was changed.

    remedy: the part of detail that says what to do."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str = ""
    instance: str
    code: str
    place: str = ""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
