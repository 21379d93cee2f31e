"""Spanish account statements (AEB norma 43): account by account, with its balances, counts and sums.

An account is 11 (account, days, opening balance), then movements (22) with up to five texts (23) and what they were in
another currency (24), then 33 (counts, sums, closing balance). 88 ends the file. Amounts are in hundredths.

source   AEB, Serie normas y procedimientos bancarios, cuaderno 43; places count from 1
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import (
    Event,
    ReferenceKind,
    ReferenceRecord,
    StatementHeader,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)
from reskontra.formats.fixed_width import EndRecordMissing, Layout, Record, RecordOutOfPlace
from reskontra.formats.tally import Balance, Tally

NAME, WIDTH = "Norma 43", 80
# The last place of the last field that each record must have.
_WANTED = {"11": 50, "22": 42, "23": 5, "24": 21, "33": 76, "88": 2}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 2))
_CURRENCIES = {"978": "EUR", "840": "USD", "826": "GBP", "756": "CHF", "752": "SEK", "578": "NOK", "208": "DKK",
               "985": "PLN", "203": "CZK", "036": "AUD", "124": "CAD"}  # fmt: skip
_DEBIT, _CREDIT = "1", "2"


class CurrencyUnknown(Malformed):
    code = "n43_currency"
    template = (
        'The currency has the number "{text}", and known are {known}. Ask the bank for the account in another format.'
    )


class DirectionUnknown(Malformed):
    code = "n43_direction"
    template = 'Debit or credit is "{text}", and 1 or 2 is wanted. Fetch the file from the bank again, unedited.'


class AccountDiffers(Malformed):
    code = "n43_account_differs"
    template = (
        "The closing record is of account {closing}, and the opening one of {opening}. Fetch the file from the bank "
        "again."
    )


class ClosingCurrencyUnknown(Malformed):
    code = "n43_closing_currency"
    template = (
        'The closing balance has the currency "{text}", and the account is in {currency}. Ask the bank for a sound '
        'file, or import it with the override "balance" and a reason.'
    )


class TurnoverDiffers(Malformed):
    code = "n43_turnover_differs"
    template = (
        "The file counts {said_debits} out of {said_out} and {said_credits} in of {said_in}, and holds {debits} of "
        "{out} and {credits} of {in_}. Ask the bank for a complete file, or import it with the override "
        '"balance" and a reason.'
    )


def read_n43(stream: BinaryIO) -> Iterator[Event]:
    """Header, movements and end of each account, in file order.

    stream    bytes from the file's start, buffered
    refuses   what Layout.records refuses; RecordOutOfPlace, CurrencyUnknown, DirectionUnknown, AccountDiffers,
              NotDigits, NotADay, EndRecordMissing
    doubts    balance, where movements do not come to the closing balance, or to the file's own counts and sums
    """
    reader = _Reader()
    for record in LAYOUT.records(stream):
        yield from reader.take(record)
    reader.finish()


def _account(record: Record) -> str:
    record.digits(3, 20)
    return record.cut(3, 20)


def _currency(record: Record, first: int) -> str:
    text = record.cut(first, first + 2)
    if text not in _CURRENCIES:
        raise CurrencyUnknown(place=record.place, text=text, known=tuple(_CURRENCIES.values()))
    return _CURRENCIES[text]


def _signed(record: Record, sign: int, first: int) -> int:
    """An amount of fourteen digits whose direction stands apart.

    refuses   NotDigits, DirectionUnknown
    """
    direction = record.cut(sign, sign)
    if direction not in (_DEBIT, _CREDIT):
        raise DirectionUnknown(place=record.place, text=direction)
    amount = record.digits(first, first + 13)
    return -amount if direction == _DEBIT else amount


def _closing(record: Record) -> int:
    """The closing balance; some banks leave its direction 0 when it is a credit, and the sum of it proves that."""
    return record.digits(60, 73) if record.cut(59, 59) == "0" else _signed(record, 59, 60)


class _Reader:
    """What must be remembered between two records."""

    def __init__(self) -> None:
        self._ended = False
        self._statements = 0
        self._header: StatementHeader | None = None
        self._movement: list[Record] = []
        self._tally = Tally()

    def take(self, record: Record) -> Iterator[Event]:
        """Yield what a record completes."""
        header = self._header
        if self._ended or (header is None) is not (record.kind in ("11", "88")):
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        if record.kind == "88":
            self._ended = True
        elif header is None:
            yield self._open(record)
        elif record.kind == "22":
            yield from self._flush(header)
            self._movement = [record]
        elif record.kind == "33":
            yield from self._flush(header)
            yield from self._close(header, record)
        elif not self._movement:
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        else:
            self._movement.append(record)

    def _open(self, record: Record) -> StatementHeader:
        self._statements += 1
        self._tally = Tally()
        first, last = record.short_day(21), record.short_day(27)
        self._header = StatementHeader(
            format="n43",
            version="",
            statement_id=f"{record.cut(21, 26)}-{record.cut(27, 32)}",
            sequence="",
            iban="",
            other_account=_account(record),
            other_scheme="",
            currency=_currency(record, 48),
            from_date=first,
            to_date=last,
            opening_minor=_signed(record, 33, 34),
            opening_date=first,
        )
        return self._header

    def _flush(self, header: StatementHeader) -> Iterator[TransactionRecord]:
        if self._movement:
            found = _transaction(self._movement, self._tally.entries + 1, header.currency)
            self._tally.add((found,), credit=self._movement[0].cut(28, 28) == _CREDIT)
            self._movement = []
            yield found

    def _close(self, header: StatementHeader, record: Record) -> Iterator[Event]:
        if _account(record) != header.other_account:
            raise AccountDiffers(place=record.place, closing=_account(record), opening=header.other_account)
        assert header.opening_minor is not None
        opening = Balance(header.opening_minor, header.currency, header.from_date)
        code = record.cut(74, 76)
        closing = Balance(_closing(record), _CURRENCIES.get(code, header.currency), header.to_date)
        findings = [*self._tally.balance_findings(opening, closing, header.currency), *self._turnover(header, record)]
        if code not in _CURRENCIES:
            findings.append(ClosingCurrencyUnknown(text=code, currency=header.currency))
        for finding in findings:
            finding.place = record.place
        yield self._tally.end(currency=header.currency, opening=opening, closing=closing, findings=findings)
        self._header = None

    def _turnover(self, header: StatementHeader, record: Record) -> Iterator[Malformed]:
        """What the file counts and sums, where its movements are others."""
        credits_minor, debits_minor = self._tally.turnover(header.currency)
        said = (record.digits(21, 25), record.digits(26, 39), record.digits(40, 44), record.digits(45, 58))
        if said != (self._tally.booked_out, debits_minor, self._tally.booked_in, credits_minor):
            yield TurnoverDiffers(
                said_debits=said[0],
                said_out=Money(said[1], header.currency),
                said_credits=said[2],
                said_in=Money(said[3], header.currency),
                debits=self._tally.booked_out,
                out=Money(debits_minor, header.currency),
                credits=self._tally.booked_in,
                in_=Money(credits_minor, header.currency),
            )

    def finish(self) -> None:
        """refuses   EndRecordMissing; banks that write one account leave 88 out"""
        if self._header is not None or not self._statements:
            raise EndRecordMissing(wanted="33")


def _transaction(records: list[Record], number: int, currency: str) -> TransactionRecord:
    head = records[0]
    minor = _signed(head, 28, 29)
    text = " ".join(" ".join(one.text[4:80] for one in records if one.kind == "23").split())
    raws = [raw for raw in (head.cut(53, 64), head.cut(65, 80)) if raw.strip("0")]
    foreign = next((one for one in records if one.kind == "24"), None)
    document = head.cut(43, 52)
    abroad = _currency(foreign, 5) if foreign else currency
    return TransactionRecord(
        entry_number=number,
        part_number=0,
        status=Status.BOOKED,
        booking_date=head.short_day(11),
        value_date=head.short_day(17),
        amount_minor=minor,
        currency=currency,
        entry_amount_minor=minor,
        entry_currency=currency,
        texts=(TextRecord(TextKind.REMITTANCE, text),) if text else (),
        references=tuple(ReferenceRecord(ReferenceKind.CREDITOR, raw) for raw in dict.fromkeys(raws)),
        entry_reference=document if document.strip("0") else "",
        transaction_code=f"N43/{head.cut(23, 24)}/{head.cut(25, 27)}",
        instructed_minor=foreign.digits(8, 21) if foreign and abroad != currency else None,
        instructed_currency=abroad if abroad != currency else "",
    )
