"""Bankgirot Leverantörsbetalningar (LB), the return file: what was paid to vendors, section by section.

A section is 11 (our bankgiro, day), who the payees are (26 name, 27 address), payments (14) and deductions for credit
memos (15, 16, 17), each with messages (25), then 29 (their number and sum). What is paid in a section is one sum on the
account, so it is one entry here, and its payments are the entry's parts. Order files, and lists of what is yet to be
paid, are refused.

source   Bankgirot, Leverantörsbetalningar, technical manual; places count from 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
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
from reskontra.formats.bgmax_payment import BANKGIRO
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

NAME, WIDTH = "LB", 80
CURRENCIES = ("SEK", "EUR")
_WANTED = {"11": 46, "14": 49, "15": 49, "16": 49, "17": 49, "25": 3, "26": 13, "27": 13, "29": 32}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 2))
_PAYMENT, _DEDUCTIONS = "14", ("15", "16", "17")
_PAID = "1"  # kind of account that the file gives


class NotPaid(Malformed):
    code = "lb_not_paid"
    template = (
        'The LB file has the code "{text}", and only 1 says that its payments were made. Import the return file of '
        "payments made."
    )


class CurrencyNotInLb(Malformed):
    code = "lb_currency"
    template = 'The currency is "{text}", and LB has {known} alone. Fetch the file from the bank again, unedited.'


@dataclass(slots=True)
class _Section:
    """A section under way: its first record, the payees by number, and the records of each payment."""

    head: Record
    day: date
    currency: str
    payees: dict[str, dict[str, Record]] = field(default_factory=dict)
    payments: list[list[Record]] = field(default_factory=list)

    @property
    def sum_minor(self) -> int:
        return sum(_paid_minor(one[0]) for one in self.payments)


def read_lb(stream: BinaryIO) -> Iterator[Event]:
    """Header, payments and end of each section, in file order. Money out is negative.

    stream    bytes from the file's start, buffered
    refuses   what Layout.records refuses; RecordOutOfPlace, NotPaid, CurrencyNotInLb, NotDigits, NotADay, TotalsDiffer,
              TooManyPayments, EndRecordMissing
    """
    section: _Section | None = None
    sections = 0
    for record in LAYOUT.records(stream):
        if (section is None) is not (record.kind == "11"):
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        if section is None:
            section = _begin(record)
        elif record.kind == "29":
            _check(section, record)
            yield from _events(section)
            section = None
            sections += 1
        else:
            _take(section, record)
    if section is not None or not sections:
        raise EndRecordMissing(wanted="29")


def _begin(record: Record) -> _Section:
    code = record.cut(47, 47)
    if code != _PAID:
        raise NotPaid(place=record.place, text=code)
    currency = record.cut(60, 62) or "SEK"
    if currency not in CURRENCIES:
        raise CurrencyNotInLb(place=record.place, text=currency, known=CURRENCIES)
    record.digits(3, 12)
    return _Section(record, record.short_day(41) if record.cut(41, 46) else record.short_day(13), currency)


def _take(section: _Section, record: Record) -> None:
    if record.kind in (_PAYMENT, *_DEDUCTIONS):
        if len(section.payments) >= PAYMENTS_MAX:
            raise TooManyPayments(place=record.place, record="11", limit=PAYMENTS_MAX)
        record.digits(38, 49)
        section.payments.append([record])
    elif record.kind in ("26", "27"):
        section.payees.setdefault(record.cut(3, 12), {})[record.kind] = record
    elif not section.payments:
        raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
    else:
        section.payments[-1].append(record)


def _paid_minor(payment: Record) -> int:
    minor = payment.digits(38, 49)
    return minor if payment.kind == _PAYMENT else -minor


def _check(section: _Section, record: Record) -> None:
    """Payments and deductions are as many, and as much, as the end record says."""
    total = record.digits(21, 32)
    said = record.digits(13, 20), -total if record.cut(33, 33) == "-" else total
    found = len(section.payments), section.sum_minor
    if said != found or record.cut(3, 12) != section.head.cut(3, 12):
        raise TotalsDiffer(
            place=record.place, record="29", said=said[0], said_sum=Money(said[1], section.currency), found=found[0],
            found_sum=Money(found[1], section.currency),
        )  # fmt: skip


def _events(section: _Section) -> Iterator[Event]:
    bankgiro = str(section.head.digits(3, 12))
    yield StatementHeader(
        format="lb",
        version="",
        statement_id=f"{section.head.cut(13, 18)}-{section.day:%y%m%d}",
        sequence="",
        iban="",
        other_account=bankgiro,
        other_scheme=BANKGIRO,
        currency=section.currency,
        to_date=section.day,
    )
    tally, total = Tally(), -section.sum_minor
    for part, records in enumerate(section.payments, 1):
        found = _transaction(section, records, part if len(section.payments) > 1 else 0, total)
        yield found
        tally.add_part(found)
    yield tally.end(currency=section.currency)


def _transaction(section: _Section, records: list[Record], part: int, total: int) -> TransactionRecord:
    payment, minor = records[0], -_paid_minor(records[0])
    reference = payment.cut(13, 37)
    message = " ".join(" ".join(one.cut(3, 80) for one in records[1:]).split())
    return TransactionRecord(
        entry_number=1,
        part_number=part,
        status=Status.BOOKED,
        booking_date=section.day,
        value_date=section.day,
        amount_minor=minor,
        currency=section.currency,
        entry_amount_minor=total,
        entry_currency=section.currency,
        texts=(TextRecord(TextKind.REMITTANCE, message),) if message else (),
        references=(ReferenceRecord(ReferenceKind.CREDITOR, reference),) if reference else (),
        counterparty=_payee(section, payment.cut(3, 12)),
        end_to_end_id=payment.cut(61, 80).lstrip("0"),
        transaction_code=f"LB/{payment.kind}",
        is_reversal=payment.kind in _DEDUCTIONS,
    )


def _payee(section: _Section, number: str) -> PartyRecord:
    known = section.payees.get(number, {})
    name, address = known.get("26"), known.get("27")
    bankgiro = number.lstrip("0")
    return PartyRecord(
        name=name.cut(13, 47) if name else "",
        other_account=bankgiro,
        other_scheme=BANKGIRO if bankgiro else "",
        address=address.cut(13, 47) if address else "",
        postal_code=address.cut(48, 52) if address else "",
        city=address.cut(53, 72) if address else "",
    )
