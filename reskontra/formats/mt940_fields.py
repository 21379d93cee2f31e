"""The fields of MT940 and MT942 files: a tag and its lines, and where a message ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reskontra.core.errors import Malformed

FIELD_LINES_MAX = 200
_TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):", re.ASCII)
_ENTRY_TAGS = frozenset({":61:", ":86:"})
_END = re.compile(r"-(?:\}.*|.{0,2})", re.S)  # "-", "-}", and the brace as a national letter


class FieldTooLong(Malformed):
    code = "mt_field_too_long"
    template = "Field :{tag}: has more than {limit} lines. Fetch the file from the bank again."


@dataclass(slots=True)
class Field:
    """A tag and its lines, from the line with that number; the end of a message is a field without tag."""

    number: int
    tag: str
    lines: list[str]

    @property
    def place(self) -> str:
        return f"line {self.number}" if self.number else ""


def fields_of(lines: Iterable[tuple[int, str]]) -> Iterator[Field]:
    """The fields in order; lines that belong to none are left out.

    refuses   FieldTooLong
    """
    field: Field | None = None
    for number, line in lines:
        if line[:4] in _ENTRY_TAGS:  # as most lines are
            if field:
                yield field
            field = Field(number, line[1:3], [line[4:]])
        elif begun := _begun(number, line):
            if field:
                yield field
            *ends, field = begun
            yield from (one for one in ends if one)
        elif field:
            if len(field.lines) >= FIELD_LINES_MAX:
                raise FieldTooLong(place=field.place, tag=field.tag, limit=FIELD_LINES_MAX)
            field.lines.append(line)
    if field:
        yield field


def _begun(number: int, line: str) -> tuple[Field | None, ...]:
    """What a line begins: the end of a message, a field, or both; the last is what later lines belong to."""
    if line.startswith(":"):
        found = _TAG.match(line)
        return (Field(number, found[1], [line[found.end() :]]),) if found else ()
    if line.startswith("{"):  # a new envelope; its text may begin on the same line
        _, _, text = line.rpartition("{4:")
        return (Field(number, "", []), *(_begun(number, text) if text.startswith(":") else (None,)))
    if line.startswith("-") and _END.fullmatch(line.rstrip()):
        return (Field(number, "", []), None)
    return ()
