"""Bankgirot Autogiro: what was debited from payers by their mandates, in the new file layout and the old one.

New: 01, then sections, each a sum on the account and what it is made of: 15 with payments in (82), 16 with payments out
(32), 17 with payments in that were given back (77); then 09 with the numbers of them. Old: 01, payments (82, 32), 09
with their numbers and sums; what is booked on one day is one sum.

Only status 0 is money. A payment that waits for cover (9) is expected, one that was stopped (1, 2) is told of. Other
Autogiro files, which move no money, are refused by the name they bear.

source   Bankgirot, Bg Autogiro technical manual; places count from 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.autogiro_answers import RejectedOrder
from reskontra.formats.bank_statement import (
    Event,
    ReferenceKind,
    ReferenceRecord,
    StatementHeader,
    Status,
    TransactionRecord,
)
from reskontra.formats.bgmax_payment import BANKGIRO
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

NAME, WIDTH, CURRENCY = "Autogiro", 80, "SEK"
_WANTED = {"01": 76, "15": 79, "16": 79, "17": 79, "82": 53, "32": 53, "77": 77, "09": 68, "00": 57}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 2))
_SECTIONS = {"15": "82", "16": "32", "17": "77"}
_IN = "82"
_PAID, _STOPPED, _WAITING = "0", ("1", "2"), "9"
_PAYMENTS_NEW, _CODE_OLD = "BET", "9900"
# Where record 09 of the new layout counts sections, and payments in them: first and last place.
_COUNTS = (("15", 15, 20), ("82", 21, 32), ("16", 33, 38), ("32", 39, 50), ("17", 51, 56), ("77", 57, 68))
# Where that of the old one counts and sums up payments.
_OLD_COUNTS = (("32", 41, 46, 29, 40), ("82", 47, 52, 57, 68))


class NotPayments(Malformed):
    code = "autogiro_not_payments"
    template = (
        'The Autogiro file is called "{content}", and only payment specifications move money. Take mandates and '
        "rejected payments with reskontra direct-debit take FILE; of others import the payment specification."
    )


class StatusUnknown(Malformed):
    code = "autogiro_status"
    template = (
        'The payment has the status "{text}", and 0, 1, 2 or 9 is wanted. Fetch the file from the bank again, unedited.'
    )


class CurrencyNotInAutogiro(Malformed):
    code = "autogiro_currency"
    template = 'The currency is "{text}", and Autogiro has {known} alone. Fetch the file from the bank again, unedited.'


def read_autogiro(stream: BinaryIO) -> Iterator[Event]:
    """Header, payments and end of the file: one statement of the payee's bankgiro number.

    stream    bytes from the file's start, buffered
    refuses   what Layout.records refuses; RecordOutOfPlace, NotPayments, StatusUnknown, CurrencyNotInAutogiro,
              NotDigits, NotADay, TotalsDiffer, RecordsLost, TooManyPayments, EndRecordMissing
    """
    reader = _Reader()
    for record in LAYOUT.records(stream):
        yield from reader.take(record)
    reader.finish()


def payment_lines(stream: BinaryIO) -> list[tuple[int, str]]:
    """The line of each transaction that read_autogiro gives, in its order, with its number.

    refuses   as read_autogiro
    """
    reader = _Reader()
    for record in LAYOUT.records(stream):
        for _ in reader.take(record):
            pass
    reader.finish()
    paid = [one for section in reader.sections for *_, parts in _entries(section) for one in parts]
    return [(one.number, one.text.rstrip()) for one in (*paid, *reader.waiting())]


@dataclass(slots=True)
class _Section:
    """A sum on the account and its payments; head is None in the old layout."""

    kind: str
    head: Record | None
    payments: list[Record] = field(default_factory=list)


class _Reader:
    """What must be remembered between two records."""

    def __init__(self) -> None:
        self._stamp = ""
        self._is_new = False
        self._ended = False
        self._day = date.min
        self._bankgiro = ""
        self.sections: list[_Section] = []
        self._payments = 0

    def take(self, record: Record) -> Iterator[Event]:
        """Yield all of the file when its end has proved it."""
        kind = record.kind
        if kind == "00" and not self._stamp:
            raise NotPayments(place=record.place, content="AG-MEDREG")
        if self._ended or bool(self._stamp) is (kind == "01"):
            raise RecordOutOfPlace(place=record.place, record=kind, format=NAME)
        if kind == "01":
            self._begin(record)
        elif kind == "09":
            self._ended = True
            self._check_end(record)
            yield from self._events()
        elif kind in _SECTIONS:
            self._close_section()
            if not self._is_new:
                raise RecordOutOfPlace(place=record.place, record=kind, format=NAME)
            self.sections.append(_Section(_SECTIONS[kind], record))
        else:
            self._take_payment(record)

    def _begin(self, record: Record) -> None:
        self._is_new = record.cut(3, 10) == "AUTOGIRO"
        first = 71 if self._is_new else 69
        content = record.cut(45, 64) if self._is_new else record.cut(23, 62)
        is_old_payments = record.cut(19, 22) == _CODE_OLD and not content
        is_payments = content.startswith(_PAYMENTS_NEW) if self._is_new else is_old_payments
        if not is_payments:
            raise NotPayments(place=record.place, content=content or "AUTOGIRO")
        self._day = record.day(25, 32) if self._is_new else record.day(3, 10)
        self._bankgiro = str(record.digits(first, min(first + 9, 80)))
        self._stamp = record.cut(25, 44) if self._is_new else record.cut(3, 10)

    def _take_payment(self, record: Record) -> None:
        self._payments += 1
        if self._payments > PAYMENTS_MAX:
            raise TooManyPayments(place=record.place, record="01", limit=PAYMENTS_MAX)
        if self._is_new:
            if not self.sections or self.sections[-1].kind != record.kind:
                raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        elif record.kind == "77":
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)
        elif not self.sections or self.sections[-1].kind != record.kind:
            self.sections.append(_Section(record.kind, None))
        record.digits(32, 43)
        record.digits(16, 31)
        record.day(3, 10)
        if _status(record) not in (_PAID, *_STOPPED, _WAITING):
            raise StatusUnknown(place=record.place, text=_status(record))
        self.sections[-1].payments.append(record)

    def _close_section(self) -> None:
        """The section before has all its payments: their number and sum are those of its head."""
        section = self.sections[-1] if self.sections else None
        if section is None or section.head is None:
            return
        head = section.head
        currency = head.cut(69, 71) or CURRENCY
        if currency != CURRENCY:
            raise CurrencyNotInAutogiro(place=head.place, text=currency, known=CURRENCY)
        head.day(38, 45)
        paid = [one for one in section.payments if _status(one) == _PAID]
        said = head.digits(72, 79), head.digits(51, 68)
        found = len(paid), sum(one.digits(32, 43) for one in paid)
        if said != found:
            raise TotalsDiffer(
                place=head.place, record=head.kind, said=said[0], said_sum=Money(said[1], CURRENCY), found=found[0],
                found_sum=Money(found[1], CURRENCY),
            )  # fmt: skip

    def _check_end(self, record: Record) -> None:
        self._close_section()
        if not self._is_new:
            self._check_old_end(record)
            return
        for kind, first, last in _COUNTS:
            said = record.digits(first, last)
            if kind in _SECTIONS:
                found = sum(one.kind == _SECTIONS[kind] for one in self.sections)
            else:
                found = sum(_status(p) == _PAID for one in self.sections if one.kind == kind for p in one.payments)
            if said != found:
                raise RecordsLost(place=record.place, record="09", kind=kind, said=said, found=found)

    def _check_old_end(self, record: Record) -> None:
        """All payments count here, whatever their status."""
        for kind, count, count_last, total, total_last in _OLD_COUNTS:
            payments = [p for one in self.sections if one.kind == kind for p in one.payments]
            said = record.digits(count, count_last), record.digits(total, total_last)
            found = len(payments), sum(one.digits(32, 43) for one in payments)
            if said != found:
                raise TotalsDiffer(
                    place=record.place, record="09", said=said[0], said_sum=Money(said[1], CURRENCY), found=found[0],
                    found_sum=Money(found[1], CURRENCY),
                )  # fmt: skip

    def _events(self) -> Iterator[Event]:
        yield StatementHeader(
            format="autogiro",
            version="new" if self._is_new else "old",
            statement_id=self._stamp,
            sequence="",
            iban="",
            other_account=self._bankgiro,
            other_scheme=BANKGIRO,
            currency=CURRENCY,
            created_date=self._day,
            to_date=self._day,
        )
        tally, number = Tally(), 0
        for section in self.sections:
            for day, batch, parts in _entries(section):
                number += 1
                total = sum(map(_signed, parts))
                for part, one in enumerate(parts, 1):
                    found = _transaction(
                        one, number, part if len(parts) > 1 else 0, total, day=day, bankgiro=self._bankgiro, batch=batch
                    )
                    yield found
                    tally.add_part(found)
        for one in self.waiting():
            number += 1
            found = _transaction(one, number, 0, _signed(one), day=one.day(3, 10), bankgiro=self._bankgiro)
            yield found
            tally.add_part(found)
        stopped = [one for section in self.sections for one in section.payments if _status(one) in _STOPPED]
        end = tally.end(currency=CURRENCY, warnings=[_told(one) for one in stopped])
        yield replace(end, stopped=tuple(map(_stopped, stopped)))

    def waiting(self) -> list[Record]:
        """Payments that will be tried again."""
        return [one for section in self.sections for one in section.payments if _status(one) == _WAITING]

    def finish(self) -> None:
        """refuses   EndRecordMissing"""
        if not self._ended:
            raise EndRecordMissing(wanted="09")


def _status(payment: Record) -> str:
    """Blank is paid: the old layout writes nothing where nothing went wrong; 77 has none."""
    return _PAID if payment.kind == "77" else payment.cut(80, 80) or _PAID


def _signed(payment: Record) -> int:
    return payment.digits(32, 43) if payment.kind == _IN else -payment.digits(32, 43)


def _stopped(payment: Record) -> RejectedOrder:
    return RejectedOrder(
        place=payment.place,
        payer_number=payment.cut(16, 31).lstrip("0"),
        amount_minor=_signed(payment),
        reference=payment.cut(54, 69),
        due_date=payment.day(3, 10),
        reason=_status(payment),
    )


def _told(payment: Record) -> str:
    amount, payer = Money(payment.digits(32, 43), CURRENCY), payment.cut(16, 31).lstrip("0")
    return f"{payment.place}: {amount} of payer {payer} was stopped, with status {_status(payment)}."


def _entries(section: _Section) -> Iterator[tuple[date, str, list[Record]]]:
    """Sums on the account, the section's, or in the old layout those of a day: their day, name and payments."""
    paid = [one for one in section.payments if _status(one) == _PAID]
    head = section.head
    if head is None:
        for _, group in groupby(sorted(paid, key=_paid_on), _paid_on):
            parts = list(group)
            yield parts[0].day(3, 10), "", parts
    elif paid:
        yield head.day(38, 45), f"{head.cut(38, 45)}-{head.kind}-{head.cut(46, 50)}", paid


def _paid_on(payment: Record) -> str:
    return payment.cut(3, 10)


def _transaction(
    payment: Record, number: int, part: int, total: int, *, day: date, bankgiro: str, batch: str = ""
) -> TransactionRecord:
    reference, minor = payment.cut(54, 69).lstrip("0"), _signed(payment)
    return TransactionRecord(
        entry_number=number,
        part_number=part,
        status=Status.PENDING if _status(payment) == _WAITING else Status.BOOKED,
        booking_date=day,
        value_date=day,
        amount_minor=minor,
        currency=CURRENCY,
        entry_amount_minor=total,
        entry_currency=CURRENCY,
        references=(ReferenceRecord(ReferenceKind.CREDITOR, reference),) if reference else (),
        paid_to=bankgiro,
        paid_to_scheme=BANKGIRO,
        batch_reference=batch if part else "",
        mandate_id=payment.cut(16, 31).lstrip("0"),
        transaction_code=f"AG/{payment.kind}/{payment.cut(11, 11) or '-'}",
        return_reason=payment.cut(78, 79) if payment.kind == "77" else "",
        is_reversal=payment.kind == "77",
    )
