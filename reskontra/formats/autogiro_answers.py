"""Bankgirot Autogiro without money: what became of mandates, and payments that were rejected before they were tried.

Mandate advice (AG-MEDAVI): 01, a record 73 for each mandate, 09 with their number. Rejected payments (AVVISADE BET
UPPDR, or FELLISTA REG.KONTRL in the old layout): 01, the orders 82 and 32 with the reason, 09 with numbers and sums.
An extract of the mandate register has records 00 alone.

source   Bankgirot, Bg Autogiro technical manual; places count from 1
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.fixed_width import (
    EndRecordMissing,
    Layout,
    NotADay,
    Record,
    RecordOutOfPlace,
    RecordsLost,
    TooManyPayments,
    TotalsDiffer,
)

NAME, WIDTH, CURRENCY = "Autogiro", 80, "SEK"
RECORDS_MAX, HEAD_BYTES = 200_000, 4096
MANDATES, REGISTER, REJECTED, STOPPED = "mandates", "register", "rejected", "stopped"
_CONTENTS = {"AG-MEDAVI": MANDATES, "AVVISADE BET UPPDR": REJECTED, "FELLISTA REG.KONTRL": REJECTED}
_WANTED = {"01": 64, "73": 73, "82": 60, "32": 60, "00": 57, "09": 20}
LAYOUT = Layout(NAME, WIDTH, _WANTED, slice(0, 2))
_REGISTER = re.compile(rb"00[0-9]{8}[0-9]{12}[0-9]{16}[0-9]{19,21}(?: +[0-9]{16})?[ \t]*", re.ASCII)
# What the comment of a mandate advice leaves behind; every other comment is a refusal.
_ACTIVE, _CANCELLED = ("32", "10"), ("02", "07", "33", "98")
# The number of orders in record 09 and their sum: first and last place.
_TOTALS = (("32", 15, 20, 21, 32), ("82", 33, 38, 39, 50))


class NotAnswers(Malformed):
    code = "autogiro_not_answers"
    template = (
        'The file begins with "{start}", which is no Autogiro mandate advice, mandate register or list of rejected '
        "payments. Import it with: reskontra statement import FILE."
    )


@dataclass(frozen=True, slots=True)
class MandateAnswer:
    """What is known of a mandate. state: ACTIVE, CANCELLED, REJECTED.

    account, id_number   of the payer; blank where the file is silent
    information, comment   codes of the advice: what it is about, and what came of it
    """

    payee: str
    payer_number: str
    account: str
    id_number: str
    state: str
    information: str
    comment: str
    day: date


@dataclass(frozen=True, slots=True)
class RejectedOrder:
    """A payment that was not tried. amount_minor is positive where the customer should have paid; reason a code.

    due_date   None where the order was rejected for a day that is none
    """

    place: str
    payer_number: str
    amount_minor: int
    reference: str
    due_date: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole file: kind is MANDATES, REGISTER or REJECTED, or STOPPED of what a payment specification tells.

    day   the file's, None where it has none
    """

    kind: str
    bankgiro: str
    day: date | None
    mandates: tuple[MandateAnswer, ...] = ()
    rejected: tuple[RejectedOrder, ...] = ()


def answers_kind(head: bytes) -> str:
    """Which of these files begins so; "" where none does."""
    lines = head.splitlines()[:3]
    first = lines[0].decode("latin-1") if lines else ""
    if first.startswith("01"):
        places = (first[44:64], first[22:62], first[24:40])  # the new layout, the old ones
        return next((_CONTENTS[text.strip()] for text in places if text.strip() in _CONTENTS), "")
    filled = [line for line in lines if line.strip()]
    return REGISTER if filled and all(map(_REGISTER.fullmatch, filled)) else ""


