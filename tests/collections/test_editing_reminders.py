"""Drafts of reminders changed: lines, dates, fees and texts; what is issued is not."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.draft_lines import (
    DueBeforeReminder,
    FeeReasonMissing,
    LineFeeChange,
    LineFeeNotPositive,
    ReminderChange,
    ReminderLineUnknown,
    change_line_fee,
    change_reminder,
    delete_lines,
)
from reskontra.collections.editing_reminders import (
    DocumentKeptBack,
    DocumentNotForDraft,
    NothingToRemind,
    add_document,
    addable_documents,
    set_line_level,
    suggest_lines,
    update_texts,
)
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.open_drafts import NotADraft
from reskontra.collections.reminder_book import history_of
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder, reminder_lines
from reskontra.collections.reminder_terms_editing import (
    LevelChange,
    ReminderLevelUnknown,
    TextPlace,
    set_letter_text,
    set_reminder_level,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.core.errors import Refused
from reskontra.core.late_payment_law import CompensationOfConsumer, FeeAboveLaw
from reskontra.ledger.models import Account
from reskontra.ledger.queries import AccountUnknown
from reskontra.parties.queries import find_party
from reskontra.receivables.models import Entry
from reskontra.receivables.to_collect import entries_to_collect
from tests import books, build
from tests.collections import claim_cases as cases
from tests.collections.reminding import debtor, held, make, of_law, terms

pytestmark = pytest.mark.django_db
N = "BPU000001"
WHY = {"reason": "agreed with the customer"}


@pytest.fixture
def draft(company: CompanyFacts) -> CompanyFacts:
    """Two invoices of 1 000 and 500.25 at level 1, a fee of 50 each and one of 180, rounded to whole kronor."""
    terms(company, cost="DEMAND", fee_minor=180_00, line_cost="DEMAND", line_fee_minor=50_00)
    place = TextPlace("BEGINNING", "sv")
    set_letter_text(company=company, actor=build.BOB, code="T", place=place, text="Betala {total} senast {due_date}.")
    set_setting(company=company, actor=build.BOB, key="reminders_rounded", value="true")
    party = debtor(company)
    build.invoice(company, party, number="A")
    build.invoice(company, party, number="B", amount="500.25")
    make(company)
    return company


def first_text(company: CompanyFacts) -> str:
    return reminder_lines(company=company, id=find_reminder(company=company, number=N).id)[0].text


def reminded(company: CompanyFacts) -> dict[str, int]:
    """Document → the level that it was reminded at last."""
    entries = entries_to_collect(company=company)
    return {one.document_number: found.level for one in entries if (found := history_of(
        company=company, entries=[one]).get(one.id))}  # fmt: skip


def test_a_draft_is_changed_line_by_line(draft: CompanyFacts) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    assert [role for role, *_ in held(draft, N)] == ["OVERDUE", "LINE_FEE", "OVERDUE", "LINE_FEE", "FEE", "ROUNDING"]
    assert find_reminder(company=draft, number=N).sums.total_minor == 1780_00
    changed = change_line_fee(**common, position=3, change=LineFeeChange(60_00, "Särskild avgift", "3590"), **WHY)
    assert (changed.sums.line_fee_minor, changed.sums.total_minor) == (110_00, 1790_00)
    changed = delete_lines(**common, positions=[4])
    assert (changed.sums.remaining_minor, changed.sums.rounding_minor, changed.sums.total_minor) == (
        1000_00,
        0,
        1240_00,
    )
    assert first_text(draft) == "Betala 1\xa0780,00 senast 2026-04-10."
    update_texts(**common)
    assert first_text(draft) == "Betala 1\xa0240,00 senast 2026-04-10."
    changed = change_reminder(**common, change=ReminderChange(date(2026, 4, 1), date(2026, 4, 20), posts_fee=False))
    assert (changed.posting_date, changed.due_date, changed.posts_fee) == (date(2026, 4, 1), date(2026, 4, 20), False)
    assert update_texts(**common, level=2).due_date == date(2026, 4, 10)
    (done,) = issue_reminders(company=draft, actor=build.BOB, accepts_rounding=True).done
    assert (done.posted.minor, done.due_date) == (60_00, date(2026, 4, 10))
    for does in (
        lambda: suggest_lines(**common), lambda: delete_lines(**common, positions=[1]), lambda: update_texts(**common),
        lambda: change_reminder(**common, change=ReminderChange()),
        lambda: change_line_fee(**common, position=3, change=LineFeeChange(1)),
    ):  # fmt: skip
        with pytest.raises(NotADraft, match="Reminder BP000001 is issued"):
            does()


def test_making_the_lines_anew_twice_gives_the_same(draft: CompanyFacts) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    before = held(draft, N)
    delete_lines(**common, positions=[2, 4])
    suggest_lines(**common)
    assert held(draft, N) == before
    Entry.objects.filter(document_number="B").update(on_hold="X")
    order = MakeOrder(date(2026, 4, 1), has_on_hold=True)
    changed = suggest_lines(**common, order=order)
    assert held(draft, N)[0][:2] == ("OVERDUE", "A")
    assert held(draft, N)[-1] == ("ON_HOLD", "B", 0, 0)
    assert (changed.document_date, changed.due_date) == (date(2026, 4, 1), date(2026, 4, 11))
    Entry.objects.filter(document_number="A").update(on_hold="X")
    with pytest.raises(NothingToRemind, match="has what is overdue on hold"):
        suggest_lines(**common)


def test_a_changed_fee_stays_within_the_law_and_bears_its_vat(company: CompanyFacts) -> None:
    """The letter and the ledger agree on VAT, also when what is posted was changed after the draft was made."""
    Account.objects.filter(company=company.id, number="3540").update(vat_code="25")
    terms(company, line_cost="COMPENSATION", line_fee_minor=450_00)
    build.invoice(company, debtor(company))
    make(company)
    common = {"company": company, "actor": build.BOB, "number": N}
    before = books.contents()
    with pytest.raises(FeeAboveLaw, match=r"450\.01 SEK is more than 450\.00 SEK"):
        change_line_fee(**common, position=2, change=LineFeeChange(450_01), **WHY)
    assert books.contents() == before
    assert change_line_fee(**common, position=2, change=LineFeeChange(200_00), **WHY).sums.vat_minor == 50_00
    changed = change_reminder(**common, change=ReminderChange(posts_line_fee=False))
    assert (changed.sums.vat_minor, changed.sums.total_minor) == (0, 1200_00)
    change_reminder(**common, change=ReminderChange(posts_line_fee=True))
    (done,) = issue_reminders(company=company, actor=build.BOB).done
    assert (done.total.minor, done.posted.minor) == (1250_00, 250_00)
    build.invoice(company, debtor(company, "C2"), number="B")
    assert [one.draft.sums.line_fee_minor for one in make(company, date(2026, 4, 30)).made] == [250_00, 450_00]
    with pytest.raises(FeeAboveLaw, match=r"250\.01 SEK is more than 250\.00 SEK"):
        change_line_fee(**common | {"number": "BPU000002"}, position=2, change=LineFeeChange(250_01), **WHY)
    change_line_fee(**common | {"number": "BPU000002"}, position=2, change=LineFeeChange(240_00), **WHY)
    of_law(company, find_party(company=company, ledger="CUSTOMER", number="C2"), is_consumer=True)
    with pytest.raises(CompensationOfConsumer):
        change_line_fee(**common | {"number": "BPU000003"}, position=2, change=LineFeeChange(100_00), **WHY)


def test_a_fee_for_nothing_overdue_leaves_with_its_last_document(draft: CompanyFacts) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    assert delete_lines(**common, positions=[2]).sums.fee_minor == 180_00
    assert delete_lines(**common, positions=[4]).sums.total_minor == 0


@pytest.mark.parametrize(
    ("position", "change", "refusal"),
    [
        (2, LineFeeChange(1), ReminderLineUnknown),
        (3, LineFeeChange(0), LineFeeNotPositive),
        (3, LineFeeChange(account="9"), AccountUnknown),
        (3, LineFeeChange(40_00), FeeReasonMissing),
    ],
)
def test_what_is_refused(draft: CompanyFacts, position: int, change: LineFeeChange, refusal: type[Refused]) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    before = books.contents()
    with pytest.raises(refusal):
        change_line_fee(**common, position=position, change=change)
    with pytest.raises(ReminderLineUnknown):
        delete_lines(**common, positions=[3, 99])
    with pytest.raises(FeeReasonMissing):
        delete_lines(**common, positions=[6])
    with pytest.raises(ReminderLevelUnknown):
        update_texts(**common, level=4)
    for level in (0, 4):
        with pytest.raises(ReminderLevelUnknown):
            set_line_level(**common, position=2, level=level)
    with pytest.raises(ReminderLineUnknown):
        set_line_level(**common, position=3, level=1)
    for document in ("A", "9"):
        with pytest.raises(DocumentNotForDraft):
            add_document(**common, document=document)
    with pytest.raises(DueBeforeReminder):
        change_reminder(**common, change=ReminderChange(due_date=date(2026, 3, 30)))
    assert books.contents() == before


def test_documents_come_and_go_with_their_level_interest_and_fee(draft: CompanyFacts) -> None:
    """What is taken off can be put back: the draft is as it was, and another level has that level's fee."""
    common = {"company": draft, "actor": build.BOB, "number": N}
    before = held(draft, N)
    set_reminder_level(
        company=draft, actor=build.BOB, code="T", number=3, change=LevelChange(fee_minor=100_00, line_fee_minor=70_00)
    )
    delete_lines(**common, positions=[4])
    assert [one.document_number for one in addable_documents(company=draft, number=N)] == ["B"]
    assert add_document(**common, document="B").sums.total_minor == 1780_00
    assert sorted(held(draft, N)) == sorted(before)
    changed = set_line_level(**common, position=4, level=3)
    assert ("LINE_FEE", "B", 3, 70_00) in held(draft, N)
    assert (changed.level, changed.sums.line_fee_minor, changed.sums.total_minor) == (1, 120_00, 1800_00)
    assert update_texts(**common, level=3, has_fee=True).sums.fee_minor == 100_00
    assert first_text(draft) == "Betala 1\xa0720,00 senast 2026-04-10."
    (done,) = issue_reminders(company=draft, actor=build.BOB, accepts_rounding=True).done
    assert reminded(draft) == {"A": 1, "B": 3}
    assert done.total.minor == 1720_00


