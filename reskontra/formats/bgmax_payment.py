"""The payments of one BgMax deposit: from the records of each to a bank transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reskontra.formats.bank_statement import (
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)
from reskontra.formats.fixed_width import Record

BANKGIRO, PLUSGIRO = "BGNR", "PGNR"
DEDUCTION, MINUS = "21", "23"
_CHECKED = ("2", "4")  # the bank has held the reference against the agreement
_MESSAGE_WIDTH = 50
_CHANNELS = {"1": "bank", "2": "LB", "3": "slip", "4": "Autogiro"}


@dataclass(slots=True)
class Section:
    """A deposit under way: who gets it, and the records of each payment, its own first."""

    bankgiro: str
    plusgiro: str
    currency: str
    payments: list[list[Record]] = field(default_factory=list)

    @property
    def sum_minor(self) -> int:
        """Payments less deductions."""
        return sum(amount_of(records[0]) for records in self.payments)


def amount_of(record: Record) -> int:
    """In hundredths; what is taken away (21, 23) is negative.

    refuses   NotDigits
    """
    amount = record.digits(38, 55)
    return -amount if record.kind in (DEDUCTION, MINUS) else amount


def records_of(section: Section, *, day: date, deposit_minor: int, account: str) -> Iterator[TransactionRecord]:
    """The bank transaction of each payment, as a part of the deposit.

    day       the deposit's
    account   own account that it was put on
    """
    single = len(section.payments) == 1
    for number, records in enumerate(section.payments, 1):
        head, minor = records[0], amount_of(records[0])
        serial = head.cut(58, 69)
        yield TransactionRecord(
            entry_number=1,
            part_number=0 if single else number,
            status=Status.BOOKED,
            booking_date=day,
            value_date=day,
            amount_minor=minor,
            currency=section.currency,
            entry_amount_minor=deposit_minor,
            entry_currency=section.currency,
            texts=tuple(_texts(records)),
            references=tuple(_references(records)),
            counterparty=_payer(records),
            paid_to=section.bankgiro if section.bankgiro != "0" else section.plusgiro,
            paid_to_scheme=BANKGIRO if section.bankgiro != "0" else PLUSGIRO,
            bank_reference="" if single else serial,
            entry_reference=serial if single else "",  # the statement has a reference of its own for the deposit
            batch_reference="" if single else account,
            transaction_code=f"BGMAX/{head.kind}/{_CHANNELS.get(head.cut(57, 57), '-')}",
            is_reversal=head.kind == DEDUCTION,
        )


def _references(records: Sequence[Record]) -> Iterator[ReferenceRecord]:
    """References that the bank has checked, and further references, with their share where it is told."""
    head = records[0]
    if head.cut(56, 56) in _CHECKED and head.cut(13, 37):
        yield ReferenceRecord(ReferenceKind.CREDITOR, head.cut(13, 37), scheme="OCR")
    for record in records[1:]:
        if record.kind in ("22", "23") and record.cut(13, 37):
            share = amount_of(record)
            yield ReferenceRecord(ReferenceKind.CREDITOR, record.cut(13, 37), amount_minor=share or None)


def _texts(records: Sequence[Record]) -> Iterator[TextRecord]:
    """What the payer wrote: a reference that nobody has checked, and the message, whose full lines run on."""
    head = records[0]
    if head.cut(56, 56) not in _CHECKED and head.cut(13, 37):
        yield TextRecord(TextKind.REMITTANCE, head.cut(13, 37))
    message = ""
    for record in records:
        if record.kind == "25":
            line = record.text[2 : 2 + _MESSAGE_WIDTH]
            message += line if line[-1:] != " " else line.rstrip() + " "
    if message.strip():
        yield TextRecord(TextKind.REMITTANCE, message.strip())


def _payer(records: Sequence[Record]) -> PartyRecord:
    by_kind = {record.kind: record for record in reversed(records)}  # the first of each kind
    name, address, town, number = (by_kind.get(kind) for kind in ("26", "27", "28", "29"))
    bankgiro = records[0].cut(3, 12).lstrip("0")
    return PartyRecord(
        name=" ".join(filter(None, (name.cut(3, 37), name.cut(38, 72)))) if name else "",
        other_account=bankgiro,
        other_scheme=BANKGIRO if bankgiro else "",
        address=address.cut(3, 37) if address else "",
        postal_code=address.cut(38, 46) if address else "",
        city=town.cut(3, 37) if town else "",
        country=town.cut(73, 74) if town else "",
        organisation_number=_organisation_number(number.cut(3, 14)) if number else "",
    )


def _organisation_number(text: str) -> str:
    """Ten digits; the two zeros before them are Bankgirot's."""
    return text[2:] if len(text) == 12 and text.startswith("00") else text
