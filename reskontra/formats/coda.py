"""Belgian account statements (CODA): one account's day, movement by movement, proved by balances and totals.

A statement is 0 (when it was made), 1 (account, old balance), movements (21, 22, 23) each with informations (31,
32, 33), 8 (new balance), free messages (4), then 9 (number of records, sums of debits and credits). Some files hold
several.

source   Febelfin, Coded statement of account (CODA), version 2; places count from 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import BinaryIO

from stdnum import iban as iban_numbers

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Doubt, Event, StatementHeader, TransactionRecord
from reskontra.formats.camt_values import NotACurrency
from reskontra.formats.coda_movement import Piece, Unit, optional_day, signed, transactions_of
from reskontra.formats.fixed_width import (
    EndRecordMissing,
    Layout,
    Record,
    RecordOutOfPlace,
    TooManyPayments,
)
from reskontra.formats.tally import Balance, StatementTwice, Tally

NAME, WIDTH = "CODA", 128
PIECES_MAX = 10_000  # details and informations of one movement; their numbers have four digits
# The last place of the last field that each record must have. Others than movements have one digit for their kind.
_WANTED = {"0": 11, "1": 64, "21": 121, "22": 10, "23": 10, "31": 40, "32": 10, "33": 10, "8": 63, "4": 10, "9": 52}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 2))
_COPY = "D"


class AccountDiffers(Malformed):
    code = "coda_account_differs"
    template = (
        "The new balance is of account {closing}, and the old one of {opening}. Ask the bank for a sound file, or "
        'import it with the override "account" and a reason.'
    )


class TurnoverDiffers(Malformed):
    code = "coda_turnover_differs"
    template = (
        "Record 9 says {said_out} out and {said_in} in, and the movements come to {out} and {in_}. Ask the bank for a "
        'complete file, or import it with the override "balance" and a reason.'
    )


def read_coda(stream: BinaryIO, *, in_thousandths: bool = False) -> Iterator[Event]:
    """Header, movements and end of each statement, in file order.

    stream    bytes from the file's start, buffered
    in_thousandths   amounts are in thousandths, as they are written, and nothing is too fine: this shows what a file
              says that no import takes, and has no doubts
    refuses   what Layout.records refuses; RecordOutOfPlace, NotACurrency, SignUnknown, NotDigits, NotADay,
              AmountTooFine, TooManyPayments, StatementTwice, EndRecordMissing
    doubts    balance, where movements do not come to the new balance, or to the sums of record 9; account, where the
              two balances are of different accounts; batch, where details do not come to their movement
    """
    reader = _Reader(in_thousandths)
    for record in LAYOUT.records(stream):
        yield from reader.take(record)
    reader.finish()


# After which records another may stand; "" is the file's start.
_INSIDE = ("1", "21", "22", "23", "31", "32", "33", "4")
_BEFORE = {
    "0": ("", "9"), "1": ("0",), "21": _INSIDE, "22": ("21",), "23": ("21", "22"), "31": _INSIDE[1:],
    "32": ("31",), "33": ("31", "32"), "8": _INSIDE, "4": (*_INSIDE, "8"), "9": ("8", "4"),
}  # fmt: skip


def _account(record: Record, structure: str, first: int) -> tuple[str, str]:
    """Account and currency in 37 places, by the structure: 0 and 2 are Belgian, 1 and 3 foreign; 2, 3 an IBAN.

    refuses   NotACurrency
    """
    if structure == "0":
        account, currency = record.cut(first, first + 11), record.cut(first + 13, first + 15)
    else:
        account, currency = record.cut(first, first + 33), record.cut(first + 34, first + 36)
    if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
        raise NotACurrency(place=record.place, text=currency)
    return account, currency


class _Reader:
    """What must be remembered between two records."""

    def __init__(self, in_thousandths: bool) -> None:
        self._in_thousandths = in_thousandths
        self._unit = Unit("", in_thousandths)
        self._last = ""
        self._made: date | None = None
        self._warnings: list[str] = []
        self._structure = ""
        self._header: StatementHeader | None = None
        self._old = Balance(0, "", None)
        self._new: Balance | None = None
        self._findings: list[Doubt] = []
        self._pieces: list[Piece] = []
        self._number = ""
        self._tally = Tally()
        self._records = 0
        self._seen: set[tuple[str, str]] = set()

    def take(self, record: Record) -> Iterator[Event]:
        """Yield what a record completes."""
        kind = record.kind
        closed = self._new is not None and kind != "0"
        if self._last not in _BEFORE[kind] or (closed and kind not in ("4", "9")) or (kind == "9" and not closed):
            raise RecordOutOfPlace(place=record.place, record=kind, format=NAME)
        self._last = kind
        self._records += kind not in ("0", "4", "9")
        if kind == "0":
            self._begin(record)
        elif kind == "1":
            yield self._open(record)
        elif kind == "21":
            yield from self._movement(record)
        elif kind in ("22", "23", "31", "32", "33"):
            self._add(record)
        elif kind == "8":
            yield from self._flush()
            self._close(record)
        elif kind == "4":
            self._warnings.append(" ".join(record.cut(33, 112).split()))
        else:
            yield from self._end(record)

    def _begin(self, record: Record) -> None:
        self._made = record.short_day(6, day_first=True)
        copied = record.cut(17, 17) == _COPY
        self._warnings = ["The bank calls the file a copy of one it sent before."] if copied else []
        self._records, self._new, self._findings, self._tally = 0, None, [], Tally()

    def _open(self, record: Record) -> StatementHeader:
        self._structure = record.cut(2, 2)
        account, currency = _account(record, self._structure, 6)
        sequence = record.cut(3, 5)
        is_iban = iban_numbers.is_valid(account, check_country=False)
        self._unit = Unit(currency, self._in_thousandths)
        self._old = Balance(signed(record, 43, self._unit), currency, optional_day(record, 59))
        self._header = StatementHeader(
            format="coda",
            version="2",
            statement_id=f"{self._made:%y%m%d}-{sequence}",
            sequence=sequence,
            iban=iban_numbers.compact(account) if is_iban else "",
            other_account="" if is_iban else account,
            other_scheme="",
            currency=currency,
            created_date=self._made,
            from_date=self._old.date + timedelta(days=1) if self._old.date else None,
            opening_minor=self._old.minor,
            opening_date=self._old.date,
            warnings=tuple(self._warnings),
        )
        self._warnings = []
        return self._header

    def _movement(self, record: Record) -> Iterator[TransactionRecord]:
        """A new movement, or a detail of the one under way."""
        number, detail = record.digits(3, 6), record.digits(7, 10)
        if not detail:
            yield from self._flush()
            self._number = record.cut(3, 6)
        elif not self._pieces or record.cut(3, 6) != self._number:
            raise RecordOutOfPlace(place=record.place, record=f"21 ({number:04d}/{detail:04d})", format=NAME)
        self._require_room(record)
        self._pieces.append(Piece(record))

    def _add(self, record: Record) -> None:
        if not self._pieces or record.cut(3, 6) != self._number:
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        piece = self._pieces[-1]
        if record.kind in ("22", "23"):
            piece.more.append(record)
        elif record.kind == "31":
            self._require_room(record)
            piece.informations.append([record])
        else:
            piece.informations[-1].append(record)

    def _require_room(self, record: Record) -> None:
        held = len(self._pieces) + len(self._pieces[-1].informations) if self._pieces else 0
        if held >= PIECES_MAX:
            raise TooManyPayments(place=record.place, record="21", limit=PIECES_MAX)

    def _flush(self) -> Iterator[TransactionRecord]:
        header = self._header
        if not self._pieces:
            return
        assert header is not None
        found = transactions_of(self._pieces, self._tally.entries + 1, self._unit)
        self._tally.add(found, credit=self._pieces[0].head.cut(32, 32) == "0")
        self._pieces = []
        yield from found

    def _close(self, record: Record) -> None:
        header = self._header
        assert header is not None
        account, currency = _account(record, self._structure, 5)
        amount_minor = signed(record, 42, self._unit._replace(currency=currency))
        self._new = Balance(amount_minor, currency, optional_day(record, 58))
        sequence = record.cut(2, 4)
        if sequence != header.sequence:
            self._warnings.append(
                f"{record.place}: The new balance has the number {sequence}, and the old one {header.sequence}."
            )
        opened = header.iban or header.other_account
        if account.replace(" ", "") != opened:
            finding = AccountDiffers(place=record.place, closing=account, opening=opened)
            self._findings += self._unit.doubts("account", finding)
        found = list(self._tally.balance_findings(self._old, self._new, header.currency))
        for one in found:
            one.place = record.place
        self._findings += self._unit.doubts("balance", *found)

    def _end(self, record: Record) -> Iterator[Event]:
        header = self._header
        assert header is not None
        key = (header.iban or header.other_account, header.statement_id)
        if self._tally.entries and key in self._seen:
            raise StatementTwice(place=record.place, number=header.statement_id, account=key[0])
        self._seen.add(key)
        self._turnover(record, header.currency)
        counted = record.digits(17, 22)
        if counted != self._records:
            self._warnings.append(f"{record.place}: Record 9 counts {counted} records, and there are {self._records}.")
        end = self._tally.end(currency=header.currency, opening=self._old, closing=self._new, warnings=self._warnings)
        yield replace(end, doubts=tuple(self._findings))

    def _turnover(self, record: Record, currency: str) -> None:
        """The sums of record 9, which are in thousandths too."""
        credits_minor, debits_minor = self._tally.turnover(currency)
        said = [self._unit.amount(record, first) for first in (23, 38)]
        if said != [debits_minor, credits_minor]:
            finding = TurnoverDiffers(
                place=record.place, said_out=Money(said[0], currency), said_in=Money(said[1], currency),
                out=Money(debits_minor, currency), in_=Money(credits_minor, currency),
            )  # fmt: skip
            self._findings += self._unit.doubts("balance", finding)

    def finish(self) -> None:
        """refuses   EndRecordMissing"""
        if self._last != "9":
            raise EndRecordMissing(wanted="9" if self._new else "8")
