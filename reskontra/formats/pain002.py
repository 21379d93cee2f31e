"""ISO 20022 pain.002: what the bank answers to payment orders (pain.001) and direct debits (pain.008), in flat memory.

A report tells of a message we sent (OrgnlGrpInfAndSts), of its batches (OrgnlPmtInfAndSts) and of the payments in them
(TxInfAndSts). Banks leave out what goes without saying: a batch that is rejected names no payment, one that is partly
accepted names those that are not. A payment without a status of its own has its batch's, else the message's.

Versions 03 and 10 differ in nothing that is read here; every version is read by the names of its elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import BinaryIO

from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.formats.camt_elements import (
    Bound,
    Table,
    Values,
    amount,
    bind,
    collect,
    collect_before,
    day,
    group,
    text,
    texts,
)
from reskontra.formats.camt_values import ElementMisplaced, local_name, place_of
from reskontra.formats.detect import HEAD_BYTES, UTF8_MARK, detect
from reskontra.formats.detect_xml import xml_kind
from reskontra.formats.format import NAMES, Format
from reskontra.formats.safe_xml import iterate_elements

ID_MAX, TEXT_MAX, REASONS_MAX = 140, 500, 20
_BLANKS = b" \t\r\n"


class Outcome(StrEnum):
    """What a status means for the payment.

    WAITING    the bank has it, and nothing is decided
    ACCEPTED   it will be paid, or is paid
    PARTLY     of a message or batch alone: some payments are accepted, others are not
    REJECTED   it will not be paid
    """

    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    PARTLY = "PARTLY"
    REJECTED = "REJECTED"


OUTCOMES = {
    "RCVD": Outcome.WAITING,
    "PDNG": Outcome.WAITING,
    "ACTC": Outcome.WAITING,  # its form is right, nothing else was looked at
    "PATC": Outcome.WAITING,  # signed by some of those who must
    "ACFC": Outcome.WAITING,
    "ACCP": Outcome.ACCEPTED,
    "ACWC": Outcome.ACCEPTED,  # with a change, such as a later day
    "ACWP": Outcome.ACCEPTED,
    "ACSP": Outcome.ACCEPTED,
    "ACSC": Outcome.ACCEPTED,
    "ACCC": Outcome.ACCEPTED,
    "PART": Outcome.PARTLY,
    "RJCT": Outcome.REJECTED,
    "CANC": Outcome.REJECTED,
    "BLCK": Outcome.REJECTED,
}
"""By the codes of ISO 20022 (ExternalPaymentTransactionStatus1Code and its siblings)."""


class NotStatusReport(Malformed):
    code = "not_status_report"
    template = (
        "This is {format}, and no payment status report. Fetch the bank's answer to the payment file: a pain.002."
    )


class NoStatusInReport(Malformed):
    code = "no_status_in_report"
    template = 'The report has no "OrgnlGrpInfAndSts", so it answers nothing. Fetch it from the bank again.'


class PaymentStatusUnknown(Malformed):
    code = "payment_status_unknown"
    template = '"{text}" is no payment status of ISO 20022; known are {known}. Ask the bank for a corrected report.'


class PaymentWithoutStatus(Malformed):
    code = "payment_without_status"
    template = (
        'Payment "{payment}" has no status, and neither its batch nor the message has one that says it. Ask the bank '
        "for a complete report."
    )


@dataclass(frozen=True, slots=True)
class StatusReason:
    """Why: a code such as AC01, blank where the bank has only words, and its words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class MessageStatus:
    """What became of a whole message. status: blank where the bank tells of its parts alone.

    report_id      of the report itself; message_id: of the message it answers, as we sent it
    message_name   such as pain.001.001.03, as the bank writes it; blank where it does not
    """

    place: str
    report_id: str
    created_date: date | None
    message_id: str
    message_name: str
    status: str
    reasons: tuple[StatusReason, ...]


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """What became of a payment group (PmtInf) of the message. status: blank where the bank tells of its parts alone."""

    place: str
    message_id: str
    batch_id: str
    status: str
    reasons: tuple[StatusReason, ...]


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """What became of one payment. status: its own, else its batch's or the message's; never blank or PART.

    amount_minor   as it was ordered, with its currency; None where the bank does not repeat it
    bank_reference   the bank's own, blank where it has none
    """

    place: str
    message_id: str
    batch_id: str
    instruction_id: str
    end_to_end_id: str
    status: str
    reasons: tuple[StatusReason, ...]
    amount_minor: int | None
    currency: str
    bank_reference: str

    @property
    def outcome(self) -> Outcome:
        return OUTCOMES[self.status]


