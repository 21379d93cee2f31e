"""From drafts to vouchers: the entry of each document, its lines and VAT, and the invoice a credit memo settles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reskontra.companies.payment_terms import discount_grace
from reskontra.companies.queries import (
    CompanyFacts,
    application_rounding,
    open_fiscal_years,
    rate_on,
    rates,
    setting,
)
from reskontra.core.application_checks import Circumstances
from reskontra.core.bank_posting import GroupAccounts
from reskontra.core.dates import DateFormula
from reskontra.core.documents import PostableLine, gross_of, line_moves, posted_sign
from reskontra.core.entries import OpenEntry
from reskontra.core.errors import Malformed, Refused
from reskontra.core.exchange import PAR, Valuation, to_local
from reskontra.core.references_out import ReferenceForm, printed_reference
from reskontra.core.settlement import Marked, Policy
from reskontra.core.terms import DocumentTerms, PaymentTerms, TermedDocument, apply_terms
from reskontra.core.typed_posting import Book, MadeEntry, PartySide, TypedLine, netted, plan_line
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.queries import posting_groups
from reskontra.receivables.blocks import refuse_blocked
from reskontra.receivables.documents import DocumentFacts
from reskontra.receivables.documents_book import DocumentBook, Place, document_findings
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import accounts_by_group, group_accounts, settlement_policy
from reskontra.receivables.queries import entries_by_number
from reskontra.receivables.write import EntryDraft

SOURCES = {"CUSTOMER": "CUSTOMER_DOCUMENT", "VENDOR": "VENDOR_DOCUMENT"}


class NumberTaken(Refused):
    code = "next_number_taken"
    template = (
        "The next number of series {series} is {number}, and {ledger} has that {document_type} already. "
        "Let the series go on after it: reskontra invoice next-number {series} NUMBER."
    )


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that can be posted: number and payment reference are on it, due_date is by its terms."""

    document: DocumentFacts
    entry: EntryDraft
    made: MadeEntry
    voucher: VoucherDraft


@dataclass(slots=True)
class DocumentPlanner:
    """Plans document after document; what is refused is kept in findings, and the next one is planned.

    terms     by code; state: what credit memos find of the invoices they name, and leave
    """

    company: CompanyFacts
    book: DocumentBook
    state: Book
    groups: Mapping[tuple[str, str], GroupAccounts]
    grace: DateFormula
    policy: Policy
    form: ReferenceForm
    rates: Mapping[tuple[str, date], int | Refused]
    closed: Mapping[date, Refused]
    taken: frozenset[tuple[str, str, str]]
    findings: list[Refused | Malformed] = field(default_factory=list)

    def plan(self, documents: Sequence[DocumentFacts], entry_ids: Sequence[int]) -> list[PlannedDocument]:
        """Every document that could be planned; documents have their numbers."""
        planned = []
        for document, id in zip(documents, entry_ids, strict=True):
            before = len(self.findings)
            self.findings += document_findings(self.book, document, _places(document))
            self.findings += self._posting_findings(document)
            if len(self.findings) > before:
                continue
            try:
                planned.append(self._planned(document, id))
            except Refused as refusal:
                self.findings.append(refusal.at(document.draft_number))
        return planned

    def _posting_findings(self, document: DocumentFacts) -> Iterator[Refused]:
        place = _places(document)
        party = self.book.parties[document.ledger, document.party_number]
        try:
            refuse_blocked(party=party, document_type=document.type)
        except Refused as refusal:
            yield refusal.at(place(0, "party"))
        for found in (
            self.closed.get(document.posting_date),
            self.rates[document.currency, document.posting_date],
        ):
            if isinstance(found, Refused):
                yield type(found)(**found.values).at(place(0, "posting_date"))
        if (document.ledger, document.document_type, document.number) in self.taken:
            kind = document.document_type.lower().replace("_", " ")
            yield NumberTaken(
                series=document.series, number=document.number, ledger=document.ledger.lower(), document_type=kind
            ).at(place(0, "number"))

    def _planned(self, document: DocumentFacts, entry_id: int) -> PlannedDocument:
        party = self.book.parties[document.ledger, document.party_number]
        group = self.groups.get((document.ledger, party.posting_group)) or self.groups[document.ledger, ""]
        rate = self.rates[document.currency, document.posting_date]
        assert isinstance(rate, int)
        valuation = Valuation(document.currency, rate)
        sign = posted_sign(document.sub_ledger, document.type)
        lines = _postable(self.book, document)
        entry = _entry(document, entry_id, sign * gross_of(lines), valuation, self.company.currency)
        side = PartySide(entry, group, self._marked(document), policy=self.policy)
        typed = TypedLine(
            document.currency, entry.remaining_minor, entry.remaining_local_minor, ((side, 1),), document.description
        )
        moves, made = plan_line(typed, self.state)
        moves += line_moves(lines, sign=sign, valuation=valuation, local_currency=self.company.currency)
        terms = _terms(document, entry, self.book.terms, self.grace)
        complete = replace(document, due_date=terms.due_date, payment_reference=self._reference(document))
        draft = _draft(complete, entry, group, terms)
        drafts = tuple(
            LineDraft(
                move.account_id, move.local_minor, move.currency, move.currency_minor, move.party_id, move.text, None,
                move.vat_code, move.cost_center, move.project,
            )
            for move in netted(moves)
        )  # fmt: skip
        return PlannedDocument(complete, draft, made[0], _voucher(complete, drafts))

    def _marked(self, document: DocumentFacts) -> tuple[Marked, ...]:
        """The invoice a credit memo names, unless it is settled: then the memo stays open."""
        fact = self.book.credited(document) if document.applies_to_number else None
        if fact is None or not self.state.entries[fact.entry_id][0].is_open:
            return ()
        return (Marked(fact.entry_id),)

    def _reference(self, document: DocumentFacts) -> str:
        """As written; else on our own invoices the one that is printed."""
        if document.payment_reference or document.ledger != "CUSTOMER" or document.document_type != "INVOICE":
            return document.payment_reference
        return printed_reference(document.number, self.form)


