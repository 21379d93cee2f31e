"""The payments of one BgMax deposit: from the records of each to a bank transaction."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

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
WIDTH = 80
_FURTHER = ("22", MINUS)
_CHECKED = ("2", "4")  # the bank has held the reference against the agreement
_MESSAGE_WIDTH = 50
_CHANNELS = {"1": "bank", "2": "LB", "3": "slip", "4": "Autogiro"}


@dataclass(slots=True)
class Section:
    """A deposit under way: who gets it, and its payments, held as their lines until the deposit proves them.

    lines     the records of all payments, each cut or filled to its width; numbers are those of the lines in the file
    starts    where in them each payment begins, with a record of kind 20 or 21
    amounts   of each payment in hundredths, deductions negative; empty until they are summed
    """

    bankgiro: str
    plusgiro: str
    currency: str
    lines: list[str] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q"))
    amounts: array[int] = field(default_factory=lambda: array("q"))

    def begin_payment(self) -> None:
        """The next record added is a payment's own."""
        self.starts.append(len(self.lines))

    def add(self, record: Record) -> None:
        self.lines.append(record.text[:WIDTH])
        self.numbers.append(record.number)

    def sum_minor(self) -> int:
        """Payments less deductions.

        refuses   NotDigits
        """
        self.amounts = array("q", [self.amount_at(at) for at in self.starts])
        return sum(self.amounts)

    def amount_at(self, at: int) -> int:
        """The amount of a record in hundredths; what is taken away (21, 23) is negative.

        refuses   NotDigits
        """
        line = self.lines[at]
        figures = line[37:55]
        if not (figures.isdigit() and figures.isascii()):
            Record(self.numbers[at], line[:2], line).digits(38, 55)
        return -int(figures) if line[:2] in (DEDUCTION, MINUS) else int(figures)


def records_of(section: Section, *, day: date, deposit_minor: int, account: str) -> Iterator[TransactionRecord]:
    """The bank transaction of each payment, as a part of the deposit, once its payments are summed.

    day       the deposit's
    account   own account that it was put on
    """
    single = len(section.starts) == 1
    paid_to = section.bankgiro if section.bankgiro != "0" else section.plusgiro
    scheme = BANKGIRO if section.bankgiro != "0" else PLUSGIRO
    ends = chain(section.starts[1:], (len(section.lines),))
    for number, (start, end, minor) in enumerate(zip(section.starts, ends, section.amounts, strict=True), 1):
        head, others = section.lines[start], section.lines[start + 1 : end]
        serial = head[57:69].strip()
        yield TransactionRecord(
            1,
            0 if single else number,
            Status.BOOKED,
            day,
            day,
            minor,
            section.currency,
            deposit_minor,
            section.currency,
            _texts(head, others),
            _references(section, start, others),
            _payer(head, others),
            paid_to=paid_to,
            paid_to_scheme=scheme,
            bank_reference="" if single else serial,
            entry_reference=serial if single else "",  # the statement has a reference of its own for the deposit
            batch_reference="" if single else account,
            transaction_code=f"BGMAX/{head[:2]}/{_CHANNELS.get(head[56], '-')}",
            is_reversal=head[:2] == DEDUCTION,
        )


def _references(section: Section, start: int, others: Sequence[str]) -> tuple[ReferenceRecord, ...]:
    """References that the bank has checked, and further references, with their share where it is told."""
    head = section.lines[start]
    found = []
    if head[55] in _CHECKED and (reference := head[12:37].strip()):
        found.append(ReferenceRecord(ReferenceKind.CREDITOR, reference, "OCR"))
    for at, line in enumerate(others, start + 1):
        if line[:2] in _FURTHER and (reference := line[12:37].strip()):
            share = section.amount_at(at)
            found.append(ReferenceRecord(ReferenceKind.CREDITOR, reference, amount_minor=share or None))
    return tuple(found)


def _texts(head: str, others: Sequence[str]) -> tuple[TextRecord, ...]:
    """What the payer wrote: a reference that nobody has checked, and the message, whose full lines run on."""
    found = []
    if head[55] not in _CHECKED and (reference := head[12:37].strip()):
        found.append(TextRecord(TextKind.REMITTANCE, reference))
    lines = [line[2 : 2 + _MESSAGE_WIDTH] for line in others if line.startswith("25")]
    if lines and (message := "".join([one if one[-1] != " " else one.rstrip() + " " for one in lines]).strip()):
        found.append(TextRecord(TextKind.REMITTANCE, message))
    return tuple(found)


def _payer(head: str, others: Sequence[str]) -> PartyRecord:
    first: dict[str, str] = {}
    for line in others:
        first.setdefault(line[:2], line)
    bankgiro = head[2:12].strip().lstrip("0")
    scheme = BANKGIRO if bankgiro else ""
    name = first.get("26", "")
    name = f"{name[2:37].strip()} {name[37:72].strip()}".strip()
    if len(first) == ("26" in first):  # a name alone, or nothing, as most say
        return PartyRecord(name, other_account=bankgiro, other_scheme=scheme)
    address, town, number = (first.get(kind, "") for kind in ("27", "28", "29"))
    return PartyRecord(
        name=name,
        other_account=bankgiro,
        other_scheme=scheme,
        address=address[2:37].strip(),
        postal_code=address[37:46].strip(),
        city=town[2:37].strip(),
        country=town[72:74].strip(),
        organisation_number=_organisation_number(number[2:14].strip()),
    )


def _organisation_number(text: str) -> str:
    """Ten digits; the two zeros before them are Bankgirot's."""
    return text[2:] if len(text) == 12 and text.startswith("00") else text
