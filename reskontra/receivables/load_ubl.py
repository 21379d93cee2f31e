"""Load an open document from UBL: an invoice or credit note of ours a customer's entry, one to us a vendor's.

What it states is written as a row of the file that loads open documents, so that the same rules and refusals hold.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import BinaryIO

from django.db import transaction

from reskontra.companies.identity import Identity, identity_of
from reskontra.companies.payment_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.company_numbers import company_keys
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.money import format_minor
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import Table
from reskontra.formats.ubl import UblDocument, UblParty, read_ubl
from reskontra.parties.identify import parties_by_company_number
from reskontra.parties.queries import PartySummary, find_party
from reskontra.receivables.credited import settle_credited
from reskontra.receivables.documents.queries import external_numbers
from reskontra.receivables.load import OPTIONAL, REQUIRED, EntriesLoaded, load_table

_ELEMENTS = {
    "account": "Party", "document_number": "ID", "posting_date": "IssueDate", "due_date": "DueDate",
    "currency": "DocumentCurrencyCode", "amount": "TaxInclusiveAmount", "remaining_amount": "PayableAmount",
    "payment_reference": "PaymentMeans/PaymentID",
}  # fmt: skip
_PLACE = re.compile(r"row [0-9]+(?:, ([a-z_]+))?")


class CompanyUnidentified(Refused):
    code = "company_unidentified"
    template = (
        "{company} has no organisation or VAT number by which a document could name it. "
        "Write it with reskontra company set --organisation-number or --vat-number."
    )


class UblNotOurs(Refused):
    code = "ubl_not_ours"
    template = (
        "{seller} ({seller_numbers}) sells to {buyer} ({buyer_numbers}), and {company} has the numbers {own}. "
        "Choose another company with --company, or correct its numbers with reskontra company set."
    )


class UblToOurselves(Refused):
    code = "ubl_to_ourselves"
    template = "{company} is both seller and buyer of {document}. Leave the document out."


class UblPartyUnknown(Refused):
    code = "ubl_party_unknown"
    template = (
        "No {ledger} has a number of {name}: {numbers}. "
        "Load it with its organisation or VAT number, or name it with --account."
    )


class UblPartyNotUnique(Refused):
    code = "ubl_party_not_unique"
    template = "{count} {ledger}s have a number of {name}: {parties}. Choose one with --account."


class UblLoadedAlready(Refused):
    code = "ubl_loaded_already"
    template = "Invoice {document} of vendor {party} is there already, as {known}. Leave the document out."


def load_ubl(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, account: str = "") -> EntriesLoaded:
    """Post the document of a UBL file, unless it is known; a credit note that is new settles the invoices it names.

    account   of the customer or vendor; "" for the one that has the organisation or VAT number that is stated
    refuses   what read_ubl() refuses, CompanyUnidentified, UblToOurselves, UblNotOurs, PartyUnknown, UblPartyUnknown,
              UblPartyNotUnique, UblLoadedAlready; Findings with what an open document is refused for
    """
    document = read_ubl(stream)
    ledger, other = _side(company, document)
    with transaction.atomic():
        lock_company(company.id)
        party = _party(company, ledger, other, account)
        _refuse_known(company, document, party)
        table = _table(_row(document, party, _due_date(company, document, party)))
        try:
            loaded = load_table(company=company, actor=actor, name=name, table=table)
        except Findings as found:
            raise Findings([_placed(finding) for finding in found.findings]) from None
        if loaded.new and _type_of(document) == "credit_memo":
            loaded.credited = settle_credited(
                company=company, actor=actor, party=party, memo=document.number, invoices=document.credits
            )
        return loaded


def _side(company: CompanyFacts, document: UblDocument) -> tuple[str, UblParty]:
    """The ledger it belongs to, and the other side.

    refuses   CompanyUnidentified, UblToOurselves, UblNotOurs
    """
    identity = identity_of(company=company)
    own = company_keys(_numbers(identity))
    if not own:
        raise CompanyUnidentified(company=company.name)
    is_seller, is_buyer = (
        not own.isdisjoint(company_keys(party.numbers)) for party in (document.seller, document.buyer)
    )
    if is_seller and is_buyer:
        raise UblToOurselves(company=company.name, document=document.number)
    if not is_seller and not is_buyer:
        raise UblNotOurs(
            seller=document.seller.name,
            seller_numbers=document.seller.numbers or ("–",),
            buyer=document.buyer.name,
            buyer_numbers=document.buyer.numbers or ("–",),
            company=company.name,
            own=_numbers(identity),
        )
    return ("CUSTOMER", document.buyer) if is_seller else ("VENDOR", document.seller)


def _numbers(identity: Identity) -> tuple[str, ...]:
    return tuple(one for one in (identity.organisation_number, identity.vat_number) if one)


def _party(company: CompanyFacts, ledger: str, other: UblParty, account: str) -> PartySummary:
    """refuses   PartyUnknown, UblPartyUnknown, UblPartyNotUnique"""
    if account:
        return find_party(company=company, ledger=ledger, number=account)
    found = parties_by_company_number(company=company, ledger=ledger, numbers=other.numbers)
    named = {"ledger": ledger.lower(), "name": other.name}
    if not found:
        raise UblPartyUnknown(**named, numbers=other.numbers or ("–",))
    if len(found) > 1:
        raise UblPartyNotUnique(**named, count=len(found), parties=tuple(one.number for one in found))
    return found[0]


def _refuse_known(company: CompanyFacts, document: UblDocument, party: PartySummary) -> None:
    """refuses   UblLoadedAlready: a vendor's invoice under another number of ours, or a draft of it"""
    if party.ledger != "VENDOR" or _type_of(document) != "invoice":
        return
    known = external_numbers(company=company, numbers={document.number}).get((party.id, document.number))
    if known and known != document.number:
        raise UblLoadedAlready(document=document.number, party=party.number, known=known)


