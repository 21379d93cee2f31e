"""Which XML format a file is in, from the first elements that open in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from reskontra.formats.format import Format
from reskontra.formats.safe_xml import opening_elements

_ISO = re.compile(r"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3})\.\d{3}\.(\d{2})", re.ASCII)
_PLAIN_NAMESPACE = re.compile(r"[A-Za-z0-9:/._#?=&%~+-]*", re.ASCII)
_MESSAGES = {
    "BkToCstmrStmt": Format.CAMT_053,
    "BkToCstmrAcctRpt": Format.CAMT_052,
    "BkToCstmrDbtCdtNtfctn": Format.CAMT_054,
    "CstmrCdtTrfInitn": Format.PAIN_001,
    "CstmrPmtStsRpt": Format.PAIN_002,
    "CstmrDrctDbtInitn": Format.PAIN_008,
}
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_UBL_ENDS = ("Invoice-2", "CreditNote-2")
_ELEMENTS_MAX = 200  # an envelope's header is shorter than this


@dataclass(frozen=True, slots=True)
class XmlKind:
    """namespace of the Document element, blank without one, and the version in it, blank outside ISO 20022."""

    format: Format
    namespace: str = ""
    version: str = ""


def xml_format(head: bytes) -> Format | None:
    """The format of an XML head, or None if it is not known here; refuses as xml_kind."""
    found = xml_kind(head)
    return found.format if found else None


def xml_kind(head: bytes) -> XmlKind | None:
    """What an XML head opens with, or None if that is not known here.

    A Document may stand in an envelope, beside its AppHdr. Without a namespace its child decides.
    refuses   as safe_xml.opening_elements
    """
    inside_document = False
    for place, element in enumerate(islice(opening_elements(head), _ELEMENTS_MAX)):
        namespace, _, name = element.tag.rpartition("}")
        namespace = namespace.removeprefix("{")
        if inside_document and name in _MESSAGES and _PLAIN_NAMESPACE.fullmatch(namespace):
            return XmlKind(_MESSAGES[name], namespace)
        if name == "Document":
            inside_document = True
            if found := _iso_kind(namespace):
                return found
        elif place == 0 and (other := _other_format(namespace, name)):
            return XmlKind(other)
    return None


def _iso_kind(namespace: str) -> XmlKind | None:
    found = _ISO.fullmatch(namespace)
    if not found:
        return None
    try:
        kind = Format(found[1])
    except ValueError:
        kind = Format.ISO_20022
    return XmlKind(kind, namespace, found[2])


def _other_format(namespace: str, root: str) -> Format | None:
    if namespace.startswith(_UBL) and namespace.endswith(_UBL_ENDS):
        return Format.UBL
    if root == "Finvoice":
        return Format.FINVOICE
    if namespace.startswith("urn:sfti:"):
        return Format.SVEFAKTURA
    return Format.OFX if root.upper() == "OFX" else None
