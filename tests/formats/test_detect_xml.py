"""Which XML format a head is in."""

import pytest

from reskontra.formats.detect_xml import XmlKind, xml_format, xml_kind
from reskontra.formats.format import Format
from reskontra.formats.safe_xml import DoctypeRefused, NotWellFormed

ISO = "urn:iso:std:iso:20022:tech:xsd:"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


@pytest.mark.parametrize(
    ("case", "head", "expected"),
    [
        ("camt.053", f"<Document xmlns='{ISO}camt.053.001.08'>", Format.CAMT_053),
        ("camt.054", f"<Document xmlns='{ISO}camt.054.001.02'>", Format.CAMT_054),
        ("camt.052", f"<d:Document xmlns:d='{ISO}camt.052.001.99'>", Format.CAMT_052),
        ("no namespace", "<Document><BkToCstmrStmt>", Format.CAMT_053),
        ("an unknown namespace", "<Document xmlns='urn:bank'><BkToCstmrDbtCdtNtfctn>", Format.CAMT_054),
        ("an envelope", f"<E><AppHdr><Fr/></AppHdr><Document xmlns='{ISO}camt.053.001.08'>", Format.CAMT_053),
        ("pain.001", f"<Document xmlns='{ISO}pain.001.001.03'><BkToCstmrStmt>", Format.PAIN_001),
        ("pain.002", f"<Document xmlns='{ISO}pain.002.001.03'>", Format.PAIN_002),
        ("pain.008", f"<Document xmlns='{ISO}pain.008.001.02'>", Format.PAIN_008),
        ("pain.002 without a namespace", "<Document><CstmrPmtStsRpt>", Format.PAIN_002),
        ("pacs", f"<Document xmlns='{ISO}pacs.008.001.08'>", Format.ISO_20022),
        ("another camt", f"<Document xmlns='{ISO}camt.029.001.09'>", Format.ISO_20022),
        ("UBL invoice", f"<Invoice xmlns='{UBL}Invoice-2'>", Format.UBL),
        ("UBL credit note", f"<CreditNote xmlns='{UBL}CreditNote-2'>", Format.UBL),
        ("Finvoice", "<Finvoice Version='3.0'>", Format.FINVOICE),
        ("Svefaktura", "<Invoice xmlns='urn:sfti:documents:BasicInvoice:1:0'>", Format.SVEFAKTURA),
        ("OFX 2", "<?OFX OFXHEADER='200'?><OFX>", Format.OFX),
        ("an undeclared prefix", "<urn:iso><x:Document><BkToCstmrStmt>", None),
        ("a namespace that is no name", "<Document xmlns='a } {b'><BkToCstmrStmt>", None),
        ("anything", "<svg xmlns='http://www.w3.org/2000/svg'>", None),
        ("a document that is none", "<Document><Page/>", None),
        ("nothing but a declaration", "<?xml version='1.0'?>", None),
    ],
)
def test_xml_format(case, head, expected):
    assert xml_format(head.encode()) == expected


def test_xml_kind_has_namespace_and_version():
    namespace = ISO + "camt.053.001.08"
    assert xml_kind(f"<Document xmlns='{namespace}'>".encode()) == XmlKind(Format.CAMT_053, namespace, "08")
    assert xml_kind(b"<Document xmlns='urn:bank'><BkToCstmrStmt>") == XmlKind(Format.CAMT_053, "urn:bank", "")


@pytest.mark.parametrize(
    ("head", "refusal"),
    [(b"<!DOCTYPE Document><Document>", DoctypeRefused), (b"<Document><a></b>", NotWellFormed)],
)
def test_refusals(head, refusal):
    with pytest.raises(refusal):
        xml_format(head)


def test_a_long_envelope_is_given_up():
    assert xml_format(b"<E>" + b"<x/>" * 500 + f"<Document xmlns='{ISO}camt.053.001.08'>".encode()) is None
