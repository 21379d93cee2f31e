"""Records of fixed width: a line cut into fields by their places, and a line that is too short refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, NamedTuple

from reskontra.core.errors import Malformed
from reskontra.formats.text_file import lines_of

PAYMENTS_MAX = 200_000  # that one sum of a file may stand for, since they are held until it is proved

_DIGITS = re.compile(r"[0-9]+", re.ASCII)


class RecordTooShort(Malformed):
    code = "record_too_short"
    template = (
        "Record {record} has {length:character|characters}, and its fields need {wanted}. Fetch the "
        "file from the bank again, "
        "unedited."
    )


class NotDigits(Malformed):
    code = "field_not_digits"
    template = (
        'Places {first} to {last} of record {record} are "{text}", and digits are wanted. Fetch the file from the bank '
        "again, unedited."
    )


class NotADay(Malformed):
    code = "field_not_a_day"
    template = (
        'Places {first} to {last} of record {record} are "{text}", and a day is wanted. Fetch the file from the bank '
        "again, unedited."
    )


class RecordUnknown(Malformed):
    code = "record_unknown"
    template = (
        'The line begins with "{kind}", which is no record of {format} that is read. Fetch the file from the bank '
        "again, unedited."
    )


class RecordOutOfPlace(Malformed):
    code = "record_out_of_place"
    template = (
        "Record {record} stands where {format} has no place for it. Fetch the file from the bank again, unedited."
    )


class EndRecordMissing(Malformed):
    code = "end_record_missing"
    template = "The file ends without record {wanted}, so it may have been cut off. Fetch it from the bank again."


class TotalsDiffer(Malformed):
    code = "totals_differ"
    template = (
        "Record {record} says {said:payment|payments} of {said_sum}, and the file has {found} that come to "
        "{found_sum}. Fetch it from the bank again."
    )


class RecordsLost(Malformed):
    code = "records_lost"
    template = "Record {record} counts {said} records {kind}, and the file has {found}. Fetch it from the bank again."


class TooManyPayments(Malformed):
    code = "too_many_payments"
    template = "Record {record} stands over more than {limit} payments. Ask the bank for smaller files."


class Record(NamedTuple):
    """One line of the file: kind is its code, text the whole line with blanks to its full width."""

    number: int
    kind: str
    text: str

    @property
    def place(self) -> str:
        return f"line {self.number}"

    def cut(self, first: int, last: int) -> str:
        """The field from place to place, counted from 1, as banks' manuals do; without blanks around it."""
        return self.text[first - 1 : last].strip()

    def digits(self, first: int, last: int) -> int:
        """A field of digits alone.

        refuses   NotDigits
        """
        text = self.text[first - 1 : last]
        if not _DIGITS.fullmatch(text):
            raise NotDigits(place=self.place, record=self.kind, first=first, last=last, text=text)
        return int(text)

    def day(self, first: int, last: int) -> date:
        """A day written YYYYMMDD.

        refuses   NotDigits, NotADay
        """
        figure = self.digits(first, last)
        try:
            return date(figure // 10_000, figure // 100 % 100, figure % 100)
        except ValueError:
            text = self.text[first - 1 : last]
            raise NotADay(place=self.place, record=self.kind, first=first, last=last, text=text) from None

    def short_day(self, first: int, *, day_first: bool = False) -> date:
        """A day in six places, YYMMDD or DDMMYY; the years 70 to 99 are of the last century.

        refuses   NotDigits, NotADay
        """
        last = first + 5
        self.digits(first, last)
        text = self.text[first - 1 : last]
        one, month, three = int(text[:2]), int(text[2:4]), int(text[4:])
        year, day = (three, one) if day_first else (one, three)
        try:
            return date(year + (1900 if year >= 70 else 2000), month, day)
        except ValueError:
            raise NotADay(place=self.place, record=self.kind, first=first, last=last, text=text) from None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a format are: each is a record of the kind that stands in a certain place.

    wanted    of each kind the last place of the last field that it must have
    kind_at   where the kind stands, the last place of it only where there is such a kind; start is what every line
              begins with
    """

    format: str
    width: int
    wanted: Mapping[str, int]
    kind_at: slice
    start: str = ""

    def records(self, stream: BinaryIO) -> Iterator[Record]:
        """The lines of a file as records, blank ones left out.

        stream    bytes from the file's start, buffered
        refuses   what lines_of refuses; RecordUnknown, RecordTooShort
        """
        for number, line in lines_of(stream):
            kind = line[self.kind_at]
            wanted = self.wanted.get(kind)
            if wanted is None:
                if not line.strip():
                    continue
                kind = kind[:-1]
                wanted = self.wanted.get(kind)
            if wanted is None or not line.startswith(self.start):
                raise RecordUnknown(place=f"line {number}", kind=line[: self.kind_at.stop], format=self.format)
            yield record_of(number, line, kind=kind, width=self.width, wanted=wanted)


def record_of(number: int, line: str, *, kind: str, width: int, wanted: int) -> Record:
    """A line as a record of its kind: tabs set out, and blanks that were cut off its end put back.

    width     of a whole record; wanted is the last place of the last field that must be there
    refuses   RecordTooShort
    """
    text = line.expandtabs(8) if "\t" in line else line
    if len(text) < wanted:
        raise RecordTooShort(place=f"line {number}", record=kind, length=len(text), wanted=wanted)
    return Record(number, kind, text.ljust(width))
