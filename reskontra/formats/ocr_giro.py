"""Norwegian OCR giro and AvtaleGiro requests (Nets, Mastercard): payments by KID, assignment by assignment.

A file is NY000010, then assignments from record 20 (agreement and account) to 88 (counts and sum), then NY000089. A
payment is an amount item 1 (30), 2 (31) and sometimes free text (32, 49).

OCR giro (service 09) is money: what is settled on one day in one part is one entry on the bank statement, so it is one
entry here, and its payments are the entry's parts. AvtaleGiro requests (service 21) are the payee's own orders: they
are read as what is expected, on the day it is due, and never as money.

source   Nets, OCR giro and AvtaleGiro system specifications; places count from 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import (
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
from reskontra.formats.fixed_width import (
    PAYMENTS_MAX,
    EndRecordMissing,
    Layout,
    Record,
    RecordOutOfPlace,
    RecordsLost,
    TooManyPayments,
    TotalsDiffer,
)
from reskontra.formats.tally import Tally

NAME, WIDTH, CURRENCY = "OCR giro", 80, "NOK"
OCR, AVTALEGIRO = "09", "21"
_FORMATS = {OCR: "ocr-giro", AVTALEGIRO: "avtalegiro"}
# The last place of the last field that each record must have.
_WANTED = {"10": 31, "20": 35, "30": 74, "31": 15, "32": 15, "49": 20, "88": 41, "89": 41}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(6, 8), start="NY")


class NotAPaymentAssignment(Malformed):
    code = "ocr_giro_assignment"
    template = (
        "The assignment is of service {service}, type {type}, which moves no money. Import the files of OCR giro alone."
    )


class SignUnreadable(Malformed):
    code = "ocr_giro_sign"
    template = 'The sign of the amount is "{text}", and 0 or - is wanted. Fetch the file from the bank again, unedited.'


def read_ocr_giro(stream: BinaryIO) -> Iterator[Event]:
    """Header, payments and end of each assignment, in file order.

    stream    bytes from the file's start, buffered
    refuses   what Layout.records refuses; RecordOutOfPlace, NotAPaymentAssignment, NotDigits, NotADay, SignUnreadable,
              TotalsDiffer, RecordsLost, EndRecordMissing, TooManyPayments
    """
    reader = _Reader()
    for record in LAYOUT.records(stream):
        yield from reader.take(record)
    reader.finish()


@dataclass(slots=True)
class _Assignment:
    """An assignment under way: what it is for, and the records of each payment, its item 1 first."""

    service: str
    agreement: str
    number: str
    account: str
    records: int = 1
    payments: list[list[Record]] = field(default_factory=list)

    @property
    def sum_minor(self) -> int:
        return sum(_amount(one[0], self.service) for one in self.payments)


class _Reader:
    """What must be remembered between two records."""

    def __init__(self) -> None:
        self._file = ""
        self._ended = False
        self._assignment: _Assignment | None = None
        self._records = self._payments = self._sum = 0

    def take(self, record: Record) -> Iterator[Event]:
        """Yield the assignment that a record completes."""
        self._records += 1
        if self._ended or bool(self._file) is (record.kind == "10"):
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        if record.kind == "10":
            self._file = f"{record.cut(9, 16)}-{record.digits(17, 23)}"
            return
        assignment = self._assignment
        if (assignment is None) is not (record.kind in ("20", "89")):
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        if record.kind == "20":
            self._open(record)
        elif assignment is None:
            self._end(record)
        else:
            assignment.records += 1
            if record.kind == "88":
                self._assignment = None
                yield from self._close(assignment, record)
            else:
                _take_payment(assignment, record)

    def _open(self, record: Record) -> None:
        service, kind = record.cut(3, 4), record.cut(5, 6)
        if service not in _FORMATS or kind != "00":
            raise NotAPaymentAssignment(place=record.place, service=service, type=kind)
        account = f"{record.digits(25, 35):011d}"
        self._assignment = _Assignment(service, record.cut(9, 17), str(record.digits(18, 24)), account)

    def _close(self, assignment: _Assignment, record: Record) -> Iterator[Event]:
        found = (len(assignment.payments), assignment.sum_minor)
        _check(record, found, assignment.records)
        self._payments += found[0]
        self._sum += found[1]
        header = StatementHeader(
            format=_FORMATS[assignment.service],
            version="",
            statement_id=self._file,
            sequence=assignment.number,
            iban="",
            other_account=assignment.account,
            other_scheme="",
            currency=CURRENCY,
            to_date=max((_day(one[0]) for one in assignment.payments), default=None),
        )
        yield header
        tally = Tally()
        for one in _transactions(assignment):
            yield one
            tally.add_part(one)
        yield tally.end(currency=CURRENCY)

    def _end(self, record: Record) -> None:
        _check(record, (self._payments, self._sum), self._records)
        self._ended = True

    def finish(self) -> None:
        """refuses   EndRecordMissing"""
        if not self._ended:
            raise EndRecordMissing(wanted="88" if self._assignment else "89")


def _check(record: Record, found: tuple[int, int], records: int) -> None:
    """What an end record counts and sums is there."""
    said = (record.digits(9, 16), record.digits(25, 41))
    if said != (found[0], abs(found[1])):
        raise TotalsDiffer(
            place=record.place, record=record.kind, said=said[0], said_sum=Money(said[1], CURRENCY), found=found[0],
            found_sum=Money(found[1], CURRENCY),
        )  # fmt: skip
    if record.digits(17, 24) != records:
        raise RecordsLost(place=record.place, record=record.kind, kind="NY", said=record.digits(17, 24), found=records)


def _take_payment(assignment: _Assignment, record: Record) -> None:
    number, payments = record.digits(9, 15), assignment.payments
    of_service = record.cut(3, 4) == assignment.service
    if not of_service or record.kind in ("10", "20", "89"):
        raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
    if record.kind == "30":
        if len(payments) >= PAYMENTS_MAX:
            raise TooManyPayments(place=record.place, record="20", limit=PAYMENTS_MAX)
        if assignment.service == AVTALEGIRO and record.cut(5, 6) not in ("02", "21"):
            raise NotAPaymentAssignment(place=record.place, service=AVTALEGIRO, type=record.cut(5, 6))
        _day(record)
        payments.append([record])
    elif not payments or payments[-1][0].digits(9, 15) != number:
        raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
    else:
        payments[-1].append(record)


def _day(item: Record) -> date:
    return item.short_day(16, day_first=True)


def _amount(item: Record, service: str) -> int:
    """refuses   NotDigits, SignUnreadable"""
    sign = item.text[31] if service == OCR else "0"
    if sign not in "0 -":
        raise SignUnreadable(place=item.place, text=sign)
    return -item.digits(33, 49) if sign == "-" else item.digits(33, 49)


def _settlement(records: list[Record]) -> str:
    """The day, centre, day code and part that a payment was settled in: one sum on the account."""
    return records[0].cut(16, 26)


def _transactions(assignment: _Assignment) -> Iterator[TransactionRecord]:
    if assignment.service == AVTALEGIRO:
        for number, records in enumerate(assignment.payments, 1):
            yield _transaction(assignment, records, number, 0, _amount(records[0], AVTALEGIRO))
        return
    for number, (_, settled) in enumerate(groupby(sorted(assignment.payments, key=_settlement), _settlement), 1):
        parts = list(settled)
        total = sum(_amount(one[0], OCR) for one in parts)
        for part, records in enumerate(parts, 1):
            yield _transaction(assignment, records, number, part if len(parts) > 1 else 0, total)


def _transaction(
    assignment: _Assignment, records: list[Record], number: int, part: int, total: int
) -> TransactionRecord:
    item, service = records[0], assignment.service
    minor, day = _amount(item, service), _day(item)
    serial = item.cut(16, 31) if service == OCR else ""  # a sum of one payment has another reference on the statement
    return TransactionRecord(
        entry_number=number,
        part_number=part,
        status=Status.BOOKED,
        booking_date=day,
        value_date=day,
        amount_minor=minor,
        currency=CURRENCY,
        entry_amount_minor=total,
        entry_currency=CURRENCY,
        texts=_texts(records),
        references=(ReferenceRecord(ReferenceKind.CREDITOR, kid, scheme="KID"),) if (kid := item.cut(50, 74)) else (),
        counterparty=_payer(records, service),
        paid_to=assignment.agreement.lstrip("0"),
        bank_reference=serial if part else "",
        entry_reference="" if part else serial,
        batch_reference=_settlement(records) if part else "",
        transaction_code=f"NY{service}/{item.cut(5, 6)}",
        is_reversal=minor < 0,
    )


def _texts(records: list[Record]) -> tuple[TextRecord, ...]:
    """Free text: 40 letters of a payment, or the lines of a notice, two columns each, blanks set in one."""
    pieces = [one.text[15:55] if one.kind == "32" else one.text[20:60] for one in records if one.kind in ("32", "49")]
    text = " ".join(" ".join(pieces).split())
    return (TextRecord(TextKind.REMITTANCE, text),) if text else ()


def _payer(records: list[Record], service: str) -> PartyRecord:
    item = next((one for one in records if one.kind == "31"), None)
    if item is None:
        return PartyRecord()
    if service == AVTALEGIRO:
        return PartyRecord(name=item.cut(16, 25))
    account = item.cut(48, 58)
    return PartyRecord(
        other_account=account if account.strip("0") else "", other_scheme="BBAN" if account.strip("0") else ""
    )
