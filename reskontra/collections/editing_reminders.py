"""Drafts of reminders changed: lines made anew, documents in and out, levels, texts and fee with their totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import translation

from reskontra.collections.draft_lines import ReminderLineUnknown
from reskontra.collections.draft_sums import columns_of
from reskontra.collections.draft_texts import reminder_texts
from reskontra.collections.interest import interest_of
from reskontra.collections.letterhead import letter_language
from reskontra.collections.making_reminders import held_back, plan_drafts
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.open_drafts import (
    REMINDER,
    keep_draft,
    lines_of_draft,
    open_draft,
    put_in,
    replace_texts,
    rewrite_lines,
)
from reskontra.collections.reminder_book import NEVER, Account, ReminderBook, read_reminder_book
from reskontra.collections.reminder_costs import Worth
from reskontra.collections.reminder_drafts import (
    Draft,
    DraftLine,
    header_fee_of,
    overdue_lines_of,
)
from reskontra.collections.reminder_plans import (
    Held,
    MakeOrder,
    PlannedAccount,
    bearing_ids,
    is_to_be_answered,
    kept_back,
)
from reskontra.collections.reminder_queries import ReminderFacts, find_reminder
from reskontra.collections.reminder_terms import ReminderTermsFacts, find_reminder_terms
from reskontra.collections.reminder_terms_editing import ReminderLevelUnknown
from reskontra.collections.reminder_words import why_wording
from reskontra.collections.writing_drafts import write_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.reminders import OpenEntry, ReminderLine, ReminderPlan, Section
from reskontra.receivables.to_collect import EntryToCollect


class NothingToRemind(Refused):
    code = "nothing_to_remind"
    template = "{party} has nothing that a reminder in {currency} would ask for: {why}. Delete the draft instead."


class DocumentNotForDraft(Refused):
    code = "document_not_for_draft"
    template = "{party} has no open document {document} that draft {number} could have too. Choose one of {known}."


class DocumentKeptBack(Refused):
    code = "document_kept_back"
    template = (
        "{document} is on hold, disputed, promised, paid by a plan or handed over, and is not asked for. "
        "End that first, or leave it off the draft."
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    """A draft with what its customer's open entries say of it."""

    row: CollectionDocument
    facts: ReminderFacts
    terms: ReminderTermsFacts
    book: ReminderBook
    account: Account | None
    held: Mapping[int, Held]

    @property
    def order(self) -> MakeOrder:
        return MakeOrder(self.row.document_date, self.row.posting_date, override="-")

    def entries(self) -> tuple[EntryToCollect, ...]:
        return self.account.entries if self.account else ()

    def asked(self, one: EntryToCollect, level: int) -> ReminderLine:
        """The entry at a level; what is not due yet, or kept back as a whole, asks for nothing."""
        entry = OpenEntry(one.id, one.due_date, one.remaining_minor, self.kept_minor(one))
        return ReminderLine(entry, Section.OVERDUE, level, entry.remaining_minor - entry.held_minor)

    def kept_minor(self, one: EntryToCollect) -> int:
        """How much of it is kept back; all of it where who disputes a part is answered before it is asked for again."""
        kept = kept_back(one, self.terms, self.held.get(one.id))
        if kept is None:
            return 0
        past = self.book.history.get(one.id, NEVER)
        return one.remaining_minor if is_to_be_answered(self.book, kept, past) else kept.minor

    def planned(self, lines: Sequence[ReminderLine], level: int) -> PlannedAccount:
        assert self.account is not None, "lines are of an account"
        currency = self.row.currency
        valuation = Valuation(currency, self.book.rates.get(currency, PAR))
        worth = Worth(valuation, self.book.company.currency, self.book.company.country)
        plan = ReminderPlan(tuple(lines), level, sum(line.demanded_minor for line in lines))
        return PlannedAccount(self.account, self.terms, plan, worth, {one.id: one for one in self.account.entries})


