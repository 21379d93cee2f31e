"""SWIFT MT940 account statements and MT942 intraday reports, in every dialect that banks write.

A message is a row of fields: 20 reference, 25 account, 28C number and page, 60F opening balance, then 61 and 86 for
each entry, 62F closing balance. A page of a longer statement has balances of its own (60M, 62M) and is read as a
statement, so that each message proves itself. What stands around the fields - the envelope in braces, its national
disguises, a bank's own first lines - means nothing here. MT942 has no balances: 34F gives the currency, 90D and 90C
count and sum.

source   SWIFT Standards MT, category 9: MT940, MT942
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import iban as iban_numbers
from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.mt940_details import read_details
from reskontra.formats.mt940_entry import BalanceLine, StatementLine, read_amount, read_balance, read_statement_line
from reskontra.formats.mt940_fields import Field, fields_of
from reskontra.formats.mt940_record import record_of
from reskontra.formats.tally import Balance, StatementTwice, Tally
from reskontra.formats.text_file import lines_of

_SUM = re.compile(r"([0-9]{1,5})([A-Z]{3})([0-9]{1,15}(?:[.,][0-9]{0,3})?)\s*", re.ASCII)
_IBAN = re.compile(r"(?:[A-Z0-9]{8,11}/)?([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}?)(?:/?[A-Z]{3})?", re.ASCII)


class ClosingMissing(Malformed):
    code = "mt_closing_missing"
    template = (
        'Statement "{number}" has no closing balance (:62F:), so the file may have been cut off. Fetch it from the '
        "bank again."
    )


class OpeningMissing(Malformed):
    code = "mt_opening_missing"
    template = "Field :{tag}: comes before an opening balance (:60F:). Ask the bank for a complete file."


class NoMessage(Malformed):
    code = "mt_no_message"
    template = 'There is no statement in the file: no ":60F:" and no ":34F:". Ask the bank for an MT940 or MT942.'


def read_mt940(stream: BinaryIO) -> Iterator[Event]:
    """Header, entries and end of each statement, in file order.

    stream    bytes from the file's start, buffered
    refuses   what lines_of refuses; StatementLineUnreadable, BalanceUnreadable, CommaExpected, TooManyDecimals (line
              told); OpeningMissing, ClosingMissing, StatementTwice, FieldTooLong, NoMessage
    doubts    balance, where opening and entries do not come to the closing balance
    """
    reader = _Reader()
    for field in fields_of(lines_of(stream)):
        if field.tag == "86":
            reader.take_details(field)
        elif field.tag == "61" and reader.is_open:
            if record := reader.next_line(field):
                yield record
        else:
            yield from reader.take(field)
    yield from reader.finish()
    if not reader.statements:
        raise NoMessage()


class _Reader:
    """What must be remembered between two fields."""

    def __init__(self) -> None:
        self.statements = 0
        self._place = ""  # where a report without opening began
        self._seen: set[tuple[str, ...]] = set()
        self._begin_message()
        self._close()

    def _begin_message(self) -> None:
        self._reference = self._account = self._number = self._floor = ""

    def _close(self) -> None:
        self._header: StatementHeader | None = None
        self._opening: BalanceLine | None = None
        self._line: tuple[StatementLine, str] | None = None
        self._details: list[str] = []
        self._tally = Tally()
        self._warnings: list[str] = []

    def take(self, field: Field) -> Iterator[Event]:
        """Yield what a field completes."""
        tag = field.tag
        if tag == "61":
            yield from self._need_header(field)
            self.next_line(field)
        elif tag in ("60F", "60M"):
            yield from self._open(field)
        elif tag in ("62F", "62M"):
            yield from self._flush()
            yield from self._take_closing(field)
        elif tag in ("90C", "90D"):
            yield from self._flush()
            yield from self._need_header(field)
            self._take_sum(field)
        elif tag in ("20", ""):
            yield from self._end_message(field)
            if tag == "20":
                self._begin_message()
                self._reference = field.lines[0].strip()
        else:
            self._take_frame(field)

    @property
    def is_open(self) -> bool:
        return self._header is not None

    def next_line(self, field: Field) -> TransactionRecord | None:
        """Begin an entry; gives the one before, which is complete."""
        record = self._completed()
        self._take_line(field)
        return record

    def take_details(self, field: Field) -> None:
        if self._line and not self._details:
            self._details = field.lines

    def _take_frame(self, field: Field) -> None:
        text = field.lines[0].strip()
        if field.tag in ("25", "25P"):
            self._account = text
        elif field.tag in ("28C", "28"):
            self._number = text
        elif field.tag == "34F":
            self._floor = self._floor or text[:3]

    def _open(self, field: Field) -> Iterator[Event]:
        balance = read_balance(field.tag, field.lines[0].strip(), place=field.place)
        if self._header is not None:
            raise ClosingMissing(place=field.place, number=(self._header.sequence or self._header.statement_id)[:100])
        self._opening = balance
        self._warnings += balance.warnings
        yield self._begin("mt940", balance.currency, is_continued=field.tag == "60M")

    def _begin(self, kind: str, currency: str, *, is_continued: bool = False) -> StatementHeader:
        self.statements += 1
        found = _IBAN.fullmatch(self._account.replace(" ", ""))
        iban = found[1] if found and iban_numbers.is_valid(found[1]) else ""
        opening = self._opening
        self._header = StatementHeader(
            format=kind,
            version="",
            statement_id=self._reference or self._number,
            sequence=self._number,
            iban=iban,
            other_account="" if iban else self._account,
            other_scheme="",
            currency=currency,
            opening_minor=opening.minor if opening else None,
            opening_date=opening.day if opening else None,
            is_continued=is_continued,
        )
        return self._header

    def _need_header(self, field: Field) -> Iterator[Event]:
        """An MT942 has no opening: its first entry or sum begins it."""
        if self._header is None:
            if not self._floor:
                raise OpeningMissing(place=field.place, tag=field.tag)
            self._place = field.place
            yield self._begin("mt942", self._floor)

    def _take_line(self, field: Field) -> None:
        assert self._header is not None
        lines, supplement = field.lines, ""
        line = read_statement_line(lines[0].strip(), self._header.currency, field.number)
        if len(lines) > 1:
            supplement = " ".join(filter(None, (one.strip() for one in lines[1:])))
        self._line, self._details = (line, supplement), []

    def _flush(self) -> Iterator[TransactionRecord]:
        if record := self._completed():
            yield record

    def _completed(self) -> TransactionRecord | None:
        """The entry under way as a record; None where there is none."""
        if self._line is None or self._header is None:
            return None
        (line, supplement), self._line = self._line, None
        number = self._tally.entries + self._tally.pending + 1
        record = record_of(line, read_details(self._details, supplement), number, self._header.currency)
        self._tally.add((record,), credit=record.amount_minor > 0)
        return record

    def _take_sum(self, field: Field) -> None:
        """A count and sum that the entries do not come to is told; a report is never booked."""
        assert self._header is not None
        found = _SUM.fullmatch(field.lines[0].strip())
        if not found or found[2] != self._header.currency:
            return
        sums = self._tally.turnover(found[2])
        counts = (self._tally.booked_in, self._tally.booked_out)
        at = 0 if field.tag == "90C" else 1
        said = int(found[1]), read_amount(found[3], found[2], place=field.place)
        if said != (counts[at], sums[at]):
            self._warnings.append(f"{field.place}: :{field.tag}: says {found[0].strip()}, and the entries differ.")

    def _take_closing(self, field: Field) -> Iterator[Event]:
        if self._header is None or self._opening is None:
            raise OpeningMissing(place=field.place, tag=field.tag)
        balance = read_balance(field.tag, field.lines[0].strip(), place=field.place)
        self._warnings += balance.warnings
        yield from self._end(balance, place=field.place)

    def _end(self, closing: BalanceLine | None, place: str = "") -> Iterator[StatementEnd]:
        header, opening = self._header, self._opening
        assert header is not None
        booked = [Balance(one.minor, one.currency, one.day) if one else None for one in (opening, closing)]
        findings = list(self._tally.balance_findings(booked[0], booked[1], header.currency))
        for finding in findings:
            finding.place = place
        if self._tally.entries:
            key = (*self._key(header), str(closing.day) if closing else "")
            if key in self._seen:
                raise StatementTwice(place=place, number=header.sequence[:100], account=key[0][:100])
            self._seen.add(key)
        yield self._tally.end(
            currency=header.currency, opening=booked[0], closing=booked[1], findings=findings, warnings=self._warnings
        )
        self._close()

    def _end_message(self, field: Field) -> Iterator[Event]:
        """An MT942 ends with its message; a statement must have had its closing balance."""
        if self._header is None:
            if self._floor:
                yield self._begin("mt942", self._floor)
                yield from self._end(None)
                self._floor = ""
            return
        yield from self._flush()
        if self._header.format == "mt942":
            yield from self._end(None, place=field.place or self._place)
            self._floor = ""
        else:
            raise ClosingMissing(place=field.place, number=(self._header.sequence or self._header.statement_id)[:100])

    def finish(self) -> Iterator[Event]:
        """Yield what the end of the file completes."""
        yield from self._end_message(Field(0, "", []))

    def _key(self, header: StatementHeader) -> tuple[str, str, str]:
        return header.iban or header.other_account, header.sequence, header.statement_id
