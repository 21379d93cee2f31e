"""Finnish reference payments (KTL, viitesiirrot): payments by reference, batch by batch.

A batch is 0 (when it was made), payments (3), then 9 (counts and sums); a file may hold several. What is booked on an
account on one day is one entry on the bank statement, so it is one entry here, and its payments are the entry's
parts; corrections are an entry of their own. Letters are those of the Finnish 7-bit alphabet where the bank has no
others: [, \\ and ] are Ä, Ö and Å.

source   Finance Finland, Reference payments (Viitesiirrot), record descriptions; places count from 1
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
    TransactionRecord,
)
from reskontra.formats.fixed_width import (
    PAYMENTS_MAX,
    EndRecordMissing,
    Layout,
    Record,
    RecordOutOfPlace,
    TooManyPayments,
    TotalsDiffer,
)
from reskontra.formats.tally import Tally

NAME, WIDTH, CURRENCY = "KTL", 90, "EUR"
# The last place of the last field that each record must have.
_WANTED = {"0": 22, "3": 88, "9": 35}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 1))
_LETTERS = str.maketrans("[\\]{|}", "ÄÖÅäöå")


class CurrencyNotInKtl(Malformed):
    code = "ktl_currency"
    template = 'The currency has the code "{text}", and only 1 (EUR) is known. Fetch the file from the bank again.'


class CorrectionUnknown(Malformed):
    code = "ktl_correction"
    template = 'The payment has the correction code "{text}", and 0 or 1 is wanted. Fetch the file from the bank again.'


def read_ktl(stream: BinaryIO) -> Iterator[Event]:
    """Header, payments and end of each account of each batch, in the order of their numbers.

    stream    bytes from the file's start, buffered
    refuses   what Layout.records refuses; RecordOutOfPlace, CurrencyNotInKtl, CorrectionUnknown, NotDigits, NotADay,
              TotalsDiffer, EndRecordMissing, TooManyPayments
    """
    batch: _Batch | None = None
    batches = 0
    for record in LAYOUT.records(stream):
        kind = record.kind
        if (batch is None) is not (kind == "0"):
            raise RecordOutOfPlace(place=record.place, record=kind, format=NAME)
        if batch is None:
            batch = _begin(record)
        elif kind == "3":
            _take(batch, record)
        else:
            _check(batch, record)
            yield from _events(batch)
            batch = None
            batches += 1
    if batch is not None or not batches:
        raise EndRecordMissing(wanted="9")


@dataclass(slots=True)
class _Batch:
    """A batch under way: its stamp (time and service), the day it was made, and its payments."""

    stamp: str
    day: date
    payments: list[Record] = field(default_factory=list)


def _begin(record: Record) -> _Batch:
    _require_euro(record, record.text[22])
    record.digits(8, 11)
    return _Batch(record.cut(2, 22), record.short_day(2))


def _require_euro(record: Record, code: str) -> None:
    if code not in "1 ":
        raise CurrencyNotInKtl(place=record.place, text=code)


def _take(batch: _Batch, record: Record) -> None:
    if len(batch.payments) >= PAYMENTS_MAX:
        raise TooManyPayments(place=record.place, record="0", limit=PAYMENTS_MAX)
    _require_euro(record, record.text[75])
    if record.text[87] not in "01":
        raise CorrectionUnknown(place=record.place, text=record.text[87])
    record.short_day(16)
    record.digits(78, 87)
    record.digits(2, 15)
    batch.payments.append(record)


def _check(batch: _Batch, record: Record) -> None:
    """Payments and corrections are as many, and as much, as the end record says."""
    for code, first in (("0", 2), ("1", 19)):
        amounts = [one.digits(78, 87) for one in batch.payments if one.text[87] == code]
        said = (record.digits(first, first + 5), record.digits(first + 6, first + 16))
        if said != (len(amounts), sum(amounts)):
            raise TotalsDiffer(
                place=record.place, record="9", said=said[0], said_sum=Money(said[1], CURRENCY), found=len(amounts),
                found_sum=Money(sum(amounts), CURRENCY),
            )  # fmt: skip


def _account(payment: Record) -> str:
    return payment.cut(2, 15)


def _entry(payment: Record) -> tuple[str, str]:
    """What is booked as one sum: the payments of a day, and the corrections of a day."""
    return payment.cut(16, 21), payment.text[87]


def _amount(payment: Record) -> int:
    return -payment.digits(78, 87) if payment.text[87] == "1" else payment.digits(78, 87)


def _events(batch: _Batch) -> Iterator[Event]:
    for account, payments in groupby(sorted(batch.payments, key=_account), _account):
        entries = sorted(payments, key=_entry)
        yield StatementHeader(
            format="ktl",
            version="",
            statement_id=batch.stamp,
            sequence="",
            iban="",
            other_account=account,
            other_scheme="",
            currency=CURRENCY,
            created_date=batch.day,
            from_date=entries[0].short_day(16),
            to_date=entries[-1].short_day(16),
        )
        tally = Tally()
        for number, (_, group) in enumerate(groupby(entries, _entry), 1):
            parts = list(group)
            total = sum(map(_amount, parts))
            for part, payment in enumerate(parts, 1):
                found = _transaction(payment, number, part if len(parts) > 1 else 0, total)
                yield found
                tally.add_part(found)
        yield tally.end(currency=CURRENCY)


def _transaction(payment: Record, number: int, part: int, total: int) -> TransactionRecord:
    day, minor, archive = payment.short_day(16), _amount(payment), payment.cut(28, 43)
    reference = payment.cut(44, 63).lstrip("0")
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
        references=(ReferenceRecord(ReferenceKind.CREDITOR, reference, scheme="viite"),) if reference else (),
        counterparty=PartyRecord(name=payment.cut(64, 75).translate(_LETTERS)),
        bank_reference=archive if part else "",
        entry_reference="" if part else archive,  # a sum of one payment has another archive id on the statement
        transaction_code=f"KTL/3/{payment.cut(89, 89) or '-'}",
        is_reversal=minor < 0,
    )
