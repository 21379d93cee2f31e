"""Write an invoice of UBL 2.1 as Peppol BIS Billing 3 has it, of claims outside the scope of VAT.

The same record gives the same bytes. Elements stand in the order of the schema, and none is empty. Amounts are minor
units; a line below zero is a quantity below zero at a price above.

source    OASIS UBL 2.1; OpenPeppol BIS Billing 3.0; EN 16931, BR-O-01 to -14 for what is not subject to VAT
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from reskontra.core.electronic_address import ElectronicAddress
from reskontra.core.money import format_minor

_URN = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{_URN}CommonAggregateComponents-2", f"{_URN}CommonBasicComponents-2"
_NAMES = {None: f"{_URN}Invoice-2", "cac": _CAC, "cbc": _CBC}
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_INVOICE, _ONE = "380", "C62"  # UNTDID 1001, UN/ECE Recommendation 20
_TRANSFER, _NO_MEANS = "30", "1"  # UNTDID 4461
_NOT_SUBJECT, _NOT_SUBJECT_CODE = "O", "VATEX-EU-O"
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = etree._Element


@dataclass(frozen=True, slots=True)
class InvoiceParty:
    """organisation: its legal number, "" where it is not known; address: up to three lines."""

    name: str
    organisation: str
    electronic: ElectronicAddress | None
    address: tuple[str, ...]
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """name: what is charged; description: how it comes about; first, last: the days that it is for."""

    name: str
    amount_minor: int
    description: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class InvoiceAccount:
    """Where to pay: an account number, and SE:BANKGIRO, SE:PLUSGIRO or "" for an IBAN."""

    number: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Invoice:
    """earlier: documents that it is about, by number and day; exemption: why there is no VAT, in words."""

    number: str
    issued: date
    due: date | None
    currency: str
    note: str
    buyer_reference: str
    earlier: tuple[tuple[str, date | None], ...]
    seller: InvoiceParty
    buyer: InvoiceParty
    account: InvoiceAccount | None
    payment_reference: str
    exemption: str
    lines: tuple[InvoiceLine, ...]
    rounding_minor: int = 0

    @property
    def line_minor(self) -> int:
        return sum(line.amount_minor for line in self.lines)

    @property
    def payable_minor(self) -> int:
        return self.line_minor + self.rounding_minor


def ubl_invoice(invoice: Invoice) -> bytes:
    """The file, in UTF-8. What Peppol demands of the record is held by bis_rules, and not here."""
    root = etree.Element(f"{{{_URN}Invoice-2}}Invoice", nsmap=_NAMES)  # type: ignore[arg-type]
    for name, text in (
        ("CustomizationID", CUSTOMIZATION),
        ("ProfileID", PROFILE),
        ("ID", invoice.number),
        ("IssueDate", invoice.issued.isoformat()),
        ("DueDate", invoice.due.isoformat() if invoice.due else ""),
        ("InvoiceTypeCode", _INVOICE),
        ("Note", invoice.note),
        ("DocumentCurrencyCode", invoice.currency),
        ("BuyerReference", invoice.buyer_reference),
    ):
        _text(root, name, text)
    for number, day in invoice.earlier:
        reference = _group(_group(root, "BillingReference"), "InvoiceDocumentReference")
        _text(reference, "ID", number)
        _text(reference, "IssueDate", day.isoformat() if day else "")
    _party(_group(root, "AccountingSupplierParty"), invoice.seller)
    _party(_group(root, "AccountingCustomerParty"), invoice.buyer)
    _means(root, invoice)
    _tax(root, invoice)
    _totals(root, invoice)
    for place, line in enumerate(invoice.lines, 1):
        _line(root, invoice, place, line)
    etree.indent(root, space="  ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="utf-8") + b"\n"


def _party(holder: Element, party: InvoiceParty) -> None:
    inner = _group(holder, "Party")
    if party.electronic:
        _text(inner, "EndpointID", party.electronic.number, schemeID=party.electronic.scheme)
    postal = _group(inner, "PostalAddress")
    street, more, rest = (*party.address, "", "", "")[:3]
    for name, text in (
        ("StreetName", street), ("AdditionalStreetName", more), ("CityName", party.city),
        ("PostalZone", party.postal_code),
    ):  # fmt: skip
        _text(postal, name, text)
    if rest:
        _text(_group(postal, "AddressLine"), "Line", rest)
    _text(_group(postal, "Country"), "IdentificationCode", party.country)
    legal = _group(inner, "PartyLegalEntity")
    _text(legal, "RegistrationName", party.name)
    scheme = {"schemeID": "0007"} if party.country == "SE" and len(party.organisation) == 10 else {}
    _text(legal, "CompanyID", party.organisation, **scheme)


def _means(root: Element, invoice: Invoice) -> None:
    means = _group(root, "PaymentMeans")
    _text(means, "PaymentMeansCode", _TRANSFER if invoice.account else _NO_MEANS)
    _text(means, "PaymentID", invoice.payment_reference)
    if invoice.account:
        account = _group(means, "PayeeFinancialAccount")
        _text(account, "ID", invoice.account.number)
        if invoice.account.branch:
            _text(_group(account, "FinancialInstitutionBranch"), "ID", invoice.account.branch)


def _tax(root: Element, invoice: Invoice) -> None:
    total = _group(root, "TaxTotal")
    _amount(total, "TaxAmount", 0, invoice)
    part = _group(total, "TaxSubtotal")
    _amount(part, "TaxableAmount", invoice.line_minor, invoice)
    _amount(part, "TaxAmount", 0, invoice)
    _category(part, "TaxCategory", invoice.exemption)


def _category(holder: Element, name: str, exemption: str = "") -> None:
    category = _group(holder, name)
    _text(category, "ID", _NOT_SUBJECT)
    if exemption:
        _text(category, "TaxExemptionReasonCode", _NOT_SUBJECT_CODE)
        _text(category, "TaxExemptionReason", exemption)
    _text(_group(category, "TaxScheme"), "ID", "VAT")


def _totals(root: Element, invoice: Invoice) -> None:
    totals = _group(root, "LegalMonetaryTotal")
    for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount"):
        _amount(totals, name, invoice.line_minor, invoice)
    if invoice.rounding_minor:
        _amount(totals, "PayableRoundingAmount", invoice.rounding_minor, invoice)
    _amount(totals, "PayableAmount", invoice.payable_minor, invoice)


def _line(root: Element, invoice: Invoice, place: int, line: InvoiceLine) -> None:
    one = _group(root, "InvoiceLine")
    _text(one, "ID", str(place))
    _text(one, "InvoicedQuantity", "-1" if line.amount_minor < 0 else "1", unitCode=_ONE)
    _amount(one, "LineExtensionAmount", line.amount_minor, invoice)
    if line.first and line.last:
        period = _group(one, "InvoicePeriod")
        _text(period, "StartDate", line.first.isoformat())
        _text(period, "EndDate", line.last.isoformat())
    item = _group(one, "Item")
    _text(item, "Description", line.description)
    _text(item, "Name", line.name)
    _category(item, "ClassifiedTaxCategory")
    _amount(_group(one, "Price"), "PriceAmount", abs(line.amount_minor), invoice)


def _group(holder: Element, name: str) -> Element:
    return etree.SubElement(holder, f"{{{_CAC}}}{name}")


def _text(holder: Element, name: str, text: str, **attributes: str) -> None:
    """An element with this text; none where there is nothing to say."""
    shown = _UNPRINTABLE.sub("", text).strip()
    if shown:
        etree.SubElement(holder, f"{{{_CBC}}}{name}", attributes).text = shown


def _amount(holder: Element, name: str, minor: int, invoice: Invoice) -> None:
    _text(holder, name, format_minor(minor, invoice.currency), currencyID=invoice.currency)
