"""From drafts to vouchers: the entry of each document, its lines and VAT, and the invoice a credit memo settles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reskontra.companies.payment_terms import discount_excludes_vat, discount_grace
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
from reskontra.core.terms import DocumentTerms, TermedDocument, apply_terms
from reskontra.core.typed_posting import Book, MadeEntry, PartySide, TypedLine, netted, plan_line
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.queries import posting_groups
from reskontra.receivables.documents.book import DocumentBook, Place, document_findings
from reskontra.receivables.documents.queries import DocumentFacts
from reskontra.receivables.grants import granted
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import accounts_by_group, group_accounts, settlement_policy
from reskontra.receivables.queries import entries_by_number
from reskontra.receivables.write import EntryDraft

SOURCES = {"CUSTOMER": "CUSTOMER_DOCUMENT", "VENDOR": "VENDOR_DOCUMENT"}


class NumberTaken(Refused):
    code = "next_number_taken"
    template = (
        "The next number of series {series} is {number}, and a {ledger} has that {document_type} already. "
        "Let the series go on after it: reskontra invoice next-number {series} NUMBER."
    )


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that can be posted: number and payment reference are on it, due_date is by its terms."""

    document: DocumentFacts
    entry: EntryDraft
    made: MadeEntry
    voucher: VoucherDraft


@dataclass(frozen=True, slots=True)
class ValuedDocument:
    """A document that nothing forbids, before it settles anything: with the id and draft of its entry."""

    document: DocumentFacts
    entry_id: int
    group: GroupAccounts
    valuation: Valuation
    lines: Sequence[PostableLine]
    entry: EntryDraft


@dataclass(slots=True)
class DocumentPlanner:
    """Plans document after document; what is refused is kept in findings, and the next one is planned.

    terms         by code
    excludes_vat  cash discounts are of the amount without VAT
    state         what credit memos find of the invoices they name, and leave
    """

    company: CompanyFacts
    book: DocumentBook
    state: Book
    groups: Mapping[tuple[str, str], GroupAccounts]
    grace: DateFormula
    excludes_vat: bool
    policy: Policy
    form: ReferenceForm
    rates: Mapping[tuple[str, date], int | Refused]
    closed: Mapping[date, Refused]
    taken: frozenset[tuple[str, str, str]]
    findings: list[Refused | Malformed] = field(default_factory=list)

    def plan(self, documents: Sequence[DocumentFacts], entry_ids: Sequence[int]) -> list[PlannedDocument]:
        """Every document that could be planned; documents have their numbers."""
        valued = [one for pair in zip(documents, entry_ids, strict=True) if (one := self._valued(*pair))]
        drafts = granted(company=self.company, entries=[one.entry for one in valued])
        planned = []
        for one, draft in zip(valued, drafts, strict=True):
            try:
                planned.append(self._planned(replace(one, entry=draft)))
            except Refused as refusal:
                self.findings.append(refusal.at(one.document.draft_number))
        return planned

    def _valued(self, document: DocumentFacts, id: int) -> ValuedDocument | None:
        """The document with its entry; None where something forbids it."""
        found = [*document_findings(self.book, document, _places(document)), *self._posting_findings(document)]
        self.findings += found
        if found:
            return None
        try:
            return self._entered(document, id)
        except Refused as refusal:
            self.findings.append(refusal.at(document.draft_number))
            return None

    def _posting_findings(self, document: DocumentFacts) -> Iterator[Refused]:
        place = _places(document)
        day = document.posting_date
        credited = self.book.credited(document)
        currencies = dict.fromkeys((document.currency, credited.currency if credited else document.currency))
        for found in (self.closed.get(day), *(self.rates[currency, day] for currency in currencies)):
            if isinstance(found, Refused):
                yield type(found)(**found.values).at(place(0, "posting_date"))
        if (document.ledger, document.document_type, document.number) in self.taken:
            kind = document.document_type.lower().replace("_", " ")
            yield NumberTaken(
                series=document.series, number=document.number, ledger=document.ledger.lower(), document_type=kind
            ).at(place(0, "number"))

    def _entered(self, document: DocumentFacts, id: int) -> ValuedDocument:
        """By the payment terms; a due date that was written stands."""
        party = self.book.parties[document.ledger, document.party_number]
        group = self.groups.get((document.ledger, party.posting_group)) or self.groups[document.ledger, ""]
        rate = self.rates[document.currency, document.posting_date]
        assert isinstance(rate, int)
        valuation = Valuation(document.currency, rate)
        lines = _postable(self.book, document)
        sign = posted_sign(document.sub_ledger, document.type)
        minor = sign * gross_of(lines)
        base = minor - sign * document.vat.minor if self.excludes_vat else minor
        termed = TermedDocument(document.type, document.document_date, document.posting_date, base)
        terms = apply_terms(terms=self.book.terms[document.payment_terms], document=termed, grace=self.grace)
        complete = replace(
            document, due_date=document.due_date or terms.due_date, payment_reference=self._reference(document)
        )
        local = to_local(minor, valuation=valuation, local_currency=self.company.currency)
        return ValuedDocument(complete, id, group, valuation, lines, _draft(complete, minor, local, rate, group, terms))

    def _planned(self, one: ValuedDocument) -> PlannedDocument:
        document, draft = one.document, one.entry
        side = PartySide(_entry(one), one.group, self._marked(document), policy=self.policy)
        typed = TypedLine(
            document.currency, draft.remaining_minor, draft.remaining_local_minor, ((side, 1),), document.description
        )
        moves, made = plan_line(typed, self.state)
        sign = posted_sign(document.sub_ledger, document.type)
        moves += line_moves(one.lines, sign=sign, valuation=one.valuation, local_currency=self.company.currency)
        drafts = tuple(
            LineDraft(
                move.account_id, move.local_minor, move.currency, move.currency_minor, move.party_id, move.text, None,
                move.vat_code, move.cost_center, move.project,
            )
            for move in netted(moves)
        )  # fmt: skip
        return PlannedDocument(document, draft, made[0], _voucher(document, drafts))

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
        excludes_vat=discount_excludes_vat(company=company),
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
    """What periods refuse of each day; asked day by day only where something is refused."""
    found: dict[date, Refused] = {}
    try:
        open_fiscal_years(company=company, dates=days)
        return found
    except Refused:
        pass
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


def _entry(one: ValuedDocument) -> OpenEntry:
    draft = one.entry
    return OpenEntry(
        entry_id=one.entry_id,
        ledger=one.document.sub_ledger,
        party_id=draft.party_id,
        document_type=one.document.type,
        document_number=draft.document_number,
        posting_date=draft.posting_date,
        currency=draft.currency,
        remaining_minor=draft.remaining_minor,
        remaining_local_minor=draft.remaining_local_minor,
        due_date=draft.due_date,
        rate=draft.rate_e8,
        discount_minor=draft.discount_minor,
        discount_date=draft.discount_date,
        discount_tolerance_date=draft.discount_tolerance_date,
        max_tolerance_minor=draft.max_tolerance_minor,
    )


def _draft(
    document: DocumentFacts, minor: int, local_minor: int, rate: int, group: GroupAccounts, terms: DocumentTerms
) -> EntryDraft:
    assert document.due_date is not None, "the terms have said when it is due"
    return EntryDraft(
        ledger=document.ledger,
        document_type=document.document_type,
        document_number=document.number,
        posting_date=document.posting_date,
        document_date=document.document_date,
        due_date=document.due_date,
        currency=document.currency,
        document_minor=minor,
        remaining_minor=minor,
        remaining_local_minor=local_minor,
        rate_e8=rate,
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
