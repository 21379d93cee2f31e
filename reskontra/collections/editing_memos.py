"""Drafts of finance charge memos changed: lines made anew, late documents put in, texts with their totals."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import translation

from reskontra.collections.draft_sums import columns_of
from reskontra.collections.draft_texts import texts_of_memo
from reskontra.collections.editing_reminders import DocumentKeptBack, DocumentNotForDraft
from reskontra.collections.finance_charge_drafts import MemoDraft, entry_lines, line_texts, memo_basis, memo_of
from reskontra.collections.finance_charge_plans import (
    ChargedEntry,
    MemoBook,
    MemoOrder,
    MemoPlan,
    NotCharged,
    bears_a_fee_alone,
    plan_memos,
    read_memo_book,
)
from reskontra.collections.finance_charge_words import why_not_wording
from reskontra.collections.finance_charges import KIND
from reskontra.collections.interest import BearingEntry
from reskontra.collections.letterhead import letter_language
from reskontra.collections.models import CollectionLine
from reskontra.collections.open_drafts import (
    keep_draft,
    lines_of_draft,
    open_draft,
    put_in,
    replace_texts,
    rewrite_lines,
)
from reskontra.collections.reminder_queries import ReminderFacts
from reskontra.collections.writing_drafts import write_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused


class NothingToCharge(Refused):
    code = "nothing_to_charge"
    template = "{party} has nothing that a memo in {currency} would charge: {why}. Delete the draft instead."


class DocumentBearsNothing(Refused):
    code = "document_bears_nothing"
    template = "{document} bears no interest until {day} that is left to charge. Leave it off draft {number}."


def suggest_memo_lines(
    *, company: CompanyFacts, actor: str, number: str, order: MemoOrder | None = None
) -> ReminderFacts:
    """Make a memo draft's lines anew, as of its own document date or as ordered; twice gives the same lines.

    refuses   CollectionDocumentUnknown, NoLongerADraft, NothingToCharge, DateBeyondCalendar
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=KIND)
        wanted = replace(order or MemoOrder(row.document_date, row.posting_date), customers=(facts.party,))
        draft = _planned(company, facts, wanted)
        CollectionLine.objects.filter(company=company.id, document=row.id).delete()
        write_lines(company=company, documents=[(row.id, draft.lines)])
        terms = draft.plan.terms
        values = {
            "document_date": wanted.document_date, "posting_date": wanted.posted_on, "due_date": draft.due_date,
            "interest_terms": terms.code, "language": draft.language, "posts_interest": terms.posts_interest,
            "posts_fee": terms.posts_fee, **columns_of(draft.sums),
        }  # fmt: skip
        return keep_draft(company=company, actor=actor, row=row, values=values, about={"what": "suggested"})


def addable_to_memo(*, company: CompanyFacts, facts: ReminderFacts) -> list[BearingEntry]:
    """The customer's late documents of the memo's currency that are not on it, in the order of their due dates."""
    on_it = CollectionLine.objects.filter(company=company.id, document=facts.id).values_list("entry_id", flat=True)
    known = set(on_it)
    order = MemoOrder(facts.document_date, facts.posting_date)
    found = _book(company, facts, order).bearing
    return sorted(
        (one for one in found if one.owed.currency == facts.currency and one.owed.entry_id not in known),
        key=lambda one: (one.owed.due_date, one.owed.entry_id),
    )


def add_memo_document(*, company: CompanyFacts, actor: str, number: str, document: str) -> ReminderFacts:
    """A late document of the customer more on the draft, with the interest that it bears until the memo's date.

    Also one that is within the grace of the terms; open or paid late, as the terms charge it.

    refuses   CollectionDocumentUnknown, NoLongerADraft, DocumentNotForDraft, DocumentKeptBack, DocumentBearsNothing,
              InterestRateMissing
    """
    with transaction.atomic():
        row, facts = open_draft(company=company, number=number, kind=KIND)
        known = {one.owed.document_number: one for one in reversed(addable_to_memo(company=company, facts=facts))}
        if document not in known:
            raise DocumentNotForDraft(
                party=facts.party, document=document[:40], number=facts.draft_number, known=tuple(reversed(known))
            )
        one = known[document]
        if one.is_on_hold or one.is_handed_over:
            raise DocumentKeptBack(document=document)
        charged = ChargedEntry(one, one.segments(row.document_date))
        if not charged.interest_minor and not bears_a_fee_alone(one, row.document_date):
            raise DocumentBearsNothing(document=document, day=row.document_date, number=facts.draft_number)
        with translation.override(letter_language(row.language, company)):
            basis = memo_basis(company=company, order=MemoOrder(row.document_date, row.posting_date))
            said = line_texts(basis=basis, terms=row.interest_terms, language=row.language)
            added = list(entry_lines(charged, row.due_date, 0, said))
        lines = put_in(lines_of_draft(company=company, row=row), added)
        rewrite_lines(company=company, row=row, lines=lines)
        about = {"what": "document added", "about": document}
        return keep_draft(company=company, actor=actor, row=row, values={}, about=about)


def update_memo_texts(*, company: CompanyFacts, actor: str, number: str) -> ReminderFacts:
    """Write the texts before and after anew, with the totals as they are now.

    refuses   CollectionDocumentUnknown, NoLongerADraft
    """
    with transaction.atomic():
        row, _facts = open_draft(company=company, number=number, kind=KIND)
        begins, ends = texts_of_memo(company=company, row=row)
        replace_texts(company=company, row=row, begins=begins, ends=ends)
        return keep_draft(company=company, actor=actor, row=row, values={}, about={"what": "texts"})


def _book(company: CompanyFacts, facts: ReminderFacts, order: MemoOrder) -> MemoBook:
    return read_memo_book(company=company, order=order, party_ids=[facts.party_id])


def _planned(company: CompanyFacts, facts: ReminderFacts, order: MemoOrder) -> MemoDraft:
    """refuses   NothingToCharge"""
    book = replace(_book(company, facts, order), drafts={})
    found = [one for one in plan_memos(book=book, order=order) if one.currency == facts.currency]
    plans = [one for one in found if isinstance(one, MemoPlan)]
    if not plans:
        why = ", ".join(why_not_wording(one) for one in found if isinstance(one, NotCharged)) or "–"
        raise NothingToCharge(party=facts.party, currency=facts.currency, why=why)
    return memo_of(basis=memo_basis(company=company, order=order), plan=plans[0])