def read_answers(stream: BinaryIO) -> Answers:
    """Everything that the file tells.

    stream    bytes from the file's start, seekable
    refuses   NotAnswers; what Layout.records refuses; RecordOutOfPlace, NotDigits, NotADay, RecordsLost, TotalsDiffer,
              TooManyPayments, EndRecordMissing
    """
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    kind = answers_kind(head)
    if not kind:
        raise NotAnswers(start=head[:30].decode("latin-1").split("\n")[0].strip())
    records: list[Record] = []
    for record in LAYOUT.records(stream):
        if len(records) == RECORDS_MAX:
            raise TooManyPayments(place=record.place, record="01", limit=RECORDS_MAX)
        records.append(record)
    if kind == REGISTER:
        _require(records, ("00",))
        mandates = tuple(map(_registered, records))
        return Answers(kind, mandates[0].payee, None, mandates)
    begin, body, end = _framed(records)
    if kind == MANDATES:
        _require(body, ("73",))
        said = end.digits(15, 21) if end.cut(21, 21) else end.digits(15, 20)
        if said != len(body):
            raise RecordsLost(place=end.place, record="09", kind="73", said=said, found=len(body))
        mandates = tuple(map(_advised, body))
        payee = mandates[0].payee if mandates else ""
        return Answers(kind, payee, _begun(begin), mandates)
    _require(body, ("82", "32"))
    _check_totals(body, end)
    return Answers(kind, _own_bankgiro(begin), _begun(begin), rejected=tuple(map(_rejected, body)))


def _framed(records: Sequence[Record]) -> tuple[Record, Sequence[Record], Record]:
    if len(records) < 2 or records[-1].kind != "09":
        raise EndRecordMissing(wanted="09")
    return records[0], records[1:-1], records[-1]


def _require(records: Sequence[Record], kinds: Sequence[str]) -> None:
    for record in records:
        if record.kind not in kinds:
            raise RecordOutOfPlace(place=record.place, record=record.kind, format=NAME)


def _begun(begin: Record) -> date:
    return begin.day(25, 32) if begin.cut(3, 10) == "AUTOGIRO" else begin.day(3, 10)


def _own_bankgiro(begin: Record) -> str:
    first = 71 if begin.cut(3, 10) == "AUTOGIRO" else 69
    return str(begin.digits(first, min(first + 9, WIDTH)))


def _number(text: str) -> str:
    return text.strip().lstrip("0")


def _advised(record: Record) -> MandateAnswer:
    comment = f"{record.digits(64, 65):02d}"
    state = "ACTIVE" if comment in _ACTIVE else "CANCELLED" if comment in _CANCELLED else "REJECTED"
    return MandateAnswer(
        payee=str(record.digits(3, 12)),
        payer_number=str(record.digits(13, 28)),
        account=_number(record.cut(29, 44)),
        id_number=_number(record.cut(45, 56)),
        state=state,
        information=record.cut(62, 63),
        comment=comment,
        day=record.day(66, 73),
    )


def _registered(record: Record) -> MandateAnswer:
    """Those in the register stand; the day they began is a place further on in the new layout."""
    first = 42 if record.cut(42, 43) in ("19", "20") else 41
    return MandateAnswer(
        payee=str(record.digits(1, 10)),
        payer_number=str(record.digits(23, 38)),
        account=_number(record.cut(59, 80)),
        id_number=_number(record.cut(11, 22)),
        state="ACTIVE",
        information="",
        comment="",
        day=record.day(first, first + 7),
    )


def _check_totals(body: Sequence[Record], end: Record) -> None:
    for kind, count, count_last, total, total_last in _TOTALS:
        orders = [one for one in body if one.kind == kind]
        said = end.digits(count, count_last), end.digits(total, total_last)
        found = len(orders), sum(one.digits(31, 42) for one in orders)
        if said != found:
            raise TotalsDiffer(
                place=end.place, record="09", said=said[0], said_sum=Money(said[1], CURRENCY), found=found[0],
                found_sum=Money(found[1], CURRENCY),
            )  # fmt: skip


def _rejected(record: Record) -> RejectedOrder:
    amount_minor = record.digits(31, 42)
    try:
        due_date = record.day(3, 10)
    except NotADay:
        due_date = None
    return RejectedOrder(
        place=record.place,
        payer_number=str(record.digits(15, 30)),
        amount_minor=amount_minor if record.kind == "82" else -amount_minor,
        reference=record.cut(43, 58),
        due_date=due_date,
        reason=f"{record.digits(59, 60):02d}",
    )
