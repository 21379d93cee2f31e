"""UBL documents: what is read, that sums are proved, and what strangers may not do with them."""

from __future__ import annotations

import contextlib
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import safe_xml, ubl
from reskontra.formats.ubl import UblDocument, UblLine, UblParty, is_ubl, is_xml, read_ubl
from tests import ubl_files
from tests.ubl_files import BUYER, SELLER, document


def read(data: bytes) -> UblDocument:
    return read_ubl(io.BytesIO(data))


def test_its_namespace_tells_it_from_other_files() -> None:
    assert is_ubl(document())
    assert is_ubl(ubl_files.credit_note())
    assert not is_ubl(b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>')


def test_an_invoice() -> None:
    more = """<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-1000</cbc:ID>
    </cac:InvoiceDocumentReference></cac:BillingReference>
    <cac:PayeeParty><cac:PartyName><cbc:Name>Factor AB</cbc:Name></cac:PartyName></cac:PayeeParty>
    <cac:PaymentMeans><cac:PayeeFinancialAccount><cbc:ID>991-2346</cbc:ID></cac:PayeeFinancialAccount>
    </cac:PaymentMeans>"""
    assert read(document(more=more, lines=("400.00", "600"), rounding="0.25", prepaid="50", payable="1200.25")) == (
        UblDocument(
            kind="invoice",
            number="F-1001",
            issue_date=date(2026, 3, 1),
            due_date=date(2026, 3, 31),
            currency="SEK",
            seller=UblParty("Vide AB", (SELLER,)),
            buyer=UblParty("Nordan AB", (BUYER,)),
            payee="Factor AB",
            buyer_reference="Anna",
            payment_reference="10017",
            payment_accounts=("991-2346",),
            credits=("F-1000",),
            lines=(UblLine("Work", 400_00), UblLine("Work", 600_00)),
            tax_exclusive_minor=1000_00,
            tax_minor=250_00,
            tax_inclusive_minor=1250_00,
            prepaid_minor=50_00,
            rounding_minor=25,
            payable_minor=1200_25,
        )
    )


def test_a_credit_note() -> None:
    found = read(ubl_files.credit_note())
    assert (found.kind, found.due_date, found.payable_minor, found.line_minor) == (
        "credit_memo",
        None,
        1250_00,
        1000_00,
    )


def test_a_due_date_at_the_payment_means() -> None:
    more = "<cac:PaymentMeans><cbc:PaymentDueDate>2026-04-15</cbc:PaymentDueDate></cac:PaymentMeans>"
    assert read(document(due="", more=more)).due_date == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("text", "minor"),
    [("+1250.00", 1250_00), ("1250", 1250_00), ("1250.", 1250_00), ("01250.0000000", 1250_00), (" 1250.0 ", 1250_00)],
)
def test_decimals_of_xml(text: str, minor: int) -> None:
    assert read(document(payable=text)).payable_minor == minor


def test_half_a_unit_and_nothing() -> None:
    found = read(document(net=".50", tax="0", gross="0.5", payable="+.5"))
    assert (found.payable_minor, found.tax_minor) == (50, 0)


def test_the_vat_of_the_documents_currency() -> None:
    other = '<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">2800.00</cbc:TaxAmount></cac:TaxTotal>'
    assert read(document(currency="EUR", more=other)).tax_minor == 250_00


def test_every_number_of_a_party() -> None:
    seller = """<cbc:EndpointID schemeID="0007">556047-3521</cbc:EndpointID><cac:PartyIdentification>
    <cbc:ID>735 0039 1100 21</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>Vide</cbc:Name></cac:PartyName>
    <cac:PartyTaxScheme><cbc:CompanyID>SE556047352101</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
    </cac:PartyTaxScheme><cac:PartyTaxScheme><cbc:CompanyID>F-skatt</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID>
    </cac:TaxScheme></cac:PartyTaxScheme>"""
    assert read(document(seller=seller)).seller == UblParty("Vide", ("SE556047352101", SELLER, "7350039110021"))


