"""The two roots of everything a user may be told: a rule says no, or a file is not what it claims.

A subclass stands beside the function that raises it, is named for the state that forbids, and has a
stable `code` and an English `template`. The first sentence of the template carries the values, the
second the remedy. Only code and values are ever stored; the interface translates and formats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from reskontra.core.wording import worded

Value = str | int | date | Decimal | object


class _Told(Exception):
    """What both roots share: a code, a template, typed values."""

    code: ClassVar[str] = ""
    template: ClassVar[str] = ""

    def __init__(self, **values: Value) -> None:
        self.values: Mapping[str, Value] = values
        super().__init__(values)

    def __str__(self) -> str:
        return worded(self.template, **{name: plain(value) for name, value in self.values.items()})

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), dict(self.values)))


def _rebuild(kind: type[_Told], values: dict[str, Value]) -> _Told:
    return kind(**values)


def plain(value: Value) -> str:
    """The English form of a value: dates as ISO 8601, lists joined by commas."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(item) for item in value)
    return str(value)


class Refused(_Told):
    """A rule says no, and the user can act on it. Nothing was changed.

    place     which of many things it is about, where they were checked together: "line 3, amount"
    """

    place: str = ""

    def at(self, place: str) -> Self:
        """The same refusal, of one thing among many; this one stays as it is, and may be told of others too."""
        told = copy(self)
        told.place = place
        return told

    def __str__(self) -> str:
        text = super().__str__()
        return f"{self.place}: {text}" if self.place else text


class Malformed(_Told):
    """A file is not what it claims to be.

    place     where in the file: "line 212, Amt"; the caller knows the file's name
    """

    def __init__(self, *, place: str = "", **values: Value) -> None:
        super().__init__(**values)
        self.place = place

    def __str__(self) -> str:
        text = super().__str__()
        return f"{self.place}: {text}" if self.place else text

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_malformed, (type(self), self.place, dict(self.values)))


def _rebuild_malformed(kind: type[Malformed], place: str, values: dict[str, Value]) -> Malformed:
    return kind(place=place, **values)


class Findings(Refused):
    """Several reasons at once, for a file or a batch: each is a Refused or a Malformed."""

    code = "findings"
    template = "{count} findings; nothing was changed."

    def __init__(self, findings: Sequence[Refused | Malformed]) -> None:
        super().__init__(count=len(findings))
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)

    def __reduce__(self) -> tuple[object, ...]:
        return (Findings, (self.findings,))
