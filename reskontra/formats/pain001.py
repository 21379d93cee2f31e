"""ISO 20022 pain.001, written: payment orders to the bank, in the versions 001.001.03 and 001.001.09.

Payments of a day and kind are a group: SEPA credit transfers (euro, to an IBAN) and domestic ones. A Swedish bankgiro
is told as clearing member 9900 with an account of the scheme BGNR, a plusgiro as clearing member 9960, a domestic
account by its BBAN. The same order gives the same bytes.

source   ISO 20022 message definitions; Swedish Common Interpretation of ISO 20022 Payment Messages. 9960 is the first
         of the range 9960–9969 that Bankgirot's manual of account numbers gives Nordea/Plusgirot beside 9500–9549.
         Charges: SLEV is the only one that EPC132-08 takes in SEPA; SHAR elsewhere, each side pays its own bank.
         A bank's own guide may ask for another: try a file with the bank before the first payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from lxml import etree

from reskontra.core.identifiers import creditor_reference
from reskontra.core.money import format_minor

VERSIONS: Final = ("03", "09")
ID_MAX: Final = 35
NAME_MAX: Final = 70
TEXT_MAX: Final = 140
IBAN: Final = "IBAN"
_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001."
_CLEARING = {"BANKGIRO": "9900", "PLUSGIRO": "9960"}
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class CreditTransfer:
    """A payment. amount_minor is positive; key is ours (EndToEndId), at most 35 letters.

    account_kind   IBAN, BANKGIRO, PLUSGIRO or BBAN; number: letters and digits only
    reference      the payee's own, which programs read: OCR or RF; "" where text says what is paid
    """

    key: str
    day: date
    amount_minor: int
    currency: str
    payee: str
    country: str
    account_kind: str
    account_number: str
    reference: str
    text: str

    @property
    def is_sepa(self) -> bool:
        return self.currency == "EUR" and self.account_kind == IBAN


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, and from where. account_kind: IBAN or BANKGIRO; bic "" where the bank does not ask for it."""

    name: str
    organisation_number: str
    account_kind: str
    account_number: str
    currency: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class TransferGroup:
    """Transfers of one day and kind (PmtInf)."""

    key: str
    day: date
    is_sepa: bool
    transfers: tuple[CreditTransfer, ...]


def grouped(transfers: Iterable[CreditTransfer], *, message_id: str) -> list[TransferGroup]:
    """The groups by day, domestic ones first; their keys are those of the message with a number."""
    ordered = sorted(transfers, key=_kind)
    return [
        TransferGroup(f"{message_id}-{number}", day, is_sepa, tuple(inside))
        for number, ((day, is_sepa), inside) in enumerate(groupby(ordered, key=_kind), start=1)
    ]


def _kind(transfer: CreditTransfer) -> tuple[date, bool]:
    return transfer.day, transfer.is_sepa


def write_pain001(
    *, version: str, message_id: str, created_at: datetime, payer: Payer, groups: Sequence[TransferGroup]
) -> bytes:
    """The file. Letters that XML cannot hold are left out, long names and texts are cut.

    version      one of VERSIONS
    message_id   ours, at most 30 letters, so that the groups' keys fit; created_at with its zone
    """
    root = etree.Element("Document", {"xmlns": _NAMESPACE + version})
    order = etree.SubElement(root, "CstmrCdtTrfInitn")
    transfers = [transfer for group in groups for transfer in group.transfers]
    header = etree.SubElement(order, "GrpHdr")
    _add(header, "MsgId", message_id)
    _add(header, "CreDtTm", created_at.strftime("%Y-%m-%dT%H:%M:%S"))
    _sums(header, transfers)
    _party(_sub(header, "InitgPty"), payer)
    for group in groups:
        _group(_sub(order, "PmtInf"), group, payer, version)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _sums(parent: etree._Element, transfers: Sequence[CreditTransfer]) -> None:
    _add(parent, "NbOfTxs", str(len(transfers)))
    currency = transfers[0].currency
    _add(parent, "CtrlSum", format_minor(sum(one.amount_minor for one in transfers), currency))


