"""A document as a person writes it, turned into a draft: defaults filled in, amounts and VAT computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import DocumentLineText, LineAmount, line_amount
from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import format_minor, minor_digits
from reskontra.core.vat import PRICE, QUANTITY, vat_of_lines
from reskontra.formats.csv_table import ValueTooLong
from reskontra.parties.queries import PartySummary, PartyUnknown
from reskontra.receivables.documents.book import (
    DocumentBook,
    Place,
    VendorNumberTaken,
    document_findings,
    read_document_book,
)
from reskontra.receivables.documents.queries import DocumentFacts, LineFacts

LEDGERS = ("CUSTOMER", "VENDOR")


class PartyNotWritten(Refused):
    code = "party_not_written"
    template = '"{text}" names no customer or vendor. Write customer:NUMBER or vendor:NUMBER.'


class PaymentTermsUnknown(Refused):
    code = "payment_terms_unknown"
    template = 'There are no payment terms "{terms}". Use one of {known}.'


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be drafted.

    party      customer:C1 or vendor:V1
    terms, currency   "" for the party's own
    due_date   None leaves it to the terms; posting_date None is the document date
    place      where it stands in a file: "row 2"; "" for one that was typed
    """

    party: str
    lines: tuple[DocumentLineText, ...]
    document_date: date
    is_credit_memo: bool = False
    applies_to: str = ""
    posting_date: date | None = None
    due_date: date | None = None
    terms: str = ""
    currency: str = ""
    external_number: str = ""
    reference: str = ""
    text: str = ""
    place: str = ""


def drafts_of(
    *, company: CompanyFacts, new: Sequence[NewDocument], number: str = ""
) -> tuple[list[DocumentFacts], list[Refused | Malformed]]:
    """The documents with everything filled in, and everything that is wrong with them.

    number    of the draft that is being changed: its own numbers are not taken
    """
    pairs = [pair for one in new if (pair := _pair(one.party))]
    book = read_document_book(
        company=company,
        parties=pairs,
        external={one.external_number for one in new if one.external_number},
        credited={one.applies_to for one in new if one.applies_to},
    )
    findings: list[Refused | Malformed] = []
    drafts = []
    for one in new:
        found: list[Refused | Malformed] = []
        facts = _resolved(book, one, number, found)
        if facts:
            found += document_findings(book, facts, _places(one), is_whole=not found)
            drafts.append(facts)
        findings += found
    return drafts, findings + _repeated(new, drafts)


def parse_party(text: str) -> tuple[str, str]:
    """customer:C1 as (CUSTOMER, C1).

    refuses   PartyNotWritten
    """
    pair = _pair(text)
    if pair is None:
        raise PartyNotWritten(text=text[:80])
    return pair


def _pair(text: str) -> tuple[str, str] | None:
    ledger, _colon, number = text.partition(":")
    ledger, number = ledger.strip().upper(), number.strip()
    return (ledger, number) if ledger in LEDGERS and number else None


def _places(new: NewDocument) -> Place:
    """Where a field of a line (from 1), or of the document (0), is told to be."""

    def place(line: int, field: str) -> str:
        named = (new.lines[line - 1].place or f"line {line}") if line else new.place
        return f"{named}, {field}" if named else field

    return place


def _resolved(
    book: DocumentBook, new: NewDocument, number: str, findings: list[Refused | Malformed]
) -> DocumentFacts | None:
    """The document, or None where its party is not known; what cannot be read of it is among the findings."""
    place = _places(new)
    party = _party(book, new, findings)
    currency = _currency(book, new, party, findings)
    terms = new.terms or (party.payment_terms if party else "")
    if terms not in book.terms:
        known = tuple(sorted(code for code in book.terms if code))
        findings.append(PaymentTermsUnknown(terms=terms, known=known).at(place(0, "terms")))
    findings += _too_long(new)
    lines = [_line(book, line, index, currency, place, findings) for index, line in enumerate(new.lines, 1)]
    if party is None:
        return None
    document = DocumentFacts(
        id=0,
        ledger=party.ledger,
        document_type="CREDIT_MEMO" if new.is_credit_memo else "INVOICE",
        draft_number=number,
        number="",
        party_id=party.id,
        party_number=party.number,
        party_name=party.name,
        external_document_number=new.external_number,
        document_date=new.document_date,
        posting_date=new.posting_date or new.document_date,
        due_date=new.due_date,
        payment_terms=terms,
        currency=currency,
        payment_reference=new.reference,
        applies_to_number=new.applies_to,
        description=new.text,
        state="DRAFT",
        entry_id=None,
        lines=tuple(lines),
    )
    return replace(document, lines=tuple(_with_vat(book, document)))


def _with_vat(book: DocumentBook, document: DocumentFacts) -> list[LineFacts]:
    """The lines with their VAT: that of a code is the VAT on what its lines come to."""
    lines = document.lines
    found = list(lines)
    for code in dict.fromkeys(line.vat_code for line in lines if line.vat_code in book.vat_codes):
        of_code = [index for index, line in enumerate(lines) if line.vat_code == code]
        nets = [lines[index].amount_minor for index in of_code]
        rate = book.vat_rate(document, code)
        for index, vat in zip(of_code, vat_of_lines(nets, rate), strict=True):
            found[index] = replace(lines[index], vat_minor=vat, vat_basis_points=rate)
    return found