@pytest.mark.parametrize(
    ("case", "data", "refusal", "words"),
    [
        ("a bank statement", b"<Document><Ntry/></Document>", ubl.NotUbl, "Document"),
        ("an order", document().replace(b"Invoice-2", b"Order-2"), ubl.NotUbl, "Order-2"),
        ("no number", document(number=""), ubl.UblMissing, "ID is missing"),
        ("no day", document(issued=""), ubl.UblMissing, "IssueDate"),
        ("no currency", document(currency=""), ubl.UblMissing, "DocumentCurrencyCode"),
        ("no seller", document().replace(b"AccountingSupplierParty", b"SomeParty"), ubl.UblMissing, "Supplier"),
        ("no total", document().replace(b"PayableAmount", b"SomeAmount"), ubl.UblMissing, "PayableAmount"),
        ("another currency's code", document(currency="KRONOR"), ubl.UblNotACurrency, "KRONOR"),
        ("a day that is none", document(issued="2026-02-30"), ubl.UblNotADay, "2026-02-30"),
        ("a day written differently", document(due="31/3 2026"), ubl.UblNotADay, "line 6: DueDate"),
        ("an amount with a comma", document(payable="1250,00"), ubl.UblNotAnAmount, "1250,00"),
        ("no amount", document(payable=""), ubl.UblNotAnAmount, "PayableAmount"),
        ("a sign alone", document(payable="-"), ubl.UblNotAnAmount, '"-"'),
        ("too fine", document(payable="1250.001"), ubl.UblNotAnAmount, "1250.001"),
        ("too large", document(payable="1" * 30), ubl.UblNotAnAmount, "111"),
        ("two currencies", document().replace(b'PayableAmount currencyID="SEK"', b'PayableAmount currencyID="EUR"'),
         ubl.UblOtherCurrency, "EUR"),
        ("lines", document(lines=("999.99",)), ubl.UblSum, "LineExtensionAmount is 1000.00 SEK"),
        ("VAT", document(gross="1251.00", payable="1251.00"), ubl.UblSum, "1250.00 SEK"),
        ("what is to be paid", document(payable="1249.99"), ubl.UblSum, "PayableAmount is 1249.99 SEK"),
        ("rounding left out", document(payable="1250.25"), ubl.UblSum, "1250.25"),
    ],
)  # fmt: skip
def test_refusals(case: str, data: bytes, refusal: type[Malformed], words: str) -> None:
    with pytest.raises(refusal) as caught:
        read(data)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("an entity", document(before="<!DOCTYPE Invoice [<!ENTITY a 'b'>]>", number="&a;"), safe_xml.DoctypeRefused),
        ("a file of the machine", document(before='<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
         safe_xml.DoctypeRefused),
        ("a doctype behind a comment", document(before="<!-- x --><!DOCTYPE Invoice>"), safe_xml.DoctypeRefused),
        ("cut off", document()[:-20], safe_xml.FileCutOff),
        ("too deep", document(more="<cac:A>" * 300), safe_xml.TooDeepOrLong),
        ("bytes of another encoding", document().replace(b"Anna", b"\xe5"), safe_xml.EncodingDiffers),
        ("nothing", b"", safe_xml.FileCutOff),
        ("a table", b"ledger,account\n", safe_xml.NotWellFormed),
    ],
)  # fmt: skip
def test_what_is_not_safe_is_refused(case: str, data: bytes, refusal: type[Malformed]) -> None:
    with pytest.raises(refusal):
        read(data)


def test_an_attachment_is_read_over() -> None:
    pdf = f"<cac:A><cbc:EmbeddedDocumentBinaryObject>{'QUJD' * 10**6}</cbc:EmbeddedDocumentBinaryObject></cac:A>"
    assert read(document(more=pdf)).payable_minor == 1250_00


def test_a_document_without_end_is_refused() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += 1
            return document()[:-20] if self.given == 1 else b" " * 65536

    stream = Endless()
    with pytest.raises(ubl.UblTooLarge):
        read_ubl(stream)  # type: ignore[arg-type]
    assert stream.given * 65536 < 2 * ubl.MOST_BYTES


def test_a_document_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ubl, "MOST_ELEMENTS", 1000)
    with pytest.raises(ubl.UblTooManyElements):
        read(document(more="<cac:A/>" * 1000))


def test_lines_may_be_many() -> None:
    assert read(document(lines=("0.50",) * 2000)).line_minor == 1000_00


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: document(number=text[:50], issued=text)))
def test_any_bytes_are_a_document_or_refused(data: bytes) -> None:
    with contextlib.suppress(Malformed):
        read(data)


@given(st.integers(0, len(document())), st.binary(min_size=1, max_size=4))
def test_a_damaged_document_is_whole_or_refused(at: int, put: bytes) -> None:
    data = document()
    try:
        found = read(data[:at] + put + data[at + len(put) :])
    except Malformed:
        return
    assert found.payable_minor == found.tax_inclusive_minor - found.prepaid_minor + found.rounding_minor


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<Invoice/>", True),
        (b"\xef\xbb\xbf\n  <?xml version='1.0'?>", True),
        ("\ufeff<Invoice/>".encode("utf-16-le"), True),
        (b"\xfe\xff" + "<Invoice/>".encode("utf-16-be"), True),
        (b"ledger,account", False),
        (b"", False),
    ],
)
def test_xml_or_a_table(data: bytes, found: bool) -> None:
    stream = io.BytesIO(data)
    assert is_xml(stream) is found
    assert stream.read() == data
