"""What the page of an invoice or credit memo in short form shows: lines, VAT, its entry, and what settles what."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.notes import NotesBeside, notes_beside
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.display import decimal
from reskontra.ledger.account_facts import accounts_by_number
from reskontra.receivables.document_list import STATES, state_word
from reskontra.receivables.documents.queries import (
    DocumentFacts,
    LineFacts,
    credit_memos_for,
    document_by_id,
    invoice_numbered,
)
from reskontra.receivables.documents.show import quantity_and_price, vat_by_code_of
from reskontra.receivables.entry_pages import Moved
from reskontra.receivables.expected_words import Told, told_of
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.trace import TracedEntry, traced_entries, traced_rows


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with the name of its account. quantity, price: "" where the amount alone was written."""

    line: LineFacts
    account_name: str
    quantity: str
    price: str


@dataclass(frozen=True, slots=True)
class VatRow:
    """What the lines of a VAT code come to, in minor units of the document's currency."""

    code: str
    net_minor: int
    vat_minor: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A draft or posted document; amounts as people write them, positive on either type.

    entry      with rows and notes, None while it is a draft
    settles    the key of the invoice that a credit memo names, None where it is no document in short form
    credits    credit memos that name this invoice, with the word for their state
    """

    document: DocumentFacts
    kind: str
    lines: tuple[ShownLine, ...]
    vat: tuple[VatRow, ...]
    entry: TracedEntry | None
    rows: tuple[Moved, ...]
    state: str
    shape: str
    role: str
    settles: int | None
    credits: tuple[DocumentFacts, ...]
    notes: NotesBeside | None
    expected: Told | None

    @property
    def is_draft(self) -> bool:
        return self.document.state == "DRAFT"

    @property
    def has_quantities(self) -> bool:
        return any(line.quantity for line in self.lines)

    @property
    def may_be_credited(self) -> bool:
        return not self.is_draft and self.document.document_type == "INVOICE"


def document_page(*, company: CompanyFacts, id: int) -> DocumentPage | None:
    """None where the company has no such draft or document."""
    document = document_by_id(company=company, id=id)
    if document is None:
        return None
    entries = [document.entry_id] if document.entry_id else []
    entry = next(iter(traced_entries(company=company, ids=entries)), None)
    names = accounts_by_number(company=company)
    state = _state(document, entry)
    shape, role, _word = STATES[state]
    return DocumentPage(
        document=document,
        kind=kind_word(document.document_type),
        lines=tuple(_line(line, names[line.account_number].name, document.currency) for line in document.lines),
        vat=tuple(VatRow(code, *sums) for code, sums in vat_by_code_of(document.lines).items() if code),
        entry=entry,
        rows=tuple(Moved(row, kind_word(row.kind)) for row in traced_rows(company=company, entry_ids=entries)),
        state=state_word(state),
        shape=shape,
        role=role,
        settles=_settles(company, document),
        credits=tuple(_credits(company, document)),
        notes=notes_beside(company=company, kind="ENTRY", id=entry.id) if entry else None,
        expected=told_of(company=company, entry_id=entry.id, as_of=today()) if entry else None,
    )


def _line(line: LineFacts, name: str, currency: str) -> ShownLine:
    quantity, price = quantity_and_price(line, currency)
    return ShownLine(line, name, decimal(quantity), decimal(price))


def _state(document: DocumentFacts, entry: TracedEntry | None) -> str:
    if entry is None:
        return "draft"
    if not entry.remaining.minor:
        return "settled"
    if document.document_type == "CREDIT_MEMO":
        return "credit"
    return "overdue" if entry.due_date < today() else "due"


def _settles(company: CompanyFacts, document: DocumentFacts) -> int | None:
    if not document.applies_to_number:
        return None
    return invoice_numbered(company=company, party_id=document.party_id, number=document.applies_to_number)


def _credits(company: CompanyFacts, document: DocumentFacts) -> list[DocumentFacts]:
    if document.document_type != "INVOICE" or not document.number:
        return []
    return credit_memos_for(company=company, party_id=document.party_id, number=document.number)