def read_planner(*, company: CompanyFacts, book: DocumentBook, documents: Sequence[DocumentFacts]) -> DocumentPlanner:
    """What posting looks up besides; the invoices that credit memos settle are locked."""
    named = {fact.entry_id for one in documents if one.applies_to_number and (fact := book.credited(one))}
    groups = accounts_by_group(company=company)
    entries = {id: (entry, groups[group]) for id, (entry, group) in lock_entries(company=company, ids=named).items()}
    days = sorted({one.posting_date for one in documents})
    currencies = {one.currency for one in documents} | {entry.currency for entry, _ in entries.values()}
    known = _rates(company, currencies, days)
    policy = replace(settlement_policy(company=company), tolerances="leave", late_discounts="decline")
    state = Book(company.currency, entries, _circumstances(company, policy, entries, known))
    return DocumentPlanner(
        company=company,
        book=book,
        state=state,
        groups={key: group_accounts(group) for key, group in posting_groups(company=company).items()},
        grace=discount_grace(company=company),
        policy=policy,
        form=reference_form(company=company),
        rates=known,
        closed=_closed(company, days),
        taken=_taken(company, documents),
    )


def reference_form(*, company: CompanyFacts) -> ReferenceForm:
    """The payment reference on the company's invoices: settings printed_reference, its length, ocr_length_digit."""
    return ReferenceForm(
        kind=setting(company=company, key="printed_reference", default="ocr"),
        length_digit=setting(company=company, key="ocr_length_digit", default=False),
        length=setting(company=company, key="printed_reference_length", default=0),
    )


def _rates(company: CompanyFacts, currencies: set[str], days: Sequence[date]) -> dict[tuple[str, date], int | Refused]:
    found: dict[tuple[str, date], int | Refused] = {}
    for currency in sorted(currencies):
        known = [] if currency == company.currency else rates(company=company, currency=currency)
        for day in days:
            try:
                is_own = currency == company.currency
                rate = PAR if is_own else rate_on(company=company, currency=currency, day=day, known=known)
                found[currency, day] = rate
            except Refused as refusal:
                found[currency, day] = refusal
    return found


