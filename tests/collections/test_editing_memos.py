"""Drafts of finance charge memos changed before they are issued."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.draft_lines import DueBeforeReminder, ReminderChange, change_reminder, delete_lines
from reskontra.collections.editing_memos import (
    DocumentBearsNothing,
    NothingToCharge,
    add_memo_document,
    suggest_memo_lines,
    update_memo_texts,
)
from reskontra.collections.editing_reminders import DocumentKeptBack, DocumentNotForDraft
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import KIND
from reskontra.collections.issuing import NoLongerADraft
from reskontra.collections.models import CustomerTerms, LetterText
from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections.charging import DAY, TOLD, issue, lines, make
from tests.story import Story

pytestmark = pytest.mark.django_db
N = "RFU000001"


@pytest.fixture
def draft(company: CompanyFacts) -> CompanyFacts:
    """Two invoices, a fee of 60, a text with the total; and one that is within its grace."""
    story = Story(company)
    story.tells(TOLD.replace("due=20D", "due=20D fee=60.00 grace=10D"))
    story.tell("invoice C1 INV-2 1000.00 from=2026-01-01 due=2026-01-31")
    story.tell("invoice C1 INV-3 3000.00 from=2026-01-01 due=2026-02-25")
    CustomerTerms.objects.filter(company=company.id).update(is_fee_agreed=True)
    terms = Terms.objects.get(company=company.id, code="M", kind=KIND)
    LetterText.objects.create(
        company_id=company.id, terms_id=terms.id, level=0, language="sv", part="BEGINNING", text="Betala {total}."
    )
    make(company)
    return company


def held(company: CompanyFacts) -> list[tuple[str, int]]:
    return [(role, amount) for role, amount, _days, _text in lines(company, N) if role != "RATE"]


def test_documents_go_and_come_and_texts_follow(draft: CompanyFacts) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    whole = [("BEGINNING", 0), ("OVERDUE", 187_50), ("OVERDUE", 15_00), ("FEE", 60_00)]
    assert held(draft) == whole
    first = delete_lines(**common, kind=KIND, positions=[2])
    assert (first.sums.interest_minor, first.sums.total_minor) == (15_00, 75_00)
    update_memo_texts(**common)
    assert lines(draft, N)[0][3] == "Betala 75,00."
    assert add_memo_document(**common, document="INV-3").sums.interest_minor == 22_50
    assert held(draft)[1:] == [("OVERDUE", 15_00), ("OVERDUE", 7_50), ("FEE", 60_00)]
    assert suggest_memo_lines(**common).sums.total_minor == 262_50
    assert held(draft) == whole
    later = suggest_memo_lines(**common, order=MemoOrder(date(2026, 3, 10)))
    assert (later.document_date, later.due_date, len(held(draft))) == (date(2026, 3, 10), date(2026, 3, 30), 5)
    changed = change_reminder(**common, kind=KIND, change=ReminderChange(due_date=date(2026, 4, 1), posts_fee=False))
    assert (changed.due_date, changed.posts_fee) == (date(2026, 4, 1), False)
    with pytest.raises(DueBeforeReminder):
        change_reminder(**common, kind=KIND, change=ReminderChange(due_date=date(2026, 3, 9)))
    (done,) = issue(draft).done
    assert (done.total.minor, done.posted.minor) == (changed.sums.total_minor, changed.sums.interest_minor)
    for does in (lambda: suggest_memo_lines(**common), lambda: add_memo_document(**common, document="INV-3")):
        with pytest.raises(NoLongerADraft):
            does()


def test_what_is_refused(draft: CompanyFacts) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    Entry.objects.filter(document_number="INV-3").update(on_hold="X")
    before = books.contents()
    with pytest.raises(DocumentNotForDraft, match="INV-3"):
        add_memo_document(**common, document="INV-1")
    with pytest.raises(DocumentKeptBack):
        add_memo_document(**common, document="INV-3")
    with pytest.raises(NothingToCharge, match="Delete the draft"):
        suggest_memo_lines(**common, order=MemoOrder(date(2026, 2, 5)))
    assert books.contents() == before
    story = Story(draft)
    story.tell("interest-terms M percent=0")
    delete_lines(**common, kind=KIND, positions=[2])
    with pytest.raises(DocumentBearsNothing, match="INV-1 bears no interest until 2026-03-02"):
        add_memo_document(**common, document="INV-1")
    assert make(draft, DAY).made == ()