def suggest_lines(*, company: CompanyFacts, actor: str, number: str, order: MakeOrder | None = None) -> ReminderFacts:
    """Make a draft's lines anew, as of its own document date or as ordered; twice gives the same lines.

    refuses   ReminderUnknown, NotADraft, NothingToRemind, InterestRateMissing, DateBeyondCalendar
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=REMINDER)
        wanted = replace(
            order or MakeOrder(row.document_date, row.posting_date, is_at_one_level=row.is_at_one_level),
            customers=(facts.party,), override="-",
        )  # fmt: skip
        draft = _planned(company, facts, wanted)
        CollectionLine.objects.filter(company=company.id, document=row.id).delete()
        write_lines(company=company, documents=[(row.id, draft.lines)])
        terms = draft.planned.terms
        values = {
            "document_date": wanted.document_date, "posting_date": wanted.posted_on, "due_date": draft.due_date,
            "level": draft.planned.plan.level, "terms": terms.code, "is_at_one_level": wanted.is_at_one_level,
            "language": draft.language, "posts_interest": terms.posts_interest, "posts_fee": terms.posts_fee,
            "posts_line_fee": terms.posts_line_fee, **columns_of(draft.sums),
        }  # fmt: skip
        return keep_draft(company=company, actor=actor, row=row, values=values, about={"what": "suggested"})


def addable_documents(*, company: CompanyFacts, number: str) -> list[EntryToCollect]:
    """The customer's open documents of the draft's currency that are not on it, in the order of their due dates.

    refuses   ReminderUnknown
    """
    facts = find_reminder(company=company, number=number)
    account = _account(_book(company, facts), facts)
    on_it = CollectionLine.objects.filter(company=company.id, document=facts.id).values_list("entry_id", flat=True)
    known = set(on_it)
    return [one for one in (account.entries if account else ()) if one.id not in known]


def add_document(
    *, company: CompanyFacts, actor: str, number: str, document: str, level: int | None = None
) -> ReminderFacts:
    """An open document of the customer more on the draft, with interest and fee of its level; what is not due is told.

    level     of the terms; None for the one after what it was reminded at last

    refuses   ReminderUnknown, NotADraft, DocumentNotForDraft, DocumentKeptBack, ReminderTermsUnknown,
              ReminderLevelUnknown, InterestRateMissing
    """
    with transaction.atomic():
        opened = _open(company, number)
        row, facts = opened.row, opened.facts
        lines = lines_of_draft(company=company, row=row)
        on_it = {line.entry_id for line in lines}
        known = {one.document_number: one for one in reversed(opened.entries()) if one.id not in on_it}
        if document not in known:
            raise DocumentNotForDraft(
                party=facts.party, document=document[:40], number=facts.draft_number, known=tuple(reversed(known))
            )
        one = known[document]
        if opened.kept_minor(one) >= one.remaining_minor > 0:
            raise DocumentKeptBack(document=one.document_number)
        values: dict[str, object] = {}
        if one.due_date >= row.document_date:
            added = [_told(one)]
        else:
            last = opened.book.history.get(one.id, NEVER).level
            wanted = min(last + 1, len(opened.terms.levels)) if level is None else level
            added = _asked_lines(company, opened, one, wanted)
            if not row.level:
                values = {"level": wanted}
        rewrite_lines(company=company, row=row, lines=put_in(lines, added))
        about = {"what": "document added", "about": one.document_number}
        return keep_draft(company=company, actor=actor, row=row, values=values, about=about)


def set_line_level(*, company: CompanyFacts, actor: str, number: str, position: int, level: int) -> ReminderFacts:
    """A document at another level of the terms: its interest and its fee are those of that level.

    The letter's own level, texts and fee stay until they are updated.

    refuses   ReminderUnknown, NotADraft, ReminderLineUnknown, DocumentNotForDraft, ReminderTermsUnknown,
              ReminderLevelUnknown, InterestRateMissing
    """
    with transaction.atomic():
        opened = _open(company, number)
        row, facts = opened.row, opened.facts
        lines = lines_of_draft(company=company, row=row)
        known = {line.position: line for line in lines if line.role == "OVERDUE"}
        if position not in known:
            raise ReminderLineUnknown(number=facts.draft_number, line=position, known=tuple(known))
        open_ones = {one.id: one for one in opened.entries()}
        one = open_ones.get(known[position].entry_id or 0)
        if one is None:
            numbers = tuple(other.document_number for other in open_ones.values())
            raise DocumentNotForDraft(party=facts.party, document=position, number=facts.draft_number, known=numbers)
        again = _asked_lines(company, opened, one, level)
        kept = [
            line for old in lines if old.parent_position != position
            for line in (again if old.position == position else [old])
        ]  # fmt: skip
        rewrite_lines(company=company, row=row, lines=kept)
        about = {"what": "level", "about": [one.document_number, known[position].level, level]}
        return keep_draft(company=company, actor=actor, row=row, values={}, about=about)


def update_texts(
    *, company: CompanyFacts, actor: str, number: str, level: int | None = None, has_fee: bool = False
) -> ReminderFacts:
    """Write the texts before and after anew, with the totals as they are now; of another level where one is given.

    has_fee   the letter's own fee is reckoned anew, too

    refuses   ReminderUnknown, NotADraft, ReminderTermsUnknown, ReminderLevelUnknown
    """
    with transaction.atomic():
        opened = _open(company, number)
        row, terms = opened.row, opened.terms
        wanted = row.level if level is None else level
        _require_level(terms, wanted)
        due = row.due_date if wanted == row.level else terms.due_date(wanted, row.document_date)
        if has_fee:
            _fee_anew(company, opened, wanted)
            keep_draft(company=company, actor=actor, row=row, values={}, about={"what": "fee anew"})
        begins, ends = reminder_texts(company=company, row=row, terms=terms, level=wanted, due=due)
        replace_texts(company=company, row=row, begins=begins, ends=ends)
        CollectionLine.objects.filter(company=company.id, document=row.id, role="OVERDUE").update(next_due=due)
        head = {"level": wanted, "due_date": due}
        return keep_draft(company=company, actor=actor, row=row, values=head, about={"what": "texts"})


def _open(company: CompanyFacts, number: str) -> _Opened:
    """refuses   ReminderUnknown, NotADraft, ReminderTermsUnknown"""
    row, facts = open_draft(company=company, number=number, kind=REMINDER)
    terms = find_reminder_terms(company=company, code=row.terms)
    book = _book(company, facts)
    return _Opened(row, facts, terms, book, _account(book, facts), held_back(company, book, row.document_date))


def _book(company: CompanyFacts, facts: ReminderFacts) -> ReminderBook:
    return read_reminder_book(
        company=company, document_date=facts.document_date, posting_date=facts.posting_date, party_ids=[facts.party_id]
    )


def _account(book: ReminderBook, facts: ReminderFacts) -> Account | None:
    return next((one for one in book.accounts if one.currency == facts.currency), None)


def _require_level(terms: ReminderTermsFacts, level: int) -> None:
    if not 1 <= level <= len(terms.levels):
        raise ReminderLevelUnknown(terms=terms.code, level=level, next=len(terms.levels) + 1)


def _asked_lines(company: CompanyFacts, opened: _Opened, one: EntryToCollect, level: int) -> list[DraftLine]:
    """refuses   ReminderLevelUnknown, InterestRateMissing"""
    _require_level(opened.terms, level)
    planned = opened.planned([opened.asked(one, level)], level)
    interest = interest_of(company=company, entry_ids=bearing_ids([planned]), as_of=opened.row.document_date)
    with translation.override(letter_language(opened.row.language, company)):
        found = overdue_lines_of(
            book=opened.book, order=opened.order, planned=planned, interest=interest, language=opened.row.language
        )
    return [line._replace(next_due=opened.row.due_date) if line.role == "OVERDUE" else line for line in found]


def _told(one: EntryToCollect) -> DraftLine:
    return DraftLine(
        0, "NOT_DUE", entry_id=one.id, original_minor=one.document_minor, remaining_minor=one.remaining_minor,
        due_date=one.due_date,
    )  # fmt: skip


def _fee_anew(company: CompanyFacts, opened: _Opened, level: int) -> None:
    """The letter's fee as the terms have it for what the draft asks for now; none where the law leaves nothing."""
    row = opened.row
    lines = lines_of_draft(company=company, row=row)
    open_ones = {one.id: one for one in opened.entries()}
    asked = [
        opened.asked(open_ones[line.entry_id], line.level)
        for line in lines
        if line.role == "OVERDUE" and line.entry_id in open_ones
    ]
    kept = [line for line in lines if line.role != "FEE"]
    if asked:
        planned = opened.planned(asked, level)
        with translation.override(letter_language(row.language, company)):
            fee = header_fee_of(
                book=opened.book, order=opened.order, planned=planned, body=lines, language=row.language
            )
        kept = put_in(kept, fee) if fee else kept
    rewrite_lines(company=company, row=row, lines=kept)


def _planned(company: CompanyFacts, facts: ReminderFacts, order: MakeOrder) -> Draft:
    """refuses   NothingToRemind"""
    book = read_reminder_book(
        company=company, document_date=order.document_date, posting_date=order.posted_on, party_ids=[facts.party_id]
    )
    accounts = tuple(one for one in book.accounts if one.currency == facts.currency)
    drafts, not_made = plan_drafts(company=company, book=replace(book, accounts=accounts, drafts={}), order=order)
    if not drafts:
        why = ", ".join(why_wording(one) for one in not_made) or "–"
        raise NothingToRemind(party=facts.party, currency=facts.currency, why=why)
    return drafts[0]
