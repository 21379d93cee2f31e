"""What the drafting and the posting of documents look up, in a constant number of queries, and what it forbids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from reskontra.companies.payment_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import MOST_MINOR
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.core.terms import PaymentTerms
from reskontra.ledger.account_facts import (
    AccountFacts,
    VatCodeUnknown,
    VatFacts,
    accounts_by_number,
    direct_account,
    vat_by_code,
)
from reskontra.parties.queries import PartySummary, parties_by_number
from reskontra.receivables.blocks import refuse_blocked
from reskontra.receivables.documents.queries import DocumentFacts, LineFacts, external_numbers, vat_rates_of
from reskontra.receivables.queries import entries_by_number, facts_by_id

Place = Callable[[int, str], str]
Pair = tuple[str, str]


class VatCodeWithoutAccount(Refused):
    code = "vat_code_without_account"
    template = (
        "VAT code {vat_code} has no account for {vat} of VAT in the {ledger} ledger. "
        "Give it one with reskontra vat-code set."
    )


class DocumentWithoutLines(Refused):
    code = "document_without_lines"
    template = "The document for {party} has no lines. Write at least one, with an account and an amount."


class DocumentTotalNotPositive(Refused):
    code = "document_total_not_positive"
    template = (
        "The lines for {party} come to {total}. Write lines that come to more than zero; "
        "for money back write a credit memo."
    )


class DocumentTooLarge(Refused):
    code = "document_too_large"
    template = "The lines for {party} come to {total}. Write a document of at most {most}."


class VendorNumberMissing(Refused):
    code = "vendor_number_missing"
    template = (
        "The invoice of vendor {party} lacks the vendor's own number. Write the number that stands on the invoice."
    )


class VendorNumberTaken(Refused):
    code = "vendor_number_taken"
    template = (
        "Invoice {external_number} of vendor {party} is there already, as {document}. "
        "Correct the number, or leave the invoice out."
    )


class CreditsWithoutMemo(Refused):
    code = "credits_without_memo"
    template = "An invoice was to settle {document}. Make it a credit memo, or name no invoice that it settles."


class CreditedInvoiceUnknown(Refused):
    code = "credited_invoice_unknown"
    template = "{party} has no posted invoice {document}. Name a posted invoice of {party}, or leave it out."


class DueBeforeDocument(Refused):
    code = "document_due_before_date"
    template = "The document is of {document_date} and was to be due on {due_date}. Choose that day or a later one."


@dataclass(frozen=True, slots=True)
class DocumentBook:
    """invoices: (ledger, party number, document number) → the posted invoice, with what remains of it.

    external        (vendor, its own number) → the document that bears it
    credited_rates  invoice → VAT code → the rate that it was reckoned by
    """

    company: CompanyFacts
    parties: Mapping[Pair, PartySummary]
    accounts: dict[str, AccountFacts]
    vat_codes: Mapping[str, VatFacts]
    terms: Mapping[str, PaymentTerms]
    external: Mapping[tuple[int, str], str]
    invoices: Mapping[tuple[str, int, str], EntryFact]
    credited_rates: Mapping[int, Mapping[str, int]]

    def vat_account(self, ledger: str, code: str) -> int:
        """Where the VAT of a code is posted; 0 where nowhere."""
        vat = self.vat_codes[code]
        return vat.sales_id if ledger == "CUSTOMER" else vat.purchase_id

    def credited(self, document: DocumentFacts) -> EntryFact | None:
        """The invoice that a credit memo names."""
        return self.invoices.get((document.ledger, document.party_id, document.applies_to_number))

    def vat_rate(self, document: DocumentFacts, code: str) -> int:
        """The rate of a VAT code in basis points: of a credit memo as the invoice that it names had it."""
        fact = self.credited(document) if document.applies_to_number else None
        rates = self.credited_rates.get(fact.entry_id, {}) if fact else {}
        return rates.get(code, self.vat_codes[code].rate_basis_points)


def read_document_book(
    *, company: CompanyFacts, parties: Collection[Pair], external: Collection[str], credited: Collection[str]
) -> DocumentBook:
    """Look everything up. external: vendors' own numbers; credited: numbers of invoices that credit memos name."""
    found: dict[Pair, PartySummary] = {}
    for ledger in ("CUSTOMER", "VENDOR"):
        numbers = {number for kind, number in parties if kind == ledger}
        for number, party in parties_by_number(company=company, ledger=ledger, numbers=numbers).items():
            found[ledger, number] = party
    ids = [row[0] for row in entries_by_number(company=company, numbers=credited) if row[2] == "INVOICE"]
    invoices = facts_by_id(company=company, ids=ids).values()
    return DocumentBook(
        company=company,
        parties=found,
        accounts=accounts_by_number(company=company),
        vat_codes=vat_by_code(company=company),
        terms=payment_terms(company=company),
        external=external_numbers(company=company, numbers=external),
        invoices={(fact.ledger, fact.party_id, fact.document_number): fact for fact in invoices},
        credited_rates=vat_rates_of(company=company, entry_ids=ids),
    )


