"""A pain.008 read back before it leaves: what the schema and the banks ask of each element, and its totals.

source   ISO 20022 pain.008.001.02 and .08 with the EPC's implementation guidelines: only what is written here
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from reskontra.core.errors import Refused
from reskontra.core.sepa_text import is_identifier

_TEXT = r"[A-Za-z0-9/?:().,'+ -]{1,%d}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SUM = r"[0-9]{1,16}(\.[0-9]{1,3})?"


class MessageBreaksSchema(Refused):
    code = "message_breaks_schema"
    template = (
        'In the file for the bank, {element} would be "{value}", which no bank takes. '
        "Mend it where it comes from: the set-up of direct debit, the mandate or the customer."
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    """Where an element stands, below its message, group or debit; what its text is; whether it must be there."""

    path: str
    form: str
    is_required: bool = True
    is_identifier: bool = False


_NAME, _ID = _TEXT % 70, _TEXT % 35
_BIC = r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?"
_IBAN = r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}"
_HEADER = (
    _Rule("GrpHdr/MsgId", _ID, is_identifier=True),
    _Rule("GrpHdr/CreDtTm", _DAY + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}"),
    _Rule("GrpHdr/NbOfTxs", r"[0-9]{1,15}"),
    _Rule("GrpHdr/CtrlSum", _SUM),
    _Rule("GrpHdr/InitgPty/Nm", _NAME),
)
_GROUP = (
    _Rule("PmtInfId", _ID, is_identifier=True),
    _Rule("PmtMtd", "DD"),
    _Rule("BtchBookg", "true|false"),
    _Rule("NbOfTxs", r"[0-9]{1,15}"),
    _Rule("CtrlSum", _SUM),
    _Rule("PmtTpInf/SvcLvl/Cd", "SEPA"),
    _Rule("PmtTpInf/LclInstrm/Cd", "CORE|B2B"),
    _Rule("PmtTpInf/SeqTp", "FRST|RCUR|FNAL|OOFF"),
    _Rule("ReqdColltnDt", _DAY),
    _Rule("Cdtr/Nm", _NAME),
    _Rule("CdtrAcct/Id/IBAN", _IBAN),
    _Rule("CdtrAcct/Ccy", "[A-Z]{3}"),
    _Rule("CdtrAgt/FinInstnId/*", _BIC + "|NOTPROVIDED"),
    _Rule("ChrgBr", "SLEV"),
    _Rule("CdtrSchmeId/Id/PrvtId/Othr/Id", r"[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}"),
)
_DEBIT = (
    _Rule("PmtId/InstrId", _ID, is_identifier=True),
    _Rule("PmtId/EndToEndId", _ID, is_identifier=True),
    _Rule("InstdAmt", r"[0-9]{1,9}(\.[0-9]{1,3})?"),
    _Rule("DrctDbtTx/MndtRltdInf/MndtId", _ID, is_identifier=True),
    _Rule("DrctDbtTx/MndtRltdInf/DtOfSgntr", _DAY),
    _Rule("DbtrAgt/FinInstnId/*", _BIC + "|NOTPROVIDED"),
    _Rule("Dbtr/Nm", _NAME),
    _Rule("Dbtr/PstlAdr/Ctry", "[A-Z]{2}", is_required=False),
    _Rule("Dbtr/PstlAdr/AdrLine", _NAME, is_required=False),
    _Rule("DbtrAcct/Id/IBAN", _IBAN),
    _Rule("RmtInf/Ustrd", _TEXT % 140, is_required=False),
)


def check_pain008(content: bytes) -> None:
    """Every element that was written, the totals of each group and of the message, and that no debit has another's id.

    refuses   MessageBreaksSchema: of the first that is not so
    """
    document = etree.fromstring(content)
    namespace = etree.QName(document).namespace
    root = document[0]
    _look(root, _HEADER, namespace)
    groups = root.findall(f"{{{namespace}}}PmtInf")
    _require(bool(groups), "PmtInf", "")
    for group in groups:
        _look(group, _GROUP, namespace)
        debits = group.findall(f"{{{namespace}}}DrctDbtTxInf")
        for debit in debits:
            _look(debit, _DEBIT, namespace)
        _totals(group, debits, namespace)
    every = root.findall(f"{{{namespace}}}PmtInf/{{{namespace}}}DrctDbtTxInf")
    _totals(root[0], every, namespace)
    for path, nodes in (("PmtInfId", groups), ("PmtId/EndToEndId", every)):
        ids = [text for node in nodes for text in _texts(node, path, namespace)]
        repeated = next((id for id in ids if ids.count(id) > 1), "") if len(set(ids)) < len(ids) else ""
        _require(not repeated, path, repeated)


def _texts(node: etree._Element, path: str, namespace: str | None) -> Iterator[str]:
    named = "/".join("*" if name == "*" else f"{{{namespace}}}{name}" for name in path.split("/"))
    for found in node.iterfind(named):
        inner = found[0] if len(found) else found  # Othr/Id of a bank without a BIC
        yield inner.text or ""


def _look(node: etree._Element, rules: tuple[_Rule, ...], namespace: str | None) -> None:
    for rule in rules:
        texts = list(_texts(node, rule.path, namespace))
        _require(bool(texts) or not rule.is_required, rule.path, "")
        for text in texts:
            is_fit = re.fullmatch(rule.form, text) is not None and (not rule.is_identifier or is_identifier(text))
            _require(is_fit, rule.path, text)


def _totals(node: etree._Element, debits: list[etree._Element], namespace: str | None) -> None:
    (count,), (total,) = _texts(node, "NbOfTxs", namespace), _texts(node, "CtrlSum", namespace)
    amounts = [Decimal(text) for debit in debits for text in _texts(debit, "InstdAmt", namespace)]
    _require(int(count) == len(amounts), "NbOfTxs", count)
    _require(Decimal(total) == sum(amounts) and min(amounts, default=0) > 0, "CtrlSum", total)


def _require(is_so: bool, element: str, value: str) -> None:
    if not is_so:
        raise MessageBreaksSchema(element=element, value=value[:80])
