"""UBL 2.1 invoices and credit notes, as Peppol BIS Billing 3 has them: one document a file, its sums proved.

Amounts are minor units of the document's currency, as they stand in the document: of a credit note positive, of an
invoice that credits negative.

source    OASIS UBL 2.1; EN 16931 business rules BR-CO-10, -13, -15 and -16
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from lxml import etree

from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import Money, parse_minor
from reskontra.formats.safe_xml import iterate_elements

_URN = "urn:oasis:names:specification:ubl:schema:xsd:"
_ROOTS = {f"{{{_URN}Invoice-2}}Invoice": "invoice", f"{{{_URN}CreditNote-2}}CreditNote": "credit_memo"}
_NAMES = {"cac": f"{_URN}CommonAggregateComponents-2", "cbc": f"{_URN}CommonBasicComponents-2"}
_LINES = {"invoice": "cac:InvoiceLine", "credit_memo": "cac:CreditNoteLine"}
MOST_BYTES = 20 * 1024 * 1024


class NotUbl(Malformed):
    code = "not_ubl"
    template = "The file's outermost element is {root}. Give an Invoice or CreditNote of UBL 2.1."


class UblTooLarge(Malformed):
    code = "ubl_too_large"
    template = "The file has over {limit} bytes. Ask for the invoice without its attachments."


class UblMissing(Malformed):
    code = "ubl_missing"
    template = "{element} is missing. Ask the sender for a whole document."


class UblValue(Malformed):
    code = "ubl_value"
    template = '{element} is "{text}". Ask the sender for a document that can be read: {reason}'


class UblSum(Malformed):
    code = "ubl_sum"
    template = "{element} is {stated}, and its parts come to {computed}. Ask the sender for a document that adds up."


@dataclass(frozen=True, slots=True)
class UblParty:
    """identities: every organisation, VAT and endpoint number it states, letters and digits only, upper case."""

    name: str
    identities: tuple[str, ...]


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

    refuses   UblTooLarge, what safe_xml refuses, NotUbl, UblMissing, UblValue, UblSum: the first that is found
    """
    for element in iterate_elements(_Bounded(stream), list(_ROOTS)):  # type: ignore[arg-type]
        document = _Reader(element).document()
        _check_sums(element, document)
        return document
    raise NotUbl(root="another")


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
            issue_date=self._day("cbc:IssueDate") or self._lacks("cbc:IssueDate"),
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
            self._lacks(path)
        return text

    def _lacks(self, path: str) -> date:
        raise UblMissing(place=f"line {self.element.sourceline}", element=_shown(path))

    def _currency(self) -> str:
        text = self._text("cbc:DocumentCurrencyCode", is_required=True)
        try:
            return currency_codes.validate(text)
        except (Refused, Malformed) as reason:
            raise self._bad("cbc:DocumentCurrencyCode", text, reason) from None

    def _day(self, path: str) -> date | None:
        text = self._text(path)
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError as reason:
            raise self._bad(path, text, "a day as 2026-03-31.") from reason

    def _bad(self, path: str, text: str, reason: object) -> UblValue:
        found = self._found(path)
        line = (found[0] if found else self.element).sourceline
        return UblValue(place=f"line {line}", element=_shown(path), text=text[:40], reason=reason)

    def _minor(self, path: str, within: etree._Element | None = None, *, is_required: bool = False) -> int:
        found = self._found(path, within)
        if not found:
            if is_required:
                self._lacks(path)
            return 0
        text = (found[0].text or "").strip()
        stated = found[0].get("currencyID", self.currency)
        if stated != self.currency:
            raise self._bad(path, f"{text} {stated}", f"amounts in {self.currency}.")
        try:
            return parse_minor(text, self.currency)
        except Malformed as reason:
            raise self._bad(path, text, reason) from None

    def _tax(self) -> int:
        """The VAT in the document's currency; there may be another total in that of the books."""
        for total in self._found("cac:TaxTotal/cbc:TaxAmount"):
            if total.get("currencyID", self.currency) == self.currency:
                text = (total.text or "").strip()
                try:
                    return parse_minor(text, self.currency)
                except Malformed as reason:
                    raise self._bad("cac:TaxTotal/cbc:TaxAmount", text, reason) from None
        return 0

    def _party(self, path: str) -> UblParty:
        found = self._found(path)
        if not found:
            self._lacks(path)
        party = found[0]
        legal, trade = "cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name"
        schemes = [scheme for scheme in self._found("cac:PartyTaxScheme", party) if self._is_vat(scheme)]
        numbers = [
            *self._texts("cac:PartyLegalEntity/cbc:CompanyID", party),
            *(text for scheme in schemes for text in self._texts("cbc:CompanyID", scheme)),
            *self._texts("cbc:EndpointID", party),
            *self._texts("cac:PartyIdentification/cbc:ID", party),
        ]
        known = (identity(number) for number in numbers)
        return UblParty(
            self._text(legal, party) or self._text(trade, party), tuple(dict.fromkeys(one for one in known if one))
        )

    def _is_vat(self, scheme: etree._Element) -> bool:
        return self._text("cac:TaxScheme/cbc:ID", scheme).upper() in ("VAT", "")

    def _lines(self) -> Iterator[UblLine]:
        for line in self._found(_LINES[self.kind]):
            text = self._text("cac:Item/cbc:Name", line) or self._text("cac:Item/cbc:Description", line)
            yield UblLine(text, self._minor("cbc:LineExtensionAmount", line, is_required=True))


def identity(text: str) -> str:
    """A number that names a company: letters and digits, upper case, without the country of a VAT number."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())


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
            place=f"line {element.sourceline if found is None else found.sourceline}",
            element=name,
            stated=Money(stated, currency),
            computed=Money(sum(parts), currency),
        )


def _shown(path: str) -> str:
    return path.replace("cac:", "").replace("cbc:", "")