def test_what_is_not_due_is_told_and_what_is_kept_back_is_left_off(company: CompanyFacts) -> None:
    terms(company)
    party = debtor(company)
    build.invoice(company, party, number="A")
    build.invoice(company, party, number="B", due_date="2026-04-20")
    build.invoice(company, party, number="C", on_hold="X")
    make(company)
    common = {"company": company, "actor": build.BOB, "number": N}
    assert add_document(**common, document="B").sums.total_minor == 1000_00
    assert held(company, N)[-1] == ("NOT_DUE", "B", 0, 0)
    with pytest.raises(DocumentKeptBack):
        add_document(**common, document="C")


def test_who_disputes_a_part_is_answered_before_it_is_put_on_another_reminder(company: CompanyFacts) -> None:
    terms(company)
    party = debtor(company)
    build.invoice(company, party, number="INV-1")
    make(company)
    issue_reminders(company=company, actor=build.BOB)
    cases.disputed(company, amount="400.00")
    build.invoice(company, party, number="B")
    (made,) = make(company).made
    common = {"company": company, "actor": build.BOB, "number": made.number}
    with pytest.raises(DocumentKeptBack):
        add_document(**common, document="INV-1")
    assert held(company, made.number) == [("OVERDUE", "B", 1, 1000_00)]