def _party(parent: etree._Element, payer: Payer) -> None:
    _add(parent, "Nm", _fit(payer.name, NAME_MAX))
    if payer.organisation_number:
        other = _sub(parent, "Id", "OrgId", "Othr")
        _add(other, "Id", payer.organisation_number[:ID_MAX])
        _add(_sub(other, "SchmeNm"), "Cd", "CUST")


def _group(parent: etree._Element, group: TransferGroup, payer: Payer, version: str) -> None:
    _add(parent, "PmtInfId", group.key)
    _add(parent, "PmtMtd", "TRF")
    _add(parent, "BtchBookg", "false")  # each payment a line of the statement
    _sums(parent, group.transfers)
    _add(_sub(parent, "PmtTpInf", "SvcLvl"), "Cd", "SEPA" if group.is_sepa else "NURG")
    day = _sub(parent, "ReqdExctnDt")
    if version == "03":
        day.text = group.day.isoformat()
    else:
        _add(day, "Dt", group.day.isoformat())
    _party(_sub(parent, "Dbtr"), payer)
    account = _sub(parent, "DbtrAcct")
    _account(account, payer.account_kind, payer.account_number)
    _add(account, "Ccy", payer.currency)
    agent = _sub(parent, "DbtrAgt", "FinInstnId")
    if payer.bic:
        _add(agent, "BIC" if version == "03" else "BICFI", payer.bic)
    elif payer.account_kind in _CLEARING:
        _clearing(agent, _CLEARING[payer.account_kind])
    else:
        _add(_sub(agent, "Othr"), "Id", "NOTPROVIDED")
    _add(parent, "ChrgBr", "SLEV" if group.is_sepa else "SHAR")
    for transfer in group.transfers:
        _transfer(_sub(parent, "CdtTrfTxInf"), transfer)


def _transfer(parent: etree._Element, transfer: CreditTransfer) -> None:
    ids = _sub(parent, "PmtId")
    _add(ids, "InstrId", transfer.key)
    _add(ids, "EndToEndId", transfer.key)
    amount = _sub(parent, "Amt", "InstdAmt")
    amount.set("Ccy", transfer.currency)
    amount.text = format_minor(transfer.amount_minor, transfer.currency)
    member = _CLEARING.get(transfer.account_kind)
    if member is None and transfer.account_kind == "BBAN" and transfer.country in ("", "SE"):
        member = transfer.account_number[:4]
    if member:
        _clearing(_sub(parent, "CdtrAgt", "FinInstnId"), member)
    payee = _sub(parent, "Cdtr")
    _add(payee, "Nm", _fit(transfer.payee, NAME_MAX))
    if transfer.country:
        _add(_sub(payee, "PstlAdr"), "Ctry", transfer.country)
    _account(_sub(parent, "CdtrAcct"), transfer.account_kind, transfer.account_number)
    _remittance(_sub(parent, "RmtInf"), transfer)


def _clearing(agent: etree._Element, member: str) -> None:
    clearing = _sub(agent, "ClrSysMmbId")
    _add(_sub(clearing, "ClrSysId"), "Cd", "SESBA")
    _add(clearing, "MmbId", member)


def _account(parent: etree._Element, kind: str, number: str) -> None:
    within = _sub(parent, "Id")
    if kind == IBAN:
        _add(within, "IBAN", number)
        return
    other = _sub(within, "Othr")
    _add(other, "Id", number)
    scheme = _sub(other, "SchmeNm")
    _add(scheme, "Prtry" if kind == "BANKGIRO" else "Cd", "BGNR" if kind == "BANKGIRO" else "BBAN")


def _remittance(parent: etree._Element, transfer: CreditTransfer) -> None:
    reference = _fit(transfer.reference, ID_MAX)
    if not reference:
        _add(parent, "Ustrd", _fit(transfer.text, TEXT_MAX) or transfer.key)
        return
    given = _sub(parent, "Strd", "CdtrRefInf")
    kind = _sub(given, "Tp")
    _add(_sub(kind, "CdOrPrtry"), "Cd", "SCOR")
    if creditor_reference.is_valid(reference):
        _add(kind, "Issr", "ISO")
    _add(given, "Ref", reference)


def _fit(text: str, most: int) -> str:
    return " ".join(_UNWRITABLE.sub(" ", text).split())[:most].rstrip()


def _sub(parent: etree._Element, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, name)
    return parent


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
