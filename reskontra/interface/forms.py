"""Forms of set-up: fields as records, what was typed put back into them, and a refusal at the field it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.interface.refusals import lines
from reskontra.interface.typed_form import Typed

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. kind: text, number, select, switch, file, area, password, hidden or fixed (shown, and sent as it is).

    value     what stands in it; "on" for a switch
    choices   of a select, or offered while one types
    example   shown while the field is empty
    rows      of an area
    now       what holds by now, where somebody else changed it meanwhile
    judged_at address that tells of a new password, while one types, whether it would be taken
    """

    name: str
    label: str = ""
    value: str = ""
    kind: str = "text"
    choices: Choices = ()
    hint: str = ""
    is_needed: bool = False
    refused: tuple[str, ...] = ()
    now: str = ""
    example: str = ""
    rows: int = 16
    judged_at: str = ""

    @property
    def typed_as(self) -> str:
        """The type of the input in the page."""
        return {"number": "text"}.get(self.kind, self.kind)

    @property
    def described_by(self) -> str:
        parts = [f"{self.name}-refused"] if self.refused else []
        return " ".join([*parts, *([f"{self.name}-hint"] if self.hint else [])])


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page. name: which one was sent; seen: the stamp of what was shown, "" for something new.

    at        code of a refusal → the field it is told at; others stand above the fields
    also      name and word of a second button, which looks before anything is saved
    is_wide   its fields stand beside each other where there is room
    picture   address of one that stands above the fields
    """

    name: str
    title: str
    button: str
    fields: tuple[Field, ...]
    hint: str = ""
    seen: str = ""
    at: Mapping[str, str] | None = None
    refused: tuple[str, ...] = ()
    leave: str = ""
    also: tuple[str, str] = ("", "")
    is_wide: bool = False
    picture: str = ""

    @property
    def takes_files(self) -> bool:
        return any(field.kind == "file" for field in self.fields)

    def refusing(self, typed: Typed, *, code: str, said: Iterable[str], shows_now: bool = False) -> Form:
        """The same form with what was typed, and what was said against it."""
        told = tuple(said)
        named = {field.name for field in self.fields}
        place = typed.wrong or (self.at or {}).get(code, "")
        fields = tuple(
            self._again(field, typed, told if field.name == place else (), shows_now) for field in self.fields
        )
        return replace(self, fields=fields, refused=() if place in named else told)

    @staticmethod
    def _again(field: Field, typed: Typed, refused: tuple[str, ...], shows_now: bool) -> Field:
        if field.kind in ("file", "password"):
            return replace(field, refused=refused)
        kept = typed.text(field.name)
        now = field.value if shows_now and field.kind not in ("hidden", "fixed") and field.value != kept else ""
        return replace(field, value=kept, refused=refused, now=now)


def labels_of(forms: Iterable[Form]) -> dict[str, str]:
    """Field → what stands beside it, for Typed.labels."""
    return {field.name: field.label for form in forms for field in form.fields}


def refused_forms(
    forms: Iterable[Form], typed: Typed, refusal: Refused | Malformed, *, shows_now: bool = False
) -> tuple[Form, ...]:
    """The forms of a page, with the refusal at its field in the one that was sent."""
    code = "" if isinstance(refusal, Findings) else refusal.code
    said = tuple(lines(refusal))
    return tuple(
        form.refusing(typed, code=code, said=said, shows_now=shows_now) if form.name == typed.form else form
        for form in forms
    )


def stamp(found: object) -> str:
    """A digest of what is shown: two are the same as long as nobody changed it. "" for nothing."""
    return "" if found is None else hashlib.sha256(repr(found).encode()).hexdigest()[:16]
