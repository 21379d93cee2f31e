"""What other systems call the columns of customers, vendors and open documents, in English and Swedish.

docs/migration.md says which of the titles were seen where. Of several titles for one column the first that the file
has counts; blanks and capitals do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Titles = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Books:
    """How a system exports.

    parties, entries   our column → its titles; of entries `customer` and `vendor` are the account, `type` is the
                       document type, `document_date` stands in for a posting date
    types              its document types, in small letters → ours
    needs              columns of entries without which amounts would be misread
    left_out           title → values, in small letters, of rows that are no open documents
    is_vendor_positive vendor invoices have positive amounts: the sign is turned
    negative           what a document without a type is that lowers what is owed
    is_by_type         the sign follows the document type, whatever the file writes
    """

    title: str
    parties: Titles
    entries: Titles
    types: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    left_out: Titles = field(default_factory=dict)
    is_vendor_positive: bool = False
    negative: str = "credit_memo"
    is_by_type: bool = False


_NUMBERS = ("Kundnr", "Kundnummer", "Leverantörsnr", "Leverantörsnummer")
_SWEDISH_PARTY: Titles = {
    "address": ("Adress", "Postadress", "Adress 1", "Adressrad 1", "Fakturaadress"),
    "postal_code": ("Postnr", "Postnummer"),
    "city": ("Ort", "Postort", "Stad"),
    "country": ("Landskod", "Land/regionkod", "Lands-/regionskod"),
    "organisation_number": ("Organisationsnummer", "Organisationsnr", "Org.nr", "Orgnr", "Org-/personnr"),
    "vat_number": ("Momsregistreringsnummer", "Momsregistreringsnr", "Momsregistreringsnr.", "VAT-nummer", "VAT-nr"),
    "email": ("E-post", "E-postadress", "Epost"),
    "phone": ("Telefon", "Telefonnr", "Telefonnummer", "Telefon 1"),
    "currency": ("Valutakod", "Valuta"),
    "iban": ("IBAN",),
    "bankgiro": ("Bankgiro", "Bankgironummer", "BG"),
    "plusgiro": ("Plusgiro", "Plusgironummer", "PG"),
}
_ENGLISH_PARTY: Titles = {
    "address": ("Address", "Street"),
    "postal_code": ("Post Code", "ZIP Code", "Postal Code", "Zip"),
    "city": ("City",),
    "country": ("Country/Region Code", "Country Code", "Country/Country Code"),
    "organisation_number": ("Registration Number", "Registration No.", "Company ID", "Corporate Identity Number"),
    "vat_number": ("VAT Registration No.", "VAT Number", "Tax ID", "VAT"),
    "email": ("Email", "E-Mail"),
    "phone": ("Phone No.", "Phone", "Phone Number"),
    "currency": ("Currency Code", "Currency"),
}
_SWEDISH_ENTRY: Titles = {
    "customer": ("Kundnr", "Kundnr.", "Kundnummer"),
    "vendor": ("Leverantörsnr", "Leverantörsnr.", "Leverantörsnummer", "Lev.nr", "Levnr"),
    "document_number": ("Fakturanr", "Fakturanr.", "Fakturanummer", "Faktura", "Löpnr", "Löpnummer"),
    "external_document_number": ("Externt dokumentnr", "Externt verifikationsnr", "Leverantörens fakturanr"),
    "payment_reference": ("OCR", "OCR-nummer", "OCR-nr", "Betalningsreferens"),
    "posting_date": ("Bokföringsdatum", "Fakturadatum"),
    "document_date": ("Dokumentdatum", "Verifikationsdatum"),
    "due_date": ("Förfallodatum", "Förfallodag", "Förfaller"),
    "currency": ("Valutakod", "Valuta"),
    "amount": ("Ursprungligt belopp", "Totalt", "Totalbelopp", "Total", "Fakturabelopp", "Belopp", "Summa"),
    "remaining_amount": ("Återstående belopp", "Saldo", "Restbelopp", "Kvar att betala", "Rest", "Obetalt"),
    "description": ("Beskrivning", "Text"),
    "type": ("Dokumenttyp", "Verifikationstyp"),
}


def _both(*several: Titles) -> Titles:
    names = dict.fromkeys(name for one in several for name in one)
    return {name: tuple(title for one in several for title in one.get(name, ())) for name in names}


BUSINESS_CENTRAL = Books(
    title="Microsoft Dynamics 365 Business Central",
    parties=_both({"number": ("No.", "Nr", "Nr."), "name": ("Name", "Namn")}, _ENGLISH_PARTY, _SWEDISH_PARTY),
    entries=_both(
        {
            "customer": ("Customer No.",),
            "vendor": ("Vendor No.",),
            "document_number": ("Document No.", "Dokumentnr", "Dokumentnr.", "Verifikationsnr", "Verifikationsnr."),
            "external_document_number": ("External Document No.",),
            "payment_reference": ("Payment Reference",),
            "posting_date": ("Posting Date",),
            "document_date": ("Document Date",),
            "due_date": ("Due Date",),
            "currency": ("Currency Code",),
            "amount": ("Original Amount", "Amount"),
            "remaining_amount": ("Remaining Amount",),
            "discount_date": ("Pmt. Discount Date", "Kassarabattdatum"),
            "discount_amount": ("Remaining Pmt. Disc. Possible", "Original Pmt. Disc. Possible"),
            "description": ("Description",),
            "on_hold": ("On Hold", "Avvakta"),
            "type": ("Document Type",),
        },
        {name: titles for name, titles in _SWEDISH_ENTRY.items() if name not in ("document_number", "posting_date")},
        {"posting_date": ("Bokföringsdatum",)},
    ),
    types={
        "invoice": "invoice", "faktura": "invoice", "credit memo": "credit_memo", "kreditnota": "credit_memo",
        "kreditfaktura": "credit_memo", "payment": "payment", "betalning": "payment", "refund": "refund",
        "återbetalning": "refund", "finance charge memo": "finance_charge", "räntefaktura": "finance_charge",
        "reminder": "reminder", "påminnelse": "reminder", "betalningspåminnelse": "reminder",
    },
    left_out={"Open": ("no", "false", "nej"), "Öppen": ("no", "false", "nej"), "Öppet": ("no", "false", "nej")},
    negative="payment",
)  # fmt: skip
FORTNOX = Books(
    title="Fortnox",
    parties=_both(
        {
            "number": (*_NUMBERS, "CustomerNumber", "SupplierNumber"),
            "name": ("Namn", "Kundnamn", "Leverantörsnamn", "Name"),
            "address": ("Address1",), "postal_code": ("ZipCode",), "city": ("City",), "country": ("CountryCode",),
            "organisation_number": ("OrganisationNumber",), "vat_number": ("VATNumber",), "email": ("Email",),
            "phone": ("Phone1", "Phone"), "currency": ("Currency",), "bankgiro": ("BG",), "plusgiro": ("PG",),
        },
        _SWEDISH_PARTY,
        {"country": ("Land", "Country")},
    ),
    entries=_both(
        {
            "customer": ("CustomerNumber",), "vendor": ("SupplierNumber",),
            "document_number": ("DocumentNumber", "GivenNumber"), "external_document_number": ("InvoiceNumber",),
            "payment_reference": ("OCR",), "posting_date": ("InvoiceDate",), "due_date": ("DueDate",),
            "currency": ("Currency",), "amount": ("Total",), "remaining_amount": ("Balance",),
        },
        _SWEDISH_ENTRY,
    ),
    left_out={"Makulerad": ("ja", "true", "1", "x"), "Cancelled": ("true", "1")},
    is_vendor_positive=True,
)  # fmt: skip
VISMA = Books(
    title="Visma",
    parties=_both(
        {
            "number": (*_NUMBERS, "Customer number", "Supplier number"),
            "name": ("Namn", "Kundnamn", "Leverantörsnamn", "Företagsnamn", "Name", "Customer name"),
        },
        _SWEDISH_PARTY, _ENGLISH_PARTY,
    ),
    entries=_both(
        {
            "customer": ("Customer number", "CustomerNumber"), "vendor": ("Supplier number", "SupplierNumber"),
            "document_number": ("Invoice number", "InvoiceNumber"), "posting_date": ("Invoice date", "InvoiceDate"),
            "due_date": ("Due date", "DueDate"), "currency": ("Currency", "CurrencyCode"),
            "amount": ("Total amount", "TotalAmount"), "remaining_amount": ("Remaining amount", "RemainingAmount"),
        },
        _SWEDISH_ENTRY,
    ),
    is_vendor_positive=True,
)  # fmt: skip
ODOO = Books(
    title="Odoo",
    parties=_both(
        {
            "number": ("Reference", "Internal Reference", "ref", "Referens"),
            "name": ("Name", "Display Name", "Complete Name", "name", "Namn"),
            "address": ("Street", "street"), "postal_code": ("Zip", "zip"), "city": ("City", "city"),
            "country": ("Country/Country Code", "country_id/code"), "vat_number": ("Tax ID", "vat"),
            "organisation_number": ("Company ID", "company_registry"), "email": ("Email", "email"),
            "phone": ("Phone", "phone"),
        },
    ),
    entries=_both(
        {
            "customer": ("Customer/Reference", "Partner/Reference", "partner_id/ref"),
            "vendor": ("Vendor/Reference",),
            "document_number": ("Number", "name"),
            "external_document_number": ("Reference", "ref"),
            "payment_reference": ("Payment Reference", "payment_reference"),
            "posting_date": ("Invoice/Bill Date", "Invoice Date", "Bill Date", "invoice_date"),
            "document_date": ("Date", "Accounting Date", "date"),
            "due_date": ("Due Date", "invoice_date_due"),
            "currency": ("Currency", "currency_id", "currency_id/name"),
            "amount": ("Total in Currency Signed", "amount_total_in_currency_signed", "Total", "amount_total"),
            "remaining_amount": ("Amount Due", "amount_residual"),
            "type": ("Type", "move_type"),
        },
    ),
    types={
        "customer invoice": "invoice", "out_invoice": "invoice", "vendor bill": "invoice", "in_invoice": "invoice",
        "customer credit note": "credit_memo", "out_refund": "credit_memo", "vendor credit note": "credit_memo",
        "in_refund": "credit_memo",
    },
    needs=("type",),
    left_out={"Status": ("draft", "cancelled", "cancel"), "state": ("draft", "cancel")},
    is_by_type=True,
)  # fmt: skip
SYSTEMS: Mapping[str, Books] = {
    "business-central": BUSINESS_CENTRAL, "fortnox": FORTNOX, "visma": VISMA, "odoo": ODOO,
}  # fmt: skip
