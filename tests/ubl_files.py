"""UBL invoices and credit notes made for tests, small and whole."""

from __future__ import annotations

URN = "urn:oasis:names:specification:ubl:schema:xsd:"
SELLER, BUYER = "5560473521", "5567037485"


def document(
    *,
    kind: str = "Invoice",
    number: str = "F-1001",
    issued: str = "2026-03-01",
    due: str = "2026-03-31",
    currency: str = "SEK",
    net: str = "1000.00",
    tax: str = "250.00",
    gross: str = "1250.00",
    prepaid: str = "",
    rounding: str = "",
    payable: str = "1250.00",
    seller: str = "",
    buyer: str = "",
    more: str = "",
    lines: tuple[str, ...] = (),
    before: str = "",
) -> bytes:
    """A document whose amounts are as given; seller and buyer are the contents of their Party elements."""
    unit = f'currencyID="{currency}"'
    optional = f"<cbc:PrepaidAmount {unit}>{prepaid}</cbc:PrepaidAmount>" if prepaid else ""
    optional += f"<cbc:PayableRoundingAmount {unit}>{rounding}</cbc:PayableRoundingAmount>" if rounding else ""
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
{before}<{kind} xmlns="{URN}{kind}-2" xmlns:cac="{URN}CommonAggregateComponents-2"
 xmlns:cbc="{URN}CommonBasicComponents-2">
<cbc:ID>{number}</cbc:ID>
<cbc:IssueDate>{issued}</cbc:IssueDate>
{f"<cbc:DueDate>{due}</cbc:DueDate>" if due else ""}
<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
<cbc:BuyerReference>Anna</cbc:BuyerReference>
<cac:AccountingSupplierParty><cac:Party>{seller or party("Vide AB", SELLER)}</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>{buyer or party("Nordan AB", BUYER)}</cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentID>10017</cbc:PaymentID></cac:PaymentMeans>
{more}
<cac:TaxTotal><cbc:TaxAmount {unit}>{tax}</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount {unit}>{net}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount {unit}>{net}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount {unit}>{gross}</cbc:TaxInclusiveAmount>
{optional}<cbc:PayableAmount {unit}>{payable}</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
{"".join(line(amount, kind, currency) for amount in lines or (net,))}
</{kind}>"""
    return text.encode()


def party(name: str, number: str = "", *, vat: str = "") -> str:
    """The contents of a Party element."""
    scheme = f"<cbc:CompanyID>{vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    company = f"<cbc:CompanyID>{number}</cbc:CompanyID>" if number else ""
    return (
        f"{f'<cac:PartyTaxScheme>{scheme}</cac:PartyTaxScheme>' if vat else ''}"
        f"<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>{company}</cac:PartyLegalEntity>"
    )


def line(amount: str, kind: str = "Invoice", currency: str = "SEK") -> str:
    return (
        f'<cac:{kind}Line><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount currencyID="{currency}">{amount}'
        f"</cbc:LineExtensionAmount><cac:Item><cbc:Name>Work</cbc:Name></cac:Item></cac:{kind}Line>"
    )


def credit_note(**values: str) -> bytes:
    return document(kind="CreditNote", due="", **values)  # type: ignore[arg-type]


def credited(number: str) -> str:
    """Names the invoice that a credit note credits."""
    return (
        "<cac:BillingReference><cac:InvoiceDocumentReference>"
        f"<cbc:ID>{number}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
    )
