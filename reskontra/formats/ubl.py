"""UBL 2.1 invoices and credit notes, as Peppol BIS Billing 3 has them: one document a file, its sums proved.

Amounts are minor units of the document's currency, as they stand in the document: of a credit note positive, of an
invoice that credits negative.

source    OASIS UBL 2.1; EN 16931 business rules BR-CO-10, -13, -15 and -16
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from lxml import etree

from reskontra.core.company_numbers import compact
from reskontra.core.errors import Malformed
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import Money, parse_minor
from reskontra.formats.safe_xml import iterate_elements

_URN = "urn:oasis:names:specification:ubl:schema:xsd:"
_ROOTS = {f"{{{_URN}Invoice-2}}Invoice": "invoice", f"{{{_URN}CreditNote-2}}CreditNote": "credit_memo"}
_NAMES = {"cac": f"{_URN}CommonAggregateComponents-2", "cbc": f"{_URN}CommonBasicComponents-2"}
_LINES = {"invoice": "cac:InvoiceLine", "credit_memo": "cac:CreditNoteLine"}
# An invoice may carry its PDF: it is read over and not kept. What is kept is bounded by the number of elements.
_ATTACHMENT = f"{{{_NAMES['cbc']}}}EmbeddedDocumentBinaryObject"
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
_DECIMAL = re.compile(r"([+-]?)([0-9]*)\.?([0-9]*)", re.ASCII)
MOST_BYTES = 20 * 1024 * 1024
MOST_ELEMENTS = 300_000


class NotUbl(Malformed):
    code = "not_ubl"
    template = "The file's outermost element is {root}. Give an Invoice or CreditNote of UBL 2.1."


class UblTooLarge(Malformed):
    code = "ubl_too_large"
    template = "The file has over {limit} bytes. Ask for the invoice without its attachments."


class UblTooManyElements(Malformed):
    code = "ubl_too_many_elements"
    template = "The document has over {limit} elements. Ask the sender for one with fewer lines."


class UblMissing(Malformed):
    code = "ubl_missing"
    template = "{element} is missing. Ask the sender for a whole document."


class UblNotADay(Malformed):
    code = "ubl_not_a_day"
    template = '{element} is "{text}", which is no day. Ask the sender for one that is written as 2026-03-31.'


class UblNotAnAmount(Malformed):
    code = "ubl_not_an_amount"
    template = '{element} is "{text}", which is no amount in {currency}. Ask the sender for one such as 1250.00.'


class UblNotACurrency(Malformed):
    code = "ubl_not_a_currency"
    template = '{element} is "{text}", which is no currency of ISO 4217. Ask the sender for one such as EUR.'


class UblOtherCurrency(Malformed):
    code = "ubl_other_currency"
    template = "{element} is {text} {found}, and the document is in {currency}. Ask the sender for one currency."


class UblSum(Malformed):
    code = "ubl_sum"
    template = "{element} is {stated}, and its parts come to {computed}. Ask the sender for a document that adds up."


@dataclass(frozen=True, slots=True)
class UblParty:
    """numbers: every organisation, VAT and endpoint number it states, letters and digits only, upper case."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UblLine:
    text: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class UblDocument:
    """kind: "invoice" or "credit_memo", as the file calls it. prepaid_minor is what was paid before."""

    kind: str
    number: str
    issue_date: date
    due_date: date | None
    currency: str
    seller: UblParty
    buyer: UblParty
    payee: str
    buyer_reference: str
    payment_reference: str
    payment_accounts: tuple[str, ...]
    credits: tuple[str, ...]
    lines: tuple[UblLine, ...]
    tax_exclusive_minor: int
    tax_minor: int
    tax_inclusive_minor: int
    prepaid_minor: int
    rounding_minor: int
    payable_minor: int

    @property
    def line_minor(self) -> int:
        return sum(line.amount_minor for line in self.lines)


def read_ubl(stream: BinaryIO) -> UblDocument:
    """The document in a file.

    refuses   UblTooLarge, what safe_xml refuses, NotUbl, UblTooManyElements, UblMissing, UblNotACurrency, UblNotADay,
              UblOtherCurrency, UblNotAnAmount, UblSum: the first that is found
    """
    root: etree._Element | None = None
    bounded: BinaryIO = _Bounded(stream)  # type: ignore[assignment]
    for count, element in enumerate(iterate_elements(bounded, ["*"], most_bytes=MOST_BYTES), 1):
        if root is None:
            root = element.getroottree().getroot()
            if root.tag not in _ROOTS:
                raise NotUbl(root=str(root.tag)[:100])
        if count > MOST_ELEMENTS:
            raise UblTooManyElements(limit=MOST_ELEMENTS)
        if element.tag == _ATTACHMENT:
            element.text = None
    assert root is not None, "a document without an element is not well-formed"
    document = _Reader(root).document()
    _check_sums(root, document)
    return document


