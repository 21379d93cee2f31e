"""Finnish account statements (TITO, konekielinen tiliote): with their balances, payers and references.

A statement is T00 (account, days, opening balance), then entries (T10) with what is told of each (T11), the closing
balance of every day (T40), and sums (T50) and messages (T60, T70) that say nothing new. An entry may be itemised by
entries of a deeper level that follow it: they are its parts where they come to its sum. Each record says its own
length. Letters are those of the Finnish 7-bit alphabet where the bank has no others: [, \\ and ] are Ä, Ö and Å.

source   Finance Finland, Machine-readable account statement (Konekielinen tiliote); places count from 1
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import iban as iban_numbers
from reskontra.core.money import Money
from reskontra.formats.bank_statement import (
    Doubt,
    Event,
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    StatementHeader,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)
from reskontra.formats.fixed_width import EndRecordMissing, Record, RecordOutOfPlace, RecordUnknown, record_of
from reskontra.formats.tally import Balance, Tally
from reskontra.formats.text_file import lines_of

NAME = "TITO"
PARTS_MAX = 100_000  # of one entry
# The last place of the last field that each record must have, and the width it is read in.
_WANTED = {"T00": (99, 322), "T10": (106, 188), "T11": (8, 323), "T40": (31, 50), "T50": (6, 67), "T60": (6, 317),
           "T70": (6, 489)}  # fmt: skip
_SILENT = ("T50", "T60", "T70")
_LETTERS = str.maketrans("[\\]{|}", "ÄÖÅäöå")


class SignUnknown(Malformed):
    code = "tito_sign"
    template = (
        'Place {place_in} of record {record} is "{text}", and + or - is wanted. Fetch the file from the bank again.'
    )


class ItemsDiffer(Malformed):
    code = "tito_items_differ"
    template = (
        "The entry of {total} is itemised in {parts} that come to {sum}. Ask the bank for a complete file, or import "
        'it with the override "batch" and a reason: it stays one line.'
    )


class TooManyItems(Malformed):
    code = "tito_too_many_items"
    template = "One entry has more than {limit} items. Ask the bank for smaller files."


def read_tito(stream: BinaryIO) -> Iterator[Event]:
    """Header, entries and end of each statement, in file order.

    stream    bytes from the file's start, buffered
    refuses   what lines_of and record_of refuse; RecordUnknown, RecordOutOfPlace, SignUnknown, NotDigits, NotADay,
              TooManyItems, EndRecordMissing
    doubts    balance, where the entries do not come to a day's closing balance; batch, where items miss their entry
    """
    reader = _Reader()
    for number, line in lines_of(stream):
        if line.strip():
            kind = line[:3]
            if kind not in _WANTED:
                raise RecordUnknown(place=f"line {number}", kind=kind, format=NAME)
            wanted, width = _WANTED[kind]
            yield from reader.take(record_of(number, line, kind=kind, width=width, wanted=wanted))
    yield from reader.finish()


def _signed(record: Record, sign: int, last: int) -> int:
    """A sign and digits in hundredths.

    refuses   SignUnknown, NotDigits
    """
    mark = record.text[sign - 1]
    if mark not in "+-":
        raise SignUnknown(place=record.place, place_in=sign, record=record.kind, text=mark)
    return -record.digits(sign + 1, last) if mark == "-" else record.digits(sign + 1, last)


class _Reader:
    """What must be remembered between two records."""

    def __init__(self) -> None:
        self._header: StatementHeader | None = None
        self._entry: list[list[Record]] = []  # the entry with its details, then each of its items with theirs
        self._closing: Balance | None = None
        self._findings: list[Malformed] = []
        self._tally = Tally()

    def take(self, record: Record) -> Iterator[Event]:
        """Yield what a record completes."""
        if record.kind == "T00":
            yield from self._close()
            yield self._open(record)
            return
        header = self._header
        if header is None:
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        if record.kind == "T11":
            if not self._entry:
                raise RecordOutOfPlace(place=record.place, record="T11", format=NAME)
            self._entry[-1].append(record)
        elif record.kind == "T10":
            yield from self._take_entry(header, record)
        elif record.kind == "T40":
            yield from self._flush(header)
            self._take_balance(header, record)

    def _open(self, record: Record) -> StatementHeader:
        iban = record.cut(293, 310)
        currency = record.cut(97, 99) or "EUR"
        self._tally, self._closing, self._findings = Tally(), None, []
        opening = _signed(record, 72, 90)
        first = record.short_day(27)
        record.digits(10, 23)
        self._header = StatementHeader(
            format="tito",
            version=record.cut(7, 9),
            statement_id=f"{record.cut(24, 26)}/{record.cut(27, 38)}",
            sequence=record.cut(24, 26).lstrip("0"),
            iban=iban if iban_numbers.is_valid(iban) else "",
            other_account=record.cut(10, 23),
            other_scheme="",
            currency=currency,
            created_date=record.short_day(39),
            from_date=first,
            to_date=record.short_day(33),
            opening_minor=opening,
            opening_date=first,
        )
        return self._header

    def _take_entry(self, header: StatementHeader, record: Record) -> Iterator[Event]:
        if record.cut(188, 188) in ("", "0"):
            yield from self._flush(header)
            self._entry = [[record]]
            return
        if not self._entry:
            raise RecordOutOfPlace(place=record.place, record="T10", format=NAME)
        if len(self._entry) > PARTS_MAX:
            raise TooManyItems(place=record.place, limit=PARTS_MAX)
        self._entry.append([record])

    def _flush(self, header: StatementHeader) -> Iterator[TransactionRecord]:
        if not self._entry:
            return
        found = _transactions(self._entry, self._tally.entries + 1, header.currency)
        self._tally.add(found, credit=found[0].entry_amount_minor > 0)
        self._entry = []
        yield from found

    def _take_balance(self, header: StatementHeader, record: Record) -> None:
        """The closing balance of a day; that of the last is the statement's. The first that does not hold is told."""
        opening = Balance(header.opening_minor or 0, header.currency, header.opening_date)
        self._closing = Balance(_signed(record, 13, 31), header.currency, record.short_day(7))
        if not self._findings:
            self._findings = list(self._tally.balance_findings(opening, self._closing, header.currency))
            for finding in self._findings:
                finding.place = record.place

    def _close(self) -> Iterator[Event]:
        header = self._header
        if header is None:
            return
        if self._entry or self._closing is None:
            raise EndRecordMissing(wanted="T40")
        opening = Balance(header.opening_minor or 0, header.currency, header.opening_date)
        yield self._tally.end(currency=header.currency, opening=opening, closing=self._closing, findings=self._findings)

    def finish(self) -> Iterator[Event]:
        """refuses   EndRecordMissing"""
        if self._header is None:
            raise EndRecordMissing(wanted="T00")
        yield from self._close()


