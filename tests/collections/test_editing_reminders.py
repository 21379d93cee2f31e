"""Drafts of reminders changed: lines, dates, fees and texts; what is issued is not."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.editing_reminders import (
    DueBeforeReminder,
    LineFeeChange,
    LineFeeNotPositive,
    NotADraft,
    NothingToRemind,
    ReminderChange,
    ReminderLineUnknown,
    change_line_fee,
    change_reminder,
    delete_lines,
    suggest_lines,
    update_texts,
)
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder, reminder_lines
from reskontra.collections.reminder_terms_editing import ReminderLevelUnknown, TextPlace, set_letter_text
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.core.errors import Refused
from reskontra.core.late_payment_law import CompensationOfConsumer, FeeAboveLaw
from reskontra.ledger.models import Account
from reskontra.ledger.queries import AccountUnknown
from reskontra.parties.queries import find_party
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections.reminding import debtor, held, make, of_law, terms

pytestmark = pytest.mark.django_db
N = "BPU000001"


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


def test_a_draft_is_changed_line_by_line(draft: CompanyFacts) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    assert [role for role, *_ in held(draft, N)] == ["OVERDUE", "LINE_FEE", "OVERDUE", "LINE_FEE", "FEE", "ROUNDING"]
    assert find_reminder(company=draft, number=N).sums.total_minor == 1780_00
    changed = change_line_fee(**common, position=3, change=LineFeeChange(60_00, "Särskild avgift", "3590"))
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
        change_line_fee(**common, position=2, change=LineFeeChange(450_01))
    assert books.contents() == before
    assert change_line_fee(**common, position=2, change=LineFeeChange(200_00)).sums.vat_minor == 50_00
    changed = change_reminder(**common, change=ReminderChange(posts_line_fee=False))
    assert (changed.sums.vat_minor, changed.sums.total_minor) == (0, 1200_00)
    change_reminder(**common, change=ReminderChange(posts_line_fee=True))
    (done,) = issue_reminders(company=company, actor=build.BOB).done
    assert (done.total.minor, done.posted.minor) == (1250_00, 250_00)
    build.invoice(company, debtor(company, "C2"), number="B")
    assert [one.draft.sums.line_fee_minor for one in make(company, date(2026, 4, 30)).made] == [250_00, 450_00]
    with pytest.raises(FeeAboveLaw, match=r"250\.01 SEK is more than 250\.00 SEK"):
        change_line_fee(**common | {"number": "BPU000002"}, position=2, change=LineFeeChange(250_01))
    change_line_fee(**common | {"number": "BPU000002"}, position=2, change=LineFeeChange(240_00))
    of_law(company, find_party(company=company, ledger="CUSTOMER", number="C2"), is_consumer=True)
    with pytest.raises(CompensationOfConsumer):
        change_line_fee(**common | {"number": "BPU000003"}, position=2, change=LineFeeChange(100_00))


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
    ],
)
def test_what_is_refused(draft: CompanyFacts, position: int, change: LineFeeChange, refusal: type[Refused]) -> None:
    common = {"company": draft, "actor": build.BOB, "number": N}
    before = books.contents()
    with pytest.raises(refusal):
        change_line_fee(**common, position=position, change=change)
    with pytest.raises(ReminderLineUnknown):
        delete_lines(**common, positions=[3, 99])
    with pytest.raises(ReminderLevelUnknown):
        update_texts(**common, level=4)
    with pytest.raises(DueBeforeReminder):
        change_reminder(**common, change=ReminderChange(due_date=date(2026, 3, 30)))
    assert books.contents() == before