def document_findings(
    book: DocumentBook, document: DocumentFacts, place: Place, *, is_whole: bool = True
) -> list[Refused | Malformed]:
    """Everything that keeps a document from being a sound draft, lines first.

    place     tells where, from a line's number (0: the document itself) and a field's name
    is_whole  whether everything of it could be read: without that its lines' accounts and VAT codes alone are seen to
    """
    found: list[Refused | Malformed] = []
    for line in document.lines:
        found += [refusal.at(place(line.line_number, field)) for field, refusal in _line_findings(book, document, line)]
    if not is_whole:
        return found
    found += [refusal.at(place(0, field)) for field, refusal in _head_findings(book, document)]
    return found


def _line_findings(book: DocumentBook, document: DocumentFacts, line: LineFacts) -> Iterator[tuple[str, Refused]]:
    try:
        direct_account(book.accounts, line.account_number)
    except Refused as refusal:
        yield "account", refusal
    if not line.vat_code:
        return
    if line.vat_code not in book.vat_codes:
        yield "vat_code", VatCodeUnknown(vat_code=line.vat_code, known=tuple(sorted(book.vat_codes)))
    elif line.vat_minor and not book.vat_account(document.ledger, line.vat_code):
        vat = Money(line.vat_minor, document.currency)
        yield (
            "vat_code",
            VatCodeWithoutAccount(vat_code=line.vat_code, vat=vat, ledger=document.ledger.lower()),
        )


def _head_findings(book: DocumentBook, document: DocumentFacts) -> Iterator[tuple[str, Refused]]:
    party = document.party_number
    if not document.lines:
        yield "line", DocumentWithoutLines(party=party)
    elif document.total.minor <= 0:
        yield "line", DocumentTotalNotPositive(party=party, total=document.total)
    elif document.total.minor > MOST_MINOR:
        yield "line", DocumentTooLarge(party=party, total=document.total, most=Money(MOST_MINOR, document.currency))
    try:
        refuse_blocked(party=book.parties[document.ledger, party], document_type=document.type)
    except Refused as refusal:
        yield "party", refusal
    if document.due_date and document.due_date < document.document_date:
        yield "due_date", DueBeforeDocument(document_date=document.document_date, due_date=document.due_date)
    if document.ledger == "VENDOR" and document.document_type == "INVOICE":
        yield from _vendor_number(book, document)
    if not document.applies_to_number:
        return
    if document.document_type != "CREDIT_MEMO":
        yield "applies_to", CreditsWithoutMemo(document=document.applies_to_number)
    elif book.credited(document) is None:
        yield "applies_to", CreditedInvoiceUnknown(party=party, document=document.applies_to_number)


def _vendor_number(book: DocumentBook, document: DocumentFacts) -> Iterator[tuple[str, Refused]]:
    number = document.external_document_number
    if not number:
        yield "external_number", VendorNumberMissing(party=document.party_number)
        return
    taken = book.external.get((document.party_id, number))
    if taken is not None and taken != document.draft_number:
        yield (
            "external_number",
            VendorNumberTaken(external_number=number, party=document.party_number, document=taken),
        )
