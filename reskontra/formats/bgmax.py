"""Bankgirot BgMax: payments to bankgiro numbers, deposit by deposit, each with all that its payer said.

A file is 01 (when it was made), then sections from 05 (the bankgiro number) to 15 (the deposit on the account), then 70
(how many records there were). In a section stand payments (20) and deductions (21), each followed by further references
(22, 23), messages (25), and its payer's name, address and organisation number (26 to 29).

A deposit is one entry on the bank statement, so it is one entry here, and its payments are the entry's parts. What the
file says of itself is checked: payments less deductions make the deposit, and all records are there.

source   Bankgirot, Bankgiro Inbetalningar, technical manual, record layout BgMax 01
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Event, StatementHeader
from reskontra.formats.bgmax_payment import BANKGIRO, DEDUCTION, PLUSGIRO, WIDTH, Section, records_of
from reskontra.formats.fixed_width import (
    PAYMENTS_MAX,
    EndRecordMissing,
    Layout,
    Record,
    RecordOutOfPlace,
    RecordsLost,
    TooManyPayments,
)
from reskontra.formats.tally import Tally

NAME = "BgMax"
CURRENCIES = ("SEK", "EUR")  # both of hundredths, as the file's amounts are
# The last place of the last field that each record must have.
_WANTED = {
    "01": 45, "05": 12, "15": 79, "20": 69, "21": 69, "22": 69, "23": 69, "25": 2, "26": 2, "27": 2, "28": 2, "29": 2,
    "70": 34,
}  # fmt: skip
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 2))
_FRAME, _OWN = frozenset({"01", "05", "15", "70"}), ("20", DEDUCTION)  # the others belong to a payment
_COUNTED = (("20", 3, 10), ("21", 11, 18), ("22", 19, 26), ("15", 27, 34))  # 22 counts 23 too


class TestFile(Malformed):
    code = "bgmax_test_file"
    template = 'The file is marked "{mark}" as a test, and its payments are made up. Import the real one.'


class CurrencyNotInBgmax(Malformed):
    code = "bgmax_currency"
    template = 'The currency is "{text}", and BgMax has {known} alone. Fetch the file from the bank again, unedited.'


class DepositDiffers(Malformed):
    code = "bgmax_deposit_differs"
    template = (
        "The deposit is {deposit} for {said:payment|payments}, and the section has {found} that come to {sum}. "
        "Fetch the file from the bank again."
    )


def read_bgmax(stream: BinaryIO) -> Iterator[Event]:
    """Header, payments and end of each deposit, in file order.

    stream    bytes from the file's start, buffered
    refuses   what Layout.records refuses; RecordOutOfPlace, TestFile, CurrencyNotInBgmax, NotDigits, NotADay,
              DepositDiffers, RecordsLost, EndRecordMissing, TooManyPayments
    """
    reader = _Reader()
    for record in LAYOUT.records(stream):
        if record.kind in _FRAME:
            yield from reader.take(record)
        else:
            reader.take_payment(record)
    reader.finish()


class _Reader:
    """What must be remembered between two records."""

    def __init__(self) -> None:
        self._stamp = ""
        self._ended = False
        self._section: Section | None = None
        self._counts: Counter[str] = Counter()

    def take(self, record: Record) -> Iterator[Event]:
        """Yield the deposit that a record of the frame completes."""
        self._counts[record.kind] += 1
        if self._ended or (self._stamp == "") is not (record.kind == "01"):
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        if record.kind == "01":
            self._begin(record)
        elif record.kind == "05":
            self._open(record)
        elif record.kind == "70":
            self._end(record)
        elif self._section is None:
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        else:
            section, self._section = self._section, None
            yield from self._deposit(section, record)

    def take_payment(self, record: Record) -> None:
        """A payment or deduction, or what belongs to the one before."""
        kind, section = record.kind, self._section
        self._counts["22" if kind == "23" else kind] += 1
        if section is None:
            raise RecordOutOfPlace(place=record.place, record=kind, format=NAME)
        if kind in _OWN:
            if len(section.starts) >= PAYMENTS_MAX:
                raise TooManyPayments(place=record.place, record="05", limit=PAYMENTS_MAX)
            section.begin_payment()
        elif not section.starts:
            raise RecordOutOfPlace(place=record.place, record=kind, format=NAME)
        section.add(record)

    def _begin(self, record: Record) -> None:
        mark = record.cut(45, 45)
        if mark != "P":
            raise TestFile(place=record.place, mark=mark)
        record.day(25, 32)
        self._stamp = str(record.digits(25, 44))

    def _open(self, record: Record) -> None:
        if self._section is not None:
            raise RecordOutOfPlace(place=record.place, record="05", format=NAME)
        currency = record.cut(23, 25) or "SEK"
        if currency not in CURRENCIES:
            raise CurrencyNotInBgmax(place=record.place, text=currency, known=CURRENCIES)
        self._section = Section(
            bankgiro=str(record.digits(3, 12)),
            plusgiro=record.cut(13, 22).lstrip("0"),
            currency=currency,
        )

    def _deposit(self, section: Section, record: Record) -> Iterator[Event]:
        day = record.day(38, 45)
        amount = record.digits(51, 68)
        said = record.digits(72, 79)
        currency = record.cut(69, 71) or section.currency
        found = section.sum_minor()
        if found != amount or said != len(section.starts) or currency != section.currency:
            raise DepositDiffers(
                place=record.place, deposit=Money(amount, currency), said=said, found=len(section.starts),
                sum=Money(found, section.currency),
            )  # fmt: skip
        header = StatementHeader(
            format="bgmax",
            version="01",
            statement_id=self._stamp,
            sequence=str(record.digits(46, 50)),
            iban="",
            other_account=section.bankgiro if section.bankgiro != "0" else section.plusgiro,
            other_scheme=BANKGIRO if section.bankgiro != "0" else PLUSGIRO,
            currency=currency,
            to_date=day,
        )
        yield header
        tally = Tally()
        for one in records_of(section, day=day, deposit_minor=amount, account=record.cut(3, 37).lstrip("0")):
            yield one
            tally.add_part(one)
        yield tally.end(currency=currency)

    def _end(self, record: Record) -> None:
        if self._section is not None:
            raise RecordOutOfPlace(place=record.place, record="70", format=NAME)
        self._ended = True
        for kind, first, last in _COUNTED:
            said = record.digits(first, last)
            if said != self._counts[kind]:
                raise RecordsLost(place=record.place, record="70", kind=kind, said=said, found=self._counts[kind])

    def finish(self) -> None:
        """refuses   EndRecordMissing"""
        if not self._ended:
            raise EndRecordMissing(wanted="70")