def is_xml(stream: BinaryIO) -> bool:
    """Whether a file is XML rather than a table, by its first letter; the stream is left at its start."""
    head = stream.read(1024)
    stream.seek(0)
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe<\0", b"\xfe\xff\0<"))


def is_ubl(head: bytes) -> bool:
    """Whether a file that begins so is an Invoice or CreditNote of UBL, by its namespace."""
    begun = head.replace(b"\0", b"")
    return any(_URN.encode() + kind in begun for kind in (b"Invoice-2", b"CreditNote-2"))


class _Bounded:
    """A stream that refuses to give more than a document may hold."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._read += len(data)
        if self._read > MOST_BYTES:
            raise UblTooLarge(limit=MOST_BYTES)
        return data


class _Reader:
    """Values of one document by their path."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.kind = _ROOTS[str(element.tag)]
        self.currency = ""

    def document(self) -> UblDocument:
        self.currency = self._currency()
        totals = "cac:LegalMonetaryTotal/cbc:"
        return UblDocument(
            kind=self.kind,
            number=self._text("cbc:ID", is_required=True),
            issue_date=self._required_day("cbc:IssueDate"),
            due_date=self._day("cbc:DueDate") or self._day("cac:PaymentMeans/cbc:PaymentDueDate"),
            currency=self.currency,
            seller=self._party("cac:AccountingSupplierParty/cac:Party"),
            buyer=self._party("cac:AccountingCustomerParty/cac:Party"),
            payee=self._text("cac:PayeeParty/cac:PartyName/cbc:Name"),
            buyer_reference=self._text("cbc:BuyerReference"),
            payment_reference=self._text("cac:PaymentMeans/cbc:PaymentID"),
            payment_accounts=tuple(self._texts("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")),
            credits=tuple(self._texts("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")),
            lines=tuple(self._lines()),
            tax_exclusive_minor=self._minor(f"{totals}TaxExclusiveAmount", is_required=True),
            tax_minor=self._tax(),
            tax_inclusive_minor=self._minor(f"{totals}TaxInclusiveAmount", is_required=True),
            prepaid_minor=self._minor(f"{totals}PrepaidAmount"),
            rounding_minor=self._minor(f"{totals}PayableRoundingAmount"),
            payable_minor=self._minor(f"{totals}PayableAmount", is_required=True),
        )

    def minor(self, path: str) -> int:
        """An amount, 0 where there is none."""
        return self._minor(path)

    def _found(self, path: str, within: etree._Element | None = None) -> list[etree._Element]:
        return (self.element if within is None else within).findall(path, _NAMES)

    def _texts(self, path: str, within: etree._Element | None = None) -> Iterator[str]:
        for found in self._found(path, within):
            if text := " ".join((found.text or "").split()):
                yield text

    def _text(self, path: str, within: etree._Element | None = None, *, is_required: bool = False) -> str:
        text = next(self._texts(path, within), "")
        if is_required and not text:
            raise self._missing(path)
        return text

    def _missing(self, path: str) -> UblMissing:
        return UblMissing(place=f"line {self.element.sourceline}", element=_shown(path))

    def _currency(self) -> str:
        path = "cbc:DocumentCurrencyCode"
        text = self._text(path, is_required=True)
        if not currency_codes.is_valid(text):
            raise UblNotACurrency(place=_line(self._found(path)[0]), element=_shown(path), text=text[:40])
        return currency_codes.compact(text)

    def _required_day(self, path: str) -> date:
        day = self._day(path)
        if day is None:
            raise self._missing(path)
        return day

    def _day(self, path: str) -> date | None:
        text = self._text(path)
        if not text:
            return None
        written = _DAY.fullmatch(text)
        try:
            if written:
                return date.fromisoformat(written[1])
        except ValueError:
            pass
        raise UblNotADay(place=_line(self._found(path)[0]), element=_shown(path), text=text[:40])

    def _minor(self, path: str, within: etree._Element | None = None, *, is_required: bool = False) -> int:
        found = self._found(path, within)
        if not found and is_required:
            raise self._missing(path)
        return self._amount(path, found[0]) if found else 0

    def _amount(self, path: str, element: etree._Element) -> int:
        text = (element.text or "").strip()
        stated = element.get("currencyID", self.currency)
        if stated != self.currency:
            values = {"text": text[:40], "found": stated[:10], "currency": self.currency}
            raise UblOtherCurrency(place=_line(element), element=_shown(path), **values)
        try:
            return parse_minor(_plain(text), self.currency)
        except Malformed:
            values = {"text": text[:40], "currency": self.currency}
            raise UblNotAnAmount(place=_line(element), element=_shown(path), **values) from None

    def _tax(self) -> int:
        """The VAT in the document's currency; there may be another total in that of the books."""
        path = "cac:TaxTotal/cbc:TaxAmount"
        totals = [one for one in self._found(path) if one.get("currencyID", self.currency) == self.currency]
        return self._amount(path, totals[0]) if totals else 0

    def _party(self, path: str) -> UblParty:
        found = self._found(path)
        if not found:
            raise self._missing(path)
        party = found[0]
        legal, trade = "cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name"
        schemes = [scheme for scheme in self._found("cac:PartyTaxScheme", party) if self._is_vat(scheme)]
        numbers = [
            *self._texts("cac:PartyLegalEntity/cbc:CompanyID", party),
            *(text for scheme in schemes for text in self._texts("cbc:CompanyID", scheme)),
            *self._texts("cbc:EndpointID", party),
            *self._texts("cac:PartyIdentification/cbc:ID", party),
        ]
        known = (compact(number) for number in numbers)
        return UblParty(
            self._text(legal, party) or self._text(trade, party), tuple(dict.fromkeys(one for one in known if one))
        )

    def _is_vat(self, scheme: etree._Element) -> bool:
        return self._text("cac:TaxScheme/cbc:ID", scheme).upper() in ("VAT", "")

    def _lines(self) -> Iterator[UblLine]:
        for line in self._found(_LINES[self.kind]):
            text = self._text("cac:Item/cbc:Name", line) or self._text("cac:Item/cbc:Description", line)
            yield UblLine(text, self._minor("cbc:LineExtensionAmount", line, is_required=True))