def _transactions(entry: list[list[Record]], number: int, currency: str) -> list[TransactionRecord]:
    """The entry as one line, or as its items: those of the first level that come to its sum."""
    head = entry[0][0]
    total = _signed(head, 88, 106)
    items = [one for one in entry[1:] if one[0].cut(188, 188) == "1"]
    sum_minor = sum(_signed(one[0], 88, 106) for one in items)
    whole = _transaction(entry[0], number, 0, total, currency)
    if not items:
        return [whole]
    if sum_minor != total:
        finding = ItemsDiffer(
            place=head.place, total=Money(total, currency), parts=len(items), sum=Money(sum_minor, currency)
        )
        return [whole._replace(doubts=(Doubt("batch", finding),))]
    return [_transaction(one, number, part, total, currency, head) for part, one in enumerate(items, 1)]


def _transaction(
    records: list[Record], number: int, part: int, total: int, currency: str, entry: Record | None = None
) -> TransactionRecord:
    head, entry = records[0], entry or records[0]
    account, bic, end_to_end, party = _sepa(records)
    reference, texts = head.cut(160, 179).lstrip("0"), _texts(records)
    description = head.cut(53, 87).translate(_LETTERS)
    return TransactionRecord(
        entry_number=number,
        part_number=part,
        status=Status.BOOKED,
        booking_date=entry.short_day(31),
        value_date=entry.short_day(37) if entry.cut(37, 42).strip("0") else None,
        amount_minor=_signed(head, 88, 106),
        currency=currency,
        entry_amount_minor=total,
        entry_currency=currency,
        texts=(*texts, TextRecord(TextKind.ENTRY_INFO, description)) if description else texts,
        references=(ReferenceRecord(ReferenceKind.CREDITOR, reference, scheme="viite"),) if reference else (),
        counterparty=PartyRecord(
            name=head.cut(109, 143).translate(_LETTERS) or party,
            iban=account if iban_numbers.is_valid(account) else "",
            other_account=(account if account and not iban_numbers.is_valid(account) else "")
            or _receiver(head, account),
            bic=bic,
        ),
        end_to_end_id=end_to_end,
        bank_reference=head.cut(13, 30),
        entry_bank_reference=entry.cut(13, 30),
        transaction_code=f"TITO/{head.cut(49, 49)}/{head.cut(50, 52)}",
        is_reversal=head.cut(49, 49) in ("3", "4"),
    )


def _receiver(head: Record, account: str) -> str:
    """The receiver's account number, where no IBAN is told."""
    number = head.cut(145, 158)
    return number if number.strip("0") and not account else ""


def _texts(records: list[Record]) -> tuple[TextRecord, ...]:
    """Free text and notes: columns of 35 letters, joined by blanks."""
    pieces = [
        one.text[start : start + 35].strip()
        for one in records[1:]
        if one.cut(7, 8) in ("00", "06")
        for start in range(8, len(one.text), 35)
    ]
    text = " ".join(filter(None, pieces)).translate(_LETTERS)
    return (TextRecord(TextKind.REMITTANCE, text),) if text else ()


def _sepa(records: list[Record]) -> tuple[str, str, str, str]:
    """The other account, its bank, the payer's own id, and a name, where SEPA details (11) tell them."""
    one = next((one for one in records[1:] if one.cut(7, 8) == "11"), None)
    if one is None:
        return "", "", "", ""
    return one.cut(44, 78).replace(" ", ""), one.cut(79, 113), one.cut(9, 43), one.cut(184, 253).translate(_LETTERS)