StatusEvent = MessageStatus | BatchStatus | PaymentStatus

_REASONS = group("reasons", {"Rsn": {"Cd": text("code"), "Prtry": text("code")}, "AddtlInf": texts("words")})
_HEADER: Table = {"GrpHdr": {"MsgId": text("report_id"), "CreDtTm": day("created_date")}}
_MESSAGE: Table = {
    "OrgnlMsgId": text("message_id"),
    "OrgnlMsgNmId": text("message_name"),
    "GrpSts": text("status"),
    "StsRsnInf": _REASONS,
}
_BATCH: Table = {"OrgnlPmtInfId": text("batch_id"), "PmtInfSts": text("status"), "StsRsnInf": _REASONS}
_PAYMENT: Table = {
    "OrgnlInstrId": text("instruction_id"),
    "OrgnlEndToEndId": text("end_to_end_id"),
    "TxSts": text("status"),
    "StsRsnInf": _REASONS,
    "AcctSvcrRef": text("bank_reference"),
    "OrgnlTxRef": {"Amt": {"InstdAmt": amount("amount"), "EqvtAmt": {"Amt": amount("amount")}}},
}


@dataclass(frozen=True, slots=True)
class _Tables:
    document_tag: str
    report_tag: str
    message_tag: str
    batch_tag: str
    payment_tag: str
    header: Bound
    message: Bound
    batch: Bound
    payment: Bound

    @property
    def watched(self) -> Sequence[str]:
        return self.document_tag, self.report_tag, self.message_tag, self.batch_tag, self.payment_tag