def _check_sums(element: etree._Element, document: UblDocument) -> None:
    """refuses   UblSum"""
    reader = _Reader(element)
    reader.currency = document.currency
    totals = "cac:LegalMonetaryTotal/cbc:"
    stated_lines = reader.minor(f"{totals}LineExtensionAmount")
    less, more = reader.minor(f"{totals}AllowanceTotalAmount"), reader.minor(f"{totals}ChargeTotalAmount")
    for name, stated, parts in (
        ("LineExtensionAmount", stated_lines, [document.line_minor]),
        ("TaxExclusiveAmount", document.tax_exclusive_minor, [stated_lines, -less, more]),
        ("TaxInclusiveAmount", document.tax_inclusive_minor, [document.tax_exclusive_minor, document.tax_minor]),
        (
            "PayableAmount",
            document.payable_minor,
            [document.tax_inclusive_minor, -document.prepaid_minor, document.rounding_minor],
        ),
    ):
        _refuse_sum(element, name, stated, parts, document.currency)


def _refuse_sum(element: etree._Element, name: str, stated: int, parts: Sequence[int], currency: str) -> None:
    if stated != sum(parts):
        found = element.find(f"cac:LegalMonetaryTotal/cbc:{name}", _NAMES)
        raise UblSum(
            place=_line(element if found is None else found),
            element=name,
            stated=Money(stated, currency),
            computed=Money(sum(parts), currency),
        )


def _plain(text: str) -> str:
    """A decimal of XML Schema ("+.50", "5.") as amounts are written here; another text as it is."""
    written = _DECIMAL.fullmatch(text)
    if not written or not (written[2] or written[3]):
        return text
    fraction = written[3].rstrip("0")
    return f"{'-' if written[1] == '-' else ''}{written[2].lstrip('0') or '0'}{'.' if fraction else ''}{fraction}"


def _line(element: etree._Element) -> str:
    return f"line {element.sourceline}"


def _shown(path: str) -> str:
    return path.replace("cac:", "").replace("cbc:", "")