def _circumstances(
    company: CompanyFacts,
    policy: Policy,
    entries: Mapping[int, tuple[OpenEntry, GroupAccounts]],
    known: Mapping[tuple[str, date], int | Refused],
) -> dict[tuple[str, date], Circumstances]:
    """For an application by a document of a currency on a day."""
    foreign = {entry.currency for entry, _ in entries.values()} - {company.currency}
    roundings = {code: application_rounding(company=company, currency=code) for code in {code for code, _ in known}}
    return {
        (currency, day): Circumstances(
            posting_date=day,
            local_currency=company.currency,
            allows_currencies=policy.allows_currencies,
            rates={other: rate for other in foreign if isinstance(rate := known[other, day], int)},
            rounding_minor=roundings[currency],
            vat={},
        )
        for currency, day in known
    }


def _closed(company: CompanyFacts, days: Sequence[date]) -> dict[date, Refused]:
    found = {}
    for day in days:
        try:
            open_fiscal_years(company=company, dates=[day])
        except Refused as refusal:
            found[day] = refusal
    return found


def _taken(company: CompanyFacts, documents: Sequence[DocumentFacts]) -> frozenset[tuple[str, str, str]]:
    numbers = {one.number for one in documents}
    return frozenset(row[1:] for row in entries_by_number(company=company, numbers=numbers))


def _places(document: DocumentFacts) -> Place:
    def place(line: int, name: str) -> str:
        return f"{document.draft_number}, line {line}, {name}" if line else f"{document.draft_number}, {name}"

    return place


def _postable(book: DocumentBook, document: DocumentFacts) -> list[PostableLine]:
    return [
        PostableLine(
            account_id=book.accounts[line.account_number].id,
            amount_minor=line.amount_minor,
            vat_minor=line.vat_minor,
            vat_account_id=book.vat_account(document.ledger, line.vat_code) if line.vat_code else 0,
            vat_code=line.vat_code,
            text=line.description,
            cost_center=line.cost_center,
            project=line.project,
        )
        for line in document.lines
    ]


def _entry(document: DocumentFacts, id: int, minor: int, valuation: Valuation, local_currency: str) -> OpenEntry:
    return OpenEntry(
        entry_id=id,
        ledger=document.sub_ledger,
        party_id=document.party_id,
        document_type=document.type,
        document_number=document.number,
        posting_date=document.posting_date,
        currency=document.currency,
        remaining_minor=minor,
        remaining_local_minor=to_local(minor, valuation=valuation, local_currency=local_currency),
        rate=valuation.rate,
    )


def _terms(
    document: DocumentFacts, entry: OpenEntry, terms: Mapping[str, PaymentTerms], grace: DateFormula
) -> DocumentTerms:
    """By the payment terms; a due date that was written stands."""
    termed = TermedDocument(document.type, document.document_date, document.posting_date, entry.remaining_minor)
    found = apply_terms(terms=terms[document.payment_terms], document=termed, grace=grace)
    return replace(found, due_date=document.due_date or found.due_date)


def _draft(document: DocumentFacts, entry: OpenEntry, group: GroupAccounts, terms: DocumentTerms) -> EntryDraft:
    return EntryDraft(
        ledger=document.ledger,
        document_type=document.document_type,
        document_number=document.number,
        posting_date=document.posting_date,
        document_date=document.document_date,
        due_date=terms.due_date,
        currency=document.currency,
        document_minor=entry.remaining_minor,
        remaining_minor=entry.remaining_minor,
        remaining_local_minor=entry.remaining_local_minor,
        rate_e8=entry.rate,
        party_id=document.party_id,
        posting_group_id=group.group_id,
        external_document_number=document.external_document_number,
        payment_reference=document.payment_reference,
        discount_minor=terms.discount_minor,
        discount_date=terms.discount_date,
        discount_tolerance_date=terms.discount_tolerance_date,
        description=(document.description or document.party_name)[:250],
    )


def _voucher(document: DocumentFacts, lines: tuple[LineDraft, ...]) -> VoucherDraft:
    return VoucherDraft(
        source=SOURCES[document.ledger],
        posting_date=document.posting_date,
        document_date=document.document_date,
        lines=lines,
        description=f"{document.number} {document.description or document.party_name}"[:250],
        external_document_number=document.external_document_number,
    )
