"""ISO 20022 pain.008: direct debits to a bank, versions 001.02 and 001.08. The same records give the same bytes.

Debits are in groups (PmtInf): of one day, one place in the sequence and one scheme. Every group and the message state
how many debits they hold and what they come to. A bank whose BIC nobody knows is written as NOTPROVIDED, as the EPC
has it for accounts named by IBAN.

source   ISO 20022 message definitions; EPC130-08 and EPC131-08, implementation guidelines core and B2B
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from reskontra.core.money import format_minor
from reskontra.core.sepa_text import sepa_text

VERSIONS = ("02", "08")
NAME_MOST, TEXT_MOST, ADDRESS_MOST = 70, 140, 70
_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001."


@dataclass(frozen=True, slots=True)
class DebitWritten:
    """One debit. account: an IBAN; bic "" where it is not known; address: lines, at most two are written."""

    id: str
    amount_minor: int
    mandate_id: str
    signed_date: date
    name: str
    account: str
    bic: str = ""
    country: str = ""
    address: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class GroupWritten:
    """Debits of one day. instrument: CORE or B2B; sequence: FRST, RCUR, FNAL or OOFF."""

    id: str
    day: date
    instrument: str
    sequence: str
    debits: tuple[DebitWritten, ...]


@dataclass(frozen=True, slots=True)
class CreditorWritten:
    """Who collects, on which account. is_batch: the bank books a group as one sum."""

    name: str
    iban: str
    creditor_id: str
    bic: str = ""
    is_batch: bool = True


@dataclass(frozen=True, slots=True)
class MessageWritten:
    """A whole message, in one currency. created_at: to the second, without a zone."""

    id: str
    created_at: datetime
    currency: str
    creditor: CreditorWritten
    groups: tuple[GroupWritten, ...]


def write_pain008(message: MessageWritten, *, version: str = "08") -> bytes:
    """The file: UTF-8, in the letters that every bank takes, indented by two."""
    assert version in VERSIONS
    namespace = f"{_NAMESPACE}{version}"
    document = etree.Element(f"{{{namespace}}}Document", nsmap={None: namespace})  # type: ignore[dict-item]
    writer = _Writer(namespace, version, message.currency)
    root = writer.add(document, "CstmrDrctDbtInitn")
    _header(writer, root, message)
    for one in message.groups:
        _group(writer, writer.add(root, "PmtInf"), one, message.creditor)
    etree.indent(document, space="  ")
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8") + b"\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    namespace: str
    version: str
    currency: str

    def add(self, parent: etree._Element, path: str, text: str | None = None) -> etree._Element:
        """The last element of the path below the parent, all of it new."""
        for name in path.split("/"):
            parent = etree.SubElement(parent, f"{{{self.namespace}}}{name}")
        parent.text = text
        return parent

    def totals(self, parent: etree._Element, debits: Sequence[DebitWritten]) -> None:
        self.add(parent, "NbOfTxs", str(len(debits)))
        self.add(parent, "CtrlSum", format_minor(sum(one.amount_minor for one in debits), self.currency))

    def bank(self, parent: etree._Element, name: str, bic: str) -> None:
        inner = self.add(parent, f"{name}/FinInstnId")
        if bic:
            self.add(inner, "BIC" if self.version == "02" else "BICFI", bic)
        else:
            self.add(inner, "Othr/Id", "NOTPROVIDED")

    def scheme_id(self, parent: etree._Element, creditor_id: str) -> None:
        other = self.add(parent, "Id/PrvtId/Othr")
        self.add(other, "Id", creditor_id)
        self.add(other, "SchmeNm/Prtry", "SEPA")


def _header(writer: _Writer, root: etree._Element, message: MessageWritten) -> None:
    header = writer.add(root, "GrpHdr")
    writer.add(header, "MsgId", message.id)
    writer.add(header, "CreDtTm", message.created_at.replace(microsecond=0, tzinfo=None).isoformat())
    writer.totals(header, [debit for one in message.groups for debit in one.debits])
    writer.add(header, "InitgPty/Nm", sepa_text(message.creditor.name, most=NAME_MOST))


def _group(writer: _Writer, group: etree._Element, one: GroupWritten, creditor: CreditorWritten) -> None:
    writer.add(group, "PmtInfId", one.id)
    writer.add(group, "PmtMtd", "DD")
    writer.add(group, "BtchBookg", "true" if creditor.is_batch else "false")
    writer.totals(group, one.debits)
    kind = writer.add(group, "PmtTpInf")
    writer.add(kind, "SvcLvl/Cd", "SEPA")
    writer.add(kind, "LclInstrm/Cd", one.instrument)
    writer.add(kind, "SeqTp", one.sequence)
    writer.add(group, "ReqdColltnDt", one.day.isoformat())
    writer.add(group, "Cdtr/Nm", sepa_text(creditor.name, most=NAME_MOST))
    account = writer.add(group, "CdtrAcct")
    writer.add(account, "Id/IBAN", creditor.iban)
    writer.add(account, "Ccy", writer.currency)
    writer.bank(group, "CdtrAgt", creditor.bic)
    writer.add(group, "ChrgBr", "SLEV")
    writer.scheme_id(writer.add(group, "CdtrSchmeId"), creditor.creditor_id)
    for debit in one.debits:
        _debit(writer, writer.add(group, "DrctDbtTxInf"), debit)


def _debit(writer: _Writer, parent: etree._Element, debit: DebitWritten) -> None:
    ids = writer.add(parent, "PmtId")
    writer.add(ids, "InstrId", debit.id)
    writer.add(ids, "EndToEndId", debit.id)
    amount = writer.add(parent, "InstdAmt", format_minor(debit.amount_minor, writer.currency))
    amount.set("Ccy", writer.currency)
    mandate = writer.add(parent, "DrctDbtTx/MndtRltdInf")
    writer.add(mandate, "MndtId", debit.mandate_id)
    writer.add(mandate, "DtOfSgntr", debit.signed_date.isoformat())
    writer.bank(parent, "DbtrAgt", debit.bic)
    debtor = writer.add(parent, "Dbtr")
    writer.add(debtor, "Nm", sepa_text(debit.name, most=NAME_MOST))
    lines = [line for text in debit.address if (line := sepa_text(text, most=ADDRESS_MOST))][:2]
    if debit.country or lines:
        address = writer.add(debtor, "PstlAdr")
        if debit.country:
            writer.add(address, "Ctry", debit.country)
        for line in lines:
            writer.add(address, "AdrLine", line)
    writer.add(parent, "DbtrAcct/Id/IBAN", debit.account)
    if text := sepa_text(debit.text, most=TEXT_MOST):
        writer.add(parent, "RmtInf/Ustrd", text)
