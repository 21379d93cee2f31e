"""Issued reminders and finance charge memos as electronic invoices: what they charge, for the network of Peppol.

The invoice is of what issuing posted, interest and fees, and its sum is that of the customer's entry. The overdue
documents were invoiced before; it names them, and asks for nothing of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.document_letters import demand_levels, letter_lines, title_of
from reskontra.collections.issuing import CancelledAlready, NotIssued, find_row
from reskontra.collections.letterhead import Letterhead, account_for, letter_language, letterhead
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_words import ROLE_WORDS
from reskontra.collections.sending import LetterBlocked
from reskontra.companies.edit import company_values
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.company_numbers import compact
from reskontra.core.electronic_address import ElectronicAddress, address_of, read_address
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.identifiers import organisation_number
from reskontra.core.money import Money, minor_digits
from reskontra.formats.bis_rules import MOST_DECIMALS, broken_rules
from reskontra.formats.ubl_write import Invoice, InvoiceAccount, InvoiceLine, InvoiceParty, ubl_invoice
from reskontra.interface.display import decimal, printable, value
from reskontra.parties.card import Card, reachable_cards

Lines = Sequence[Mapping[str, Any]]
SETTING = "electronic_address"


class ChargesNothing(Refused):
    code = "electronic_invoice_charges_nothing"
    template = (
        "{document} posted no interest and no fee, and an electronic invoice is of those. "
        "Send its letter, or let its terms post them."
    )


class ChargesVat(Refused):
    code = "electronic_invoice_charges_vat"
    template = (
        "{document} charges {vat} of VAT, and an electronic invoice is written of claims without any. Send its letter."
    )


class ElectronicInvoiceLacks(Refused):
    code = "electronic_invoice_lacks"
    template = (
        "{document} lacks what rule {rule} of BIS Billing 3 demands: {about}. Give it, for instance by {command}."
    )


class CurrencyTooFine(Refused):
    code = "electronic_invoice_currency_too_fine"
    template = "{document} is in {currency}, which has more decimals than BIS Billing 3 takes. Send its letter."


# What may be lacking of what people keep → its words, and the command that gives it to the customer {customer}.
_LACKS: Mapping[str, tuple[str, str]] = {
    "seller_number": (
        noop("the company's organisation number"),
        "reskontra company set --organisation-number 556047-3521",
    ),
    "seller_address": (
        noop("the company's electronic address"),
        "reskontra setting set electronic_address 0007:5560473521",
    ),
    "buyer_country": (noop("the customer's country"), "reskontra customer set {customer} --country SE"),
    "buyer_address": (
        noop("the customer's electronic address"),
        "reskontra customer set {customer} --organisation-number 556703-7485",
    ),
}


@dataclass(frozen=True, slots=True)
class InvoiceOrder:
    """buyer: the electronic address, instead of the one that follows from the customer's numbers, 0088:7350000000009;
    buyer_reference: what the buyer finds it by, the customer's number without it."""

    buyer: str = ""
    buyer_reference: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """name: of the file, such as 1001.xml; payable: of the invoice."""

    name: str
    content: bytes
    payable: Money


def electronic_invoices(
    *, company: CompanyFacts, kind: str, numbers: Sequence[str], order: InvoiceOrder = InvoiceOrder()
) -> list[InvoiceFile]:
    """The invoice of each issued document of a kind, in their order: the same bytes as long as company and customer
    are what they were.

    refuses   NotAnElectronicAddress, CollectionDocumentUnknown; with the document as their place, all that are found:
              what one of them refuses (see _file)
    """
    rows = [find_row(company=company, kind=kind, number=number) for number in numbers]
    book = _read(company, rows, order)
    found: list[InvoiceFile] = []
    refused: list[Refused | Malformed] = []
    for row in rows:
        try:
            found.append(_file(book, row))
        except Refused as refusal:
            refused += refusal.findings if isinstance(refusal, Findings) else [refusal]
    if refused:
        raise refused[0] if len(refused) == 1 else Findings(refused)
    return found