@lru_cache(maxsize=32)
def _tables_for(namespace: str) -> _Tables:
    prefix = f"{{{namespace}}}" if namespace else ""
    names = ("Document", "CstmrPmtStsRpt", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts")
    document, report, message, batch, payment = (prefix + name for name in names)
    tables = (bind(table, prefix) for table in (_HEADER, _MESSAGE, _BATCH, _PAYMENT))
    return _Tables(document, report, message, batch, payment, *tables)


def answered_format(head: bytes) -> Format | None:
    """What a status report answers, by the first bytes of the file: pain.001, or pain.008; None of other files."""
    try:
        if detect(head) is not Format.PAIN_002:
            return None
    except Malformed:
        return None
    return Format.PAIN_008 if b"pain.008" in head else Format.PAIN_001


def read_pain002(stream: BinaryIO) -> Iterator[StatusEvent]:
    """Yield the status of the message, then of each batch, then of each payment in it, in file order.

    stream    bytes from the file's start, seekable; read once, in pieces
    refuses   at once what detect refuses and NotStatusReport; while it is read, what iterate_elements refuses,
              ElementMisplaced, PaymentStatusUnknown, PaymentWithoutStatus, amounts and days that are none,
              NoStatusInReport. Nothing of a file should be kept before the last event has come.
    source    ISO 20022 message definitions pain.002.001.03 to .14
    """
    head = stream.read(HEAD_BYTES)
    found = detect(head)
    if found is not Format.PAIN_002:
        raise NotStatusReport(format=NAMES[found])
    body = head.removeprefix(UTF8_MARK).lstrip(_BLANKS)
    kind = xml_kind(body)
    assert kind is not None
    stream.seek(len(head) - len(body))  # an XML declaration stands at the very start
    return _read(stream, _tables_for(kind.namespace))


def _read(stream: BinaryIO, tables: _Tables) -> Iterator[StatusEvent]:
    reader = _Reader(tables)
    for element in iterate_elements(stream, tables.watched):
        if element.tag == tables.payment_tag:
            yield from reader.take_payment(element)
        elif element.tag == tables.batch_tag:
            yield from reader.take_batch(element)
        elif element.tag == tables.message_tag:
            yield reader.take_message(element)
    if reader.message is None:
        raise NoStatusInReport()


class _Reader:
    """What must be remembered between two elements."""

    def __init__(self, tables: _Tables) -> None:
        self.tables = tables
        self.message: MessageStatus | None = None
        self._batch: BatchStatus | None = None
        self._element: etree._Element | None = None  # of the batch whose payments are read

    def take_message(self, element: etree._Element) -> MessageStatus:
        _require_inside(element, self.tables.report_tag)
        values: Values = {}
        collect_before(element, self.tables.header, values)
        collect(element, self.tables.message, values)
        self.message = MessageStatus(
            place_of(element),
            _cut(values, "report_id"),
            values.get("created_date"),
            _cut(values, "message_id"),
            _cut(values, "message_name"),
            _status(values, element),
            _reasons(values),
        )
        element.clear()
        return self.message

    def take_payment(self, element: etree._Element) -> Iterator[BatchStatus | PaymentStatus]:
        """Yield the batch, with its first payment, and the payment; what was read is taken out of the tree."""
        around = _require_inside(element, self.tables.batch_tag)
        if self._element is None:
            values: Values = {}
            collect_before(element, self.tables.batch, values)
            yield self._begin(around, values)
        elif around is not self._element:
            raise ElementMisplaced(place=place_of(element), element="TxInfAndSts")
        yield self._payment(element)
        element.clear()
        _drop_before(element)

    def take_batch(self, element: etree._Element) -> Iterator[BatchStatus]:
        """Yield the batch unless its payments have brought it."""
        _require_inside(element, self.tables.report_tag)
        if self._element is None:
            values: Values = {}
            collect(element, self.tables.batch, values)
            yield self._begin(element, values)
        elif self._element is not element:
            raise ElementMisplaced(place=place_of(element), element="OrgnlPmtInfAndSts")
        self._element = self._batch = None
        element.clear()
        _drop_before(element)

    def _begin(self, element: etree._Element, values: Values) -> BatchStatus:
        if self.message is None:
            raise ElementMisplaced(place=place_of(element), element="OrgnlPmtInfAndSts")
        self._element = element
        self._batch = BatchStatus(
            place_of(element),
            self.message.message_id,
            _cut(values, "batch_id"),
            _status(values, element),
            _reasons(values),
        )
        return self._batch

    def _payment(self, element: etree._Element) -> PaymentStatus:
        assert self._batch is not None
        assert self.message is not None
        values: Values = {}
        collect(element, self.tables.payment, values)
        end_to_end_id = _cut(values, "end_to_end_id")
        status = _status(values, element) or self._batch.status or self.message.status
        if OUTCOMES.get(status, Outcome.PARTLY) is Outcome.PARTLY:
            raise PaymentWithoutStatus(place=place_of(element), payment=end_to_end_id)
        minor, currency = values.get("amount", (None, ""))
        return PaymentStatus(
            place_of(element),
            self.message.message_id,
            self._batch.batch_id,
            _cut(values, "instruction_id"),
            end_to_end_id,
            status,
            _reasons(values) or self._batch.reasons or self.message.reasons,
            minor,
            currency,
            _cut(values, "bank_reference"),
        )


def _require_inside(element: etree._Element, tag: str) -> etree._Element:
    around = element.getparent()
    if around is None or around.tag != tag:
        raise ElementMisplaced(place=place_of(element), element=local_name(element))
    return around


def _cut(values: Values, key: str, most: int = ID_MAX) -> str:
    return str(values.get(key, ""))[:most]


def _status(values: Values, element: etree._Element) -> str:
    """The status code among the values, blank where there is none."""
    status = str(values.get("status", ""))
    if status and status not in OUTCOMES:
        raise PaymentStatusUnknown(place=place_of(element), text=status[:40], known=tuple(OUTCOMES))
    return status


def _reasons(values: Values) -> tuple[StatusReason, ...]:
    found = [
        StatusReason(_cut(one, "code"), " ".join(one.get("words", ()))[:TEXT_MAX])
        for one in values.get("reasons", ())[:REASONS_MAX]
    ]
    return tuple(reason for reason in found if reason.code or reason.text)


def _drop_before(element: etree._Element) -> None:
    parent = element.getparent()
    while parent is not None and (previous := element.getprevious()) is not None:
        parent.remove(previous)
