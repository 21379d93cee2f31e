"""From checked lines to vouchers: a voucher for each document, with the entries it makes and what they settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reskontra.core.entries import DocumentType, Ledger, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.settlement import Marked
from reskontra.core.terms import DocumentTerms, TermedDocument, apply_terms
from reskontra.core.typed_posting import (
    Book,
    GlMove,
    GlSide,
    MadeEntry,
    PartySide,
    TypedLine,
    netted,
    plan_line,
    vat_within,
)
from reskontra.journals.check_lines import check_draft, check_not_alone
from reskontra.journals.document_checks import (
    corrections_apart,
    difference_of,
    documents_of,
    several_parties,
    unbalanced,
)
from reskontra.journals.typed_book import TypedBook
from reskontra.journals.typed_lines import PARTIES, TypedFacts
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.parties.queries import PartySummary
from reskontra.receivables.policy import group_accounts
from reskontra.receivables.write import EntryDraft

_ON_TERMS = (DocumentType.INVOICE, DocumentType.CREDIT_MEMO)
_REFUNDS = {Ledger.CUSTOMER: 1, Ledger.VENDOR: -1}


@dataclass(frozen=True, slots=True)
class MadeLine:
    """What a line makes of its customer or vendor."""

    line: TypedFacts
    made: MadeEntry
    draft: EntryDraft


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """The lines of one voucher."""

    lines: tuple[TypedFacts, ...]
    voucher: VoucherDraft
    made: tuple[MadeLine, ...]


@dataclass(slots=True)
class Planner:
    """Plans document after document; what is refused is kept in findings, and the next one is planned."""

    book: TypedBook
    entry_ids: Iterator[int]
    findings: list[Refused] = field(default_factory=list)

    def plan(self, lines: Sequence[TypedFacts]) -> list[PlannedDocument]:
        """Every document that could be planned."""
        forces = self.book.batch.template.forces_balance
        groups = {group.id: group_accounts(group) for group in self.book.groups.values()}
        days = sorted({line.posting_date for line in lines if line.posting_date})
        state = Book(
            local_currency=self.book.company.currency,
            entries={id: (entry, groups[group]) for id, (entry, group) in self.book.entries.items()},
            circumstances=self.book.circumstances(sorted({line.currency for line in lines}), days),
        )
        planned = []
        for document in documents_of(lines, forces_balance=forces):
            found = self._document(document, state, forces_balance=forces)
            if found:
                planned.append(found)
        return planned

    def _document(self, document: list[TypedFacts], state: Book, *, forces_balance: bool) -> PlannedDocument | None:
        local = [self._local(line) for line in document]
        apart = corrections_apart(document, template=self.book.batch.template)
        for refusal in (several_parties(document), apart, check_not_alone(document)):
            if refusal:
                self.findings.append(refusal)
        difference = difference_of(document, local, local_currency=self.book.company.currency)
        if difference.minor:
            self.findings.append(unbalanced(document, difference, forces_balance=forces_balance))
            return None
        _round(document, local)
        moves: list[GlMove] = []
        made: list[MadeLine] = []
        for line, minor in zip(document, local, strict=True):
            try:
                self._line(document, line, minor, state, moves, made)
            except Refused as refusal:
                self.findings.append(refusal.at(f"{line.place}, applies_to"))
        return PlannedDocument(tuple(document), _voucher(document, moves), tuple(made))

    def _local(self, line: TypedFacts) -> int:
        if line.local_minor is not None:
            return line.local_minor
        assert line.posting_date
        valuation = Valuation(line.currency, self.book.rate(line.currency, line.posting_date))
        return to_local(line.amount_minor, valuation=valuation, local_currency=self.book.company.currency)

    def _line(
        self,
        document: Sequence[TypedFacts],
        line: TypedFacts,
        local: int,
        state: Book,
        moves: list[GlMove],
        made: list[MadeLine],
    ) -> None:
        sides = [(line.account_type, line.account_number, 1), (line.balancing_type, line.balancing_number, -1)]
        found: list[tuple[GlSide | PartySide, int]] = []
        for kind, number, sign in sides:
            if kind in PARTIES:
                found.append((self._party_side(line, kind, number, sign, local), sign))
            elif kind:
                found.append((self._gl_side(document, line, kind, number, sign), sign))
        typed = TypedLine(
            line.currency, line.amount_minor, local, tuple(found), line.description, line.external_document_number
        )
        new_moves, new_made = plan_line(typed, state)
        moves += new_moves
        made += [MadeLine(line, one, self._draft(document, line, one)) for one in new_made]

    def _gl_side(self, document: Sequence[TypedFacts], line: TypedFacts, kind: str, number: str, sign: int) -> GlSide:
        if kind == "BANK":
            bank = self.book.banks[number]
            return GlSide(bank.gl_account_id, bank.id, bank.currency)
        account = self.book.accounts[number].id
        if sign < 0 or not line.vat_code:
            return GlSide(account, cost_center=line.cost_center, project=line.project)
        vat = self.book.vat_codes[line.vat_code]
        parties = {one.party[0] for one in document if one.party}
        is_sale = "CUSTOMER" in parties or (not parties and line.amount_minor < 0)
        return GlSide(
            account,
            vat_account_id=vat.sales_id if is_sale else vat.purchase_id,
            vat_basis_points=vat.rate_basis_points if (vat.sales_id if is_sale else vat.purchase_id) else 0,
            vat_code=line.vat_code,
            cost_center=line.cost_center,
            project=line.project,
        )

    def _party_side(self, line: TypedFacts, kind: str, number: str, sign: int, local: int) -> PartySide:
        book = self.book
        party = book.parties[(kind, number)]
        assert line.posting_date
        policy = replace(book.policy, tolerances="leave") if party.blocks_payment_tolerance else book.policy
        entry = OpenEntry(
            entry_id=next(self.entry_ids),
            ledger=Ledger(kind),
            party_id=party.id,
            document_type=DocumentType(line.document_type),
            document_number=line.document_number,
            posting_date=line.posting_date,
            currency=line.currency,
            remaining_minor=sign * line.amount_minor,
            remaining_local_minor=sign * local,
            rate=book.rate(line.currency, line.posting_date),
        )
        marked = tuple(
            Marked(
                mark.entry_id,
                mark.amount_minor,
                line.accepts_late_discount if mark.accepts_late_discount is None else mark.accepts_late_discount,
            )
            for mark in book.marks_of(line)
        )
        is_tolerance = False if party.blocks_payment_tolerance else line.accepts_tolerance
        oldest = () if marked else book.oldest.get(party.id, ())
        return PartySide(entry, book.group_of(party), marked, oldest, policy, is_tolerance)

    def _draft(self, document: Sequence[TypedFacts], line: TypedFacts, made: MadeEntry) -> EntryDraft:
        entry = made.entry
        party = self.book.parties[(entry.ledger.value, _number_of(line, entry.ledger))]
        terms = self._terms(document, line, entry, party)
        return EntryDraft(
            ledger=entry.ledger.value,
            document_type=entry.document_type.value,
            document_number=entry.document_number,
            posting_date=entry.posting_date,
            document_date=line.document_date or entry.posting_date,
            due_date=terms.due_date,
            currency=entry.currency,
            document_minor=entry.remaining_minor,
            remaining_minor=entry.remaining_minor,
            remaining_local_minor=entry.remaining_local_minor,
            rate_e8=entry.rate,
            party_id=entry.party_id,
            posting_group_id=made.group.group_id,
            external_document_number=line.external_document_number,
            discount_minor=terms.discount_minor,
            discount_date=terms.discount_date,
            discount_tolerance_date=terms.discount_tolerance_date,
            description=line.description or party.name,
            on_hold=line.on_hold if entry.document_type in _ON_TERMS else "",
        )

    def _terms(
        self, lines: Sequence[TypedFacts], line: TypedFacts, entry: OpenEntry, party: PartySummary
    ) -> DocumentTerms:
        """An invoice or credit memo is due by its customer's or vendor's terms; a payment on its day."""
        terms = self.book.terms.get(party.payment_terms)
        if terms is None or entry.document_type not in _ON_TERMS:
            return DocumentTerms(entry.posting_date)
        document = TermedDocument(
            document_type=entry.document_type,
            document_date=line.document_date or entry.posting_date,
            posting_date=entry.posting_date,
            base_minor=entry.remaining_minor + (self._vat(lines, line) if self.book.excludes_vat else 0),
        )
        return apply_terms(terms=terms, document=document, grace=self.book.grace)

    def _vat(self, lines: Sequence[TypedFacts], line: TypedFacts) -> int:
        """The VAT on a document's G/L lines in the line's currency, debit +: the opposite of what its entry holds."""
        coded = [one for one in lines if one.vat_code and one.currency == line.currency]
        sides = [(one, self._gl_side(lines, one, "GL", one.account_number, 1)) for one in coded]
        return sum(vat_within(one.amount_minor, side.vat_basis_points) for one, side in sides)


def _number_of(line: TypedFacts, ledger: Ledger) -> str:
    return line.account_number if line.account_type == ledger.value else line.balancing_number


def _round(document: Sequence[TypedFacts], local: list[int]) -> None:
    """Lines that balance in a foreign currency balance in the local one too: rounding goes to a G/L or bank line."""
    alone = [index for index, line in enumerate(document) if not (line.account_type and line.balancing_type)]
    rest = sum(local[index] for index in alone)
    if rest:
        bearing = next((i for i in reversed(alone) if document[i].account_type not in PARTIES), alone[-1])
        local[bearing] -= rest


def _voucher(document: Sequence[TypedFacts], moves: Sequence[GlMove]) -> VoucherDraft:
    first = document[0]
    assert first.posting_date
    text = next((line.description for line in document if line.description), first.document_number)
    return VoucherDraft(
        source="GENERAL",
        posting_date=first.posting_date,
        document_date=first.document_date,
        lines=tuple(_line_draft(move, first) for move in netted(moves) or moves),  # what nets to nothing stays apart
        description=f"{first.document_number} {text}".strip()[:250],
        external_document_number=first.external_document_number,
    )


def _line_draft(move: GlMove, first: TypedFacts) -> LineDraft:
    """first: of the document's lines; a correction is one with all of them, and what a check pays is the only one."""
    bank = None
    if move.bank_account_id is not None:
        check = check_draft(first) if first.check_kind else None
        bank = BankDraft(
            move.bank_account_id, move.bank_minor, move.bank_currency, first.document_type,
            external_document_number=move.external_number, check=check,
        )  # fmt: skip
    return LineDraft(
        move.account_id, move.local_minor, move.currency, move.currency_minor, move.party_id, move.text, bank,
        move.vat_code, move.cost_center, move.project, first.is_correction,
    )  # fmt: skip
