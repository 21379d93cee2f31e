"""A form of a page as it was sent: its fields read, and the one that was refused remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

from django.core.files.uploadedfile import UploadedFile

from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.parts import LONGEST_KEY, number_typed

_BLANKS = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\t"))
Found = TypeVar("Found")


class TypedPercentUnread(Refused):
    code = "typed_percent_unread"
    template = '"{text}" is no percentage. Write a number such as 2 or 1.5.'


class TypedNumberUnread(Refused):
    code = "typed_number_unread"
    template = '"{text}" is no whole number. Write digits alone, such as {example}.'


class FieldEmpty(Refused):
    code = "field_empty"
    template = '"{field}" is empty. Write what it is.'


def read_percent(text: str) -> Decimal:
    """2, 1,5 or 1.5 %, as 2 and 1.5.

    refuses   TypedPercentUnread
    """
    written = text.translate(_BLANKS).removesuffix("%").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,8})?", written):
        raise TypedPercentUnread(text=text[:40])
    return Decimal(written)


def _read_number(text: str, *, digits: int = 9) -> int:
    if (number := number_typed(text, digits=digits)) is None:
        raise TypedNumberUnread(text=text[:40], example=6)
    return number


@dataclass(slots=True)
class Typed:
    """A form that was sent.

    labels   field → what stands beside it
    wrong    the field that was refused while it was read
    """

    values: Mapping[str, Any]
    today: date
    files: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""

    @property
    def form(self) -> str:
        """Which form of the page."""
        return self.text("form")

    def text(self, name: str) -> str:
        return str(self.values.get(name, "")).strip()

    def as_is(self, name: str) -> str:
        """Every character, of a password that is held against what is typed at sign-in. refuses   FieldEmpty"""
        self.needed(name)
        return str(self.values[name])

    def is_on(self, name: str) -> bool:
        return self.text(name) == "on"

    @contextmanager
    def told_at_fields(self) -> Iterator[None]:
        """What an action refuses of a column is told at the field of that name."""
        try:
            yield
        except (Refused, Malformed) as refusal:
            if refusal.place:
                self.wrong, refusal.place = refusal.place, ""
            raise

    def needed(self, name: str) -> str:
        """refuses   FieldEmpty"""
        return self.checked(name, lambda text: text)

    def optional(self, name: str, read: Callable[[str], str]) -> str:
        """What a reader makes of a field that may be empty; refuses what the reader refuses."""
        return self.checked(name, read) if self.text(name) else ""

    def day(self, name: str) -> date:
        """refuses   FieldEmpty, DayNotRead"""
        return self.checked(name, lambda text: day_typed(text, today=self.today))

    def amount(self, name: str, currency: str) -> int:
        """refuses   FieldEmpty, AmountNotRead, TooManyDecimals"""
        return self.checked(name, lambda text: amount_typed(text, currency))

    def amount_or_zero(self, name: str, currency: str) -> int:
        """0 of an empty field; refuses   AmountNotRead, TooManyDecimals"""
        return self.amount(name, currency) if self.text(name) else 0

    def percent(self, name: str) -> Decimal:
        """refuses   FieldEmpty, TypedPercentUnread"""
        return self.checked(name, read_percent)

    def number(self, name: str) -> int:
        """refuses   FieldEmpty, TypedNumberUnread"""
        return self.checked(name, _read_number)

    def key(self, name: str) -> int:
        """Of a row that a button names; refuses   FieldEmpty, TypedNumberUnread"""
        return self.checked(name, lambda text: _read_number(text, digits=LONGEST_KEY))

    def file(self, name: str) -> UploadedFile[Any]:
        """refuses   FieldEmpty"""
        found = self.files.get(name)
        if found is None:
            self.wrong = name
            raise FieldEmpty(field=self.labels.get(name, name))
        return cast("UploadedFile[Any]", found)

    def checked(self, name: str, read: Callable[[str], Found]) -> Found:
        """What a reader makes of a field that is needed; refuses FieldEmpty and what the reader refuses."""
        self.wrong = name
        text = self.text(name)
        if not text:
            raise FieldEmpty(field=self.labels.get(name, name))
        found = read(text)
        self.wrong = ""
        return found