@dataclass(frozen=True, slots=True)
class _Book:
    """What the invoices of an order are made from. lines: document → as letter_lines(); posted: document → amount."""

    company: CompanyFacts
    seller: InvoiceParty
    buyer: ElectronicAddress | None
    buyer_reference: str
    head: Letterhead
    cards: Mapping[int, Card]
    lines: Mapping[int, Lines]
    posted: Mapping[int, int]


def _read(company: CompanyFacts, rows: Sequence[CollectionDocument], order: InvoiceOrder) -> _Book:
    """refuses   NotAnElectronicAddress"""
    ids = [row.id for row in rows]
    entries = CollectionDocument.objects.filter(company=company.id, id__in=ids, entry__isnull=False)
    return _Book(
        company=company,
        seller=seller_of(company),
        buyer=read_address(order.buyer) if order.buyer else None,
        buyer_reference=order.buyer_reference.strip(),
        head=replace(letterhead(company=company), demands=demand_levels(company=company)),
        cards=reachable_cards(company=company, ids={row.party_id for row in rows}),
        lines=letter_lines(company, ids),
        posted=dict(entries.values_list("id", "entry__document_minor")),
    )


def seller_of(company: CompanyFacts) -> InvoiceParty:
    """The company, with the address that its setting says, else the one that follows from its numbers."""
    known = company_values(company=company)
    said = str(setting(company=company, key=SETTING, default=""))
    own = address_of(
        country=company.country, organisation=known["organisation_number"], vat=known["vat_number"]
    )  # fmt: skip
    return InvoiceParty(
        name=known["name"], organisation=_legal(company.country, known["organisation_number"]),
        electronic=read_address(said) if said else own, address=_lines(known["address"]),
        postal_code=known["postal_code"], city=known["city"], country=company.country,
    )  # fmt: skip


def _buyer(book: _Book, card: Card) -> InvoiceParty:
    own = address_of(country=card.country, organisation=card.organisation_number, vat=card.vat_number)
    return InvoiceParty(
        name=card.name, organisation=_legal(card.country, card.organisation_number), electronic=book.buyer or own,
        address=_lines(card.address), postal_code=card.postal_code, city=card.city, country=card.country,
    )  # fmt: skip


def _legal(country: str, number: str) -> str:
    """The number as the rules of its country have it: ten digits in Sweden; "" of one that is no such number."""
    if country == "SE":
        return organisation_number.compact(number) if organisation_number.is_valid(number) else ""
    return compact(number)


def _lines(address: str) -> tuple[str, ...]:
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    return (*lines[:2], *([", ".join(lines[2:])] if lines[2:] else []))


def _file(book: _Book, row: CollectionDocument) -> InvoiceFile:
    """refuses   what _card() refuses; ElectronicInvoiceLacks, each thing by itself"""
    card = _card(book, row)
    with translation.override(letter_language(row.language or card.language, book.company)):
        invoice = _invoice(book, row, card)
    lacks = [(rule.code, *_LACKS[rule.lacks]) for rule in broken_rules(invoice)]
    refused = [
        ElectronicInvoiceLacks(
            document=invoice.number, rule=rule, about=about, command=command.format(customer=card.number)
        ).at(invoice.number)
        for rule, about, command in lacks
    ]
    if refused:
        raise refused[0] if len(refused) == 1 else Findings(refused)
    assert invoice.payable_minor == book.posted[row.id], "an invoice is of what was posted"
    return InvoiceFile(f"{invoice.number}.xml", ubl_invoice(invoice), Money(invoice.payable_minor, invoice.currency))


