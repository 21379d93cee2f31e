"""Records of a BAI2 file, wherever its lines break, and their fields one after another.

A record ends with "/", not with the line: several may stand on one line, blanks fill blocks up, a line may break inside
a text, and some banks leave the "/" out where the line ends. So a record begins at the start of a line with its code,
or behind "/" with its code and what that record must have next; a text that has a "/" in it begins none. 88 goes on
with the record before: with its fields, or with its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.formats.fixed_width import RecordUnknown
from reskontra.formats.text_file import LineTooLong

NAME = "BAI2"
LETTERS_MAX = 64 * 1024
_AT_LINE_START = re.compile(r"\s*(01|02|03|16|49|88|98|99),")
_BEHIND = re.compile(
    r"/\s*(?=(?:01,[^,/]*,|02,[^,/]*,[^,/]*,[0-9]?,[0-9]{6},|03,[^,/]*,[A-Z]{0,3},|16,[0-9]{3},"
    r"|49,[+-]?[0-9]*,[0-9]+\s*/|9[89],[+-]?[0-9]*,[0-9]+,[0-9]+\s*/))|/\s+(?=88,)"
)
_AMOUNT = re.compile(r"[+-]?[0-9]{0,18}", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_BREAK = "\n"  # where 88 goes on: a comma between fields, a blank within a text


class FieldUnreadable(Malformed):
    code = "bai2_field"
    template = (
        'Field {field} of record {record} is "{text}", and {wanted} is wanted. Fetch the file from the bank again, '
        "unedited."
    )


@dataclass(slots=True)
class Record:
    """A record with those of 88 that go on with it; its fields are taken one after another.

    number   the line it begins on
    size     how many records of the file it is: itself and its 88s
    """

    number: int
    code: str
    text: str
    size: int = 1
    _fields: list[str] = field(default_factory=list)
    _at: int = 0

    @property
    def place(self) -> str:
        return f"line {self.number}"

    @property
    def is_done(self) -> bool:
        """Whether all fields were taken."""
        return self._at >= len(self._all())

    def _all(self) -> list[str]:
        if not self._fields:
            self._fields = re.split("[,\n]", self.text)
        return self._fields

    def take(self) -> str:
        """The next field without blanks around it; blank behind the last."""
        fields = self._all()
        self._at += 1
        return fields[self._at - 1].strip() if self._at <= len(fields) else ""

    def amount(self) -> int | None:
        """The next field as a signed figure without decimal point; None where it is blank.

        refuses   FieldUnreadable
        """
        text = self.take()
        if not _AMOUNT.fullmatch(text) or text in ("+", "-"):
            raise self.unreadable(text, "0-9")
        return int(text) if text else None

    def count(self) -> int | None:
        """The next field as a number of things; None where it is blank.

        refuses   FieldUnreadable
        """
        text = self.take()
        if text and not _COUNT.fullmatch(text):
            raise self.unreadable(text, "0-9")
        return int(text) if text else None

    def day(self) -> date | None:
        """The next field as a day written YYMMDD; None where it is blank.

        refuses   FieldUnreadable
        """
        text = self.take()
        if not text:
            return None
        try:
            if not re.fullmatch(r"[0-9]{6}", text, re.ASCII):
                raise ValueError
            year = int(text[:2])
            return date(year + (1900 if year >= 70 else 2000), int(text[2:4]), int(text[4:]))
        except ValueError:
            raise self.unreadable(text, "YYMMDD") from None

    def rest(self) -> list[str]:
        """All that was not taken, as text: the record's own, and that of each 88."""
        own = self.text.split(_BREAK)
        left = self._at
        for place, piece in enumerate(own):
            fields = piece.split(",")
            if left < len(fields):
                return [one.strip() for one in (",".join(fields[left:]), *own[place + 1 :]) if one.strip()]
            left -= len(fields)
        return []

    def unreadable(self, text: str, wanted: str) -> FieldUnreadable:
        """A refusal of the field that was taken last."""
        return FieldUnreadable(place=self.place, record=self.code, field=self._at + 1, text=text[:40], wanted=wanted)


def records_of(lines: Iterable[tuple[int, str]]) -> Iterator[Record]:
    """The records in order, each with what 88 adds to it.

    refuses   RecordUnknown (a line that begins none and goes on with none), LineTooLong (64 Ki letters in one record)
    """
    record: Record | None = None
    for number, code, text in _pieces(lines):
        if code == "88" and record is not None:
            record.text += _BREAK + text
            record.size += 1
        elif code not in ("", "88"):
            if record is not None:
                yield record
            record = Record(number, code, text)
        elif record is None:
            raise RecordUnknown(place=f"line {number}", kind=text[:10], format=NAME)
        else:
            record.text += " " + text
        if record is not None and len(record.text) > LETTERS_MAX:
            raise LineTooLong(place=record.place, limit=LETTERS_MAX)
    if record is not None:
        yield record


def _pieces(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Line number, code and text of each record; without a code the rest of a text that the line breaks."""
    is_ended = True
    for number, line in lines:
        if not line.strip():
            continue
        for piece in _BEHIND.split(line):
            text = piece.strip()
            if not text:
                continue
            found = _AT_LINE_START.match(text)
            if found is None and is_ended:
                raise RecordUnknown(place=f"line {number}", kind=text[:10], format=NAME)
            is_ended = text.endswith("/")
            body = text.removesuffix("/").rstrip() if is_ended else text
            yield number, (found[1] if found else ""), (body[found.end() :] if found else body)