def _owed_minor(document: UblDocument) -> int:
    """What is to be paid, positive where the buyer owes it."""
    return document.payable_minor if document.kind == "invoice" else -document.payable_minor


def _type_of(document: UblDocument) -> str:
    """An invoice over less than nothing credits."""
    owed = _owed_minor(document)
    return document.kind if not owed else "invoice" if owed > 0 else "credit_memo"


def _row(document: UblDocument, party: PartySummary, due_date: date) -> dict[str, str]:
    sign = (1 if document.kind == "invoice" else -1) * (1 if party.ledger == "CUSTOMER" else -1)
    whole = document.tax_inclusive_minor + document.rounding_minor
    if abs(whole) < abs(document.payable_minor) or (whole > 0) != (document.payable_minor > 0):
        whole = document.payable_minor  # more was paid before than it comes to, and that goes back
    return {
        "ledger": party.ledger.lower(),
        "account": party.number,
        "document_type": _type_of(document),
        "document_number": document.number,
        "external_document_number": document.number if party.ledger == "VENDOR" else "",
        "payment_reference": document.payment_reference,
        "posting_date": document.issue_date.isoformat(),
        "due_date": due_date.isoformat(),
        "currency": document.currency,
        "amount": format_minor(sign * whole, document.currency),
        "remaining_amount": format_minor(sign * document.payable_minor, document.currency),
        "description": _description(document),
    }


def _description(document: UblDocument) -> str:
    """The invoices that it credits, and whom to pay or for whom it is."""
    credited = document.credits if _type_of(document) == "credit_memo" else ()
    said = document.payee or document.buyer_reference
    return "; ".join(dict.fromkeys(one for one in (*credited, said) if one))[:250]


def _due_date(company: CompanyFacts, document: UblDocument, party: PartySummary) -> date:
    """As it states; else by the party's payment terms."""
    if document.due_date:
        return document.due_date
    return payment_terms(company=company)[party.payment_terms].due.after(document.issue_date)


def _table(row: dict[str, str]) -> Table:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(row))
    writer.writeheader()
    writer.writerow(row)
    return Table(io.BytesIO(text.getvalue().encode()), required=REQUIRED, optional=OPTIONAL)


def _placed(finding: Refused | Malformed) -> Refused | Malformed:
    """By the element of the document instead of the row and column that it was read as."""
    found = _PLACE.match(finding.place)
    if found:
        finding.place = _ELEMENTS.get(found[1] or "", found[1] or "") + finding.place[found.end() :]
    return finding