def _too_long(new: NewDocument) -> Iterator[Malformed]:
    """Texts that are longer than is kept of them."""
    place = _places(new)
    texts = [(0, "applies_to", new.applies_to, 50), (0, "external_number", new.external_number, 100),
             (0, "reference", new.reference, 50), (0, "text", new.text, 250)]  # fmt: skip
    for number, line in enumerate(new.lines, 1):
        texts += [(number, "text", line.text, 250), (number, "cost_center", line.cost_center, 20),
                  (number, "project", line.project, 20)]  # fmt: skip
    for number, field, text, most in texts:
        if len(text) > most:
            yield ValueTooLong(place=place(number, field), text=text[:40], length=len(text), most=most)


def _party(book: DocumentBook, new: NewDocument, findings: list[Refused | Malformed]) -> PartySummary | None:
    place = _places(new)(0, "party")
    pair = _pair(new.party)
    if pair is None:
        findings.append(PartyNotWritten(text=new.party[:80]).at(place))
        return None
    if pair not in book.parties:
        findings.append(PartyUnknown(ledger=pair[0].lower(), number=pair[1]).at(place))
    return book.parties.get(pair)


def _currency(
    book: DocumentBook, new: NewDocument, party: PartySummary | None, findings: list[Refused | Malformed]
) -> str:
    own = (party.currency if party else "") or book.company.currency
    try:
        return currency_codes.validate(new.currency) if new.currency else own
    except Refused as refusal:
        findings.append(refusal.at(_places(new)(0, "currency")))
        return own


def _line(
    book: DocumentBook,
    line: DocumentLineText,
    number: int,
    currency: str,
    place: Place,
    findings: list[Refused | Malformed],
) -> LineFacts:
    try:
        amount = line_amount(line, currency)
    except Malformed as finding:
        finding.place = place(number, "amount" if not line.price else "quantity" if not line.quantity else "price")
        findings.append(finding)
        amount = LineAmount(0)
    return LineFacts(
        line_number=number,
        account_number=line.account,
        amount_minor=amount.amount_minor,
        vat_minor=0,  # the lines of a rate share theirs: _with_vat()
        vat_code=line.vat_code,
        description=line.text,
        quantity_e4=amount.quantity_e4,
        price_e4=amount.price_e4,
        cost_center=line.cost_center,
        project=line.project,
    )


def _repeated(new: Sequence[NewDocument], drafts: Sequence[DocumentFacts]) -> list[Refused | Malformed]:
    """A vendor's own number twice among the new documents themselves."""
    keys = Counter((one.party, one.external_number) for one in new if _needs_number(one))
    seen: set[tuple[str, str]] = set()
    found: list[Refused | Malformed] = []
    for one in new:
        key = (one.party, one.external_number)
        if _needs_number(one) and keys[key] > 1 and key in seen:
            refusal = VendorNumberTaken(external_number=key[1], party=key[0].partition(":")[2], document=key[1])
            found.append(refusal.at(_places(one)(0, "external_number")))
        seen.add(key)
    return found


def _needs_number(new: NewDocument) -> bool:
    return bool(new.external_number) and not new.is_credit_memo and new.party.lower().startswith("vendor:")


def as_written(document: DocumentFacts) -> NewDocument:
    """A draft as a person would write it."""
    return NewDocument(
        party=document.party,
        lines=tuple(_line_text(line, document.currency) for line in document.lines),
        document_date=document.document_date,
        is_credit_memo=document.document_type == "CREDIT_MEMO",
        applies_to=document.applies_to_number,
        posting_date=document.posting_date,
        due_date=document.due_date,
        terms=document.payment_terms,
        currency=document.currency,
        external_number=document.external_document_number,
        reference=document.payment_reference,
        text=document.description,
    )


def _line_text(line: LineFacts, currency: str) -> DocumentLineText:
    common = DocumentLineText(
        account=line.account_number,
        vat_code=line.vat_code,
        text=line.description,
        cost_center=line.cost_center,
        project=line.project,
    )
    if line.quantity_e4 is None or line.price_e4 is None:
        return replace(common, amount=format_minor(line.amount_minor, currency))
    decimals = minor_digits(currency)
    price = written(line.price_e4, PRICE * 10**decimals, decimals=decimals)
    return replace(common, quantity=written(line.quantity_e4, QUANTITY), price=price)


def written(scaled: int, scale: int, *, decimals: int = 0) -> str:
    """A number that is kept as a whole multiple, as people write it: 12500 of 10000 is 1.25.

    decimals   how many a broken number has at least: 650.5 is 650.50 with two, and 650 stays 650
    """
    digits = len(str(scale)) - 1
    whole, fraction = divmod(abs(scaled), scale)
    broken = f"{fraction:0{digits}d}".rstrip("0") if digits else ""
    text = f"{whole}.{broken.ljust(decimals, '0')}" if broken else str(whole)
    return f"-{text}" if scaled < 0 else text