def _card(book: _Book, row: CollectionDocument) -> Card:
    """The customer's, where there is something to invoice.

    refuses   NotIssued, CancelledAlready, LetterBlocked, ChargesNothing, CurrencyTooFine, ChargesVat
    """
    name, card = str(row), book.cards.get(row.party_id)
    if row.state == "CANCELLED" and row.cancelled_at is not None:
        raise CancelledAlready(document=name, day=row.cancelled_at.date())
    if row.state != "ISSUED":
        raise NotIssued(document=name)
    if card is None:
        raise LetterBlocked(document=name)
    if row.id not in book.posted:
        raise ChargesNothing(document=name)
    if minor_digits(row.currency) > MOST_DECIMALS:
        raise CurrencyTooFine(document=name, currency=row.currency)
    if row.vat_minor:
        raise ChargesVat(document=name, vat=Money(row.vat_minor, row.currency))
    return card


def _invoice(book: _Book, row: CollectionDocument, card: Card) -> Invoice:
    lines = book.lines.get(row.id, [])
    told = _(
        "{title} {number}: interest and fees. The overdue documents are paid by themselves, with their references."
    )
    overdue = [line for line in lines if line["role"] == "OVERDUE" and line["document_number"]]
    return Invoice(
        number=row.number,
        issued=row.document_date,
        due=row.due_date,
        currency=row.currency,
        note=told.format(title=title_of(row, book.head.demands), number=row.number),
        buyer_reference=book.buyer_reference or card.number,
        earlier=tuple((line["document_number"], line["document_date"]) for line in overdue),
        seller=book.seller,
        buyer=_buyer(book, card),
        account=_account(book.head, row.currency),
        payment_reference=row.number,
        exemption=_("Interest and collection fees are outside the scope of VAT."),
        lines=tuple(_charges(row, lines)),
        rounding_minor=sum(line["amount_minor"] for line in lines if line["role"] == "ROUNDING"),
    )


def _account(head: Letterhead, currency: str) -> InvoiceAccount | None:
    found = account_for(head, currency)
    if found is None:
        return None
    if currency == "SEK" and found.bankgiro:
        return InvoiceAccount(compact(found.bankgiro), "SE:BANKGIRO")
    if currency == "SEK" and found.plusgiro:
        return InvoiceAccount(compact(found.plusgiro), "SE:PLUSGIRO")
    return InvoiceAccount(compact(found.iban))


def _charges(row: CollectionDocument, lines: Lines) -> Iterator[InvoiceLine]:
    """What was posted, as post_collections() posts it: interest of each document, fees, lines of an account."""
    is_posted = {"FEE": row.posts_fee, "LINE_FEE": row.posts_line_fee, "ACCOUNT": True}
    if row.posts_interest and row.interest_minor:
        yield from _interest(row, lines)
    for line in lines:
        role = line["role"]
        if is_posted.get(role) and line["amount_minor"]:
            yield InvoiceLine(printable(line["text"]) or _(ROLE_WORDS[role]), line["amount_minor"])


def _interest(row: CollectionDocument, lines: Lines) -> Iterator[InvoiceLine]:
    """Of each document by itself, with its days and rates; as one sum where the documents do not come to it."""
    overdue = [line for line in lines if line["role"] == "OVERDUE" and line["amount_minor"]]
    if sum(line["amount_minor"] for line in overdue) != row.interest_minor:
        yield InvoiceLine(_("Interest"), row.interest_minor)
        return
    for line in overdue:
        under = [rate for rate in lines if rate["role"] == "RATE" and rate["parent_position"] == line["position"]]
        days = [(rate["from_date"], rate["days"]) for rate in under if rate["from_date"]]
        number = line["document_number"]
        yield InvoiceLine(
            name=_("Interest on {document}").format(document=number) if number else _("Interest"),
            amount_minor=line["amount_minor"],
            description=", ".join(_rate_words(rate) for rate in under or [line] if rate["rate_e5"]),
            first=min(after for after, _count in days) + timedelta(days=1) if days else None,
            last=max(after + timedelta(days=count) for after, count in days) if days else None,
        )


def _rate_words(rate: Mapping[str, Any]) -> str:
    percent = decimal(f"{rate['rate_e5'] / 100_000:g}")
    return _("{days} days at {percent} %").format(days=value(rate["days"]), percent=percent)
