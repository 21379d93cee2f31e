"""What the card of a customer says: figures, ages, habits, what happened."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.notes import Subject, add_note
from reskontra.desk.party_pages import BAR, CardPage, card_page
from reskontra.parties.actions import block_party, limit_credit
from reskontra.parties.card import find_card
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ON = date(2026, 3, 10)


def page(story: Story, number: str = "C1", on: date = ON) -> CardPage:
    card = find_card(company=story.company, ledger="CUSTOMER", number=number)
    assert card
    return card_page(company=story.company, card=card, on=on)


def test_figures_are_of_what_is_open(story: Story) -> None:
    limit_credit(company=story.company, actor=build.BOB, number="C1", limit_minor=200000)
    found = page(story)
    assert (found.position.balance_minor, found.position.entries, found.credit_left) == (150000, 2, 50000)
    assert sum(age.minor for age in found.ages) == 150000
    assert sum(age.width for age in found.ages) <= BAR
    asked = [age.url.partition("?account=C1")[2] for age in found.ages]
    assert asked[:2] == ["&due_from=2026-03-10", "&due_from=2026-02-08&due_to=2026-03-09"]
    assert asked[-1] == "&due_to=2025-12-09"


def test_open_rows_tell_state_and_what_to_know(story: Story) -> None:
    rows = {row.entry.document_number: row for row in page(story, on=date(2026, 3, 1)).open}
    assert rows["INV-1"].told.startswith("discount 20.00 until")
    assert not rows["INV-1"].is_credit


def test_what_is_blocked_is_told_in_words(story: Story) -> None:
    assert page(story).blocked == ""
    block_party(company=story.company, actor=build.BOB, ledger="CUSTOMER", number="C1", level="ship")
    assert page(story).blocked == "Deliveries"


def test_habits_are_of_invoices_paid_in_full(story: Story) -> None:
    assert (page(story).habits.mean, page(story).habits.paid) == ("", 0)
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch\npost')
    habits = page(story).habits
    assert habits.paid == 1
    assert habits.mean
    assert habits.last
    assert (habits.last.amount.minor, habits.last_minor) == (-98000, 98000)


def test_what_happened_is_newest_first_with_notes_and_changes(story: Story) -> None:
    card = find_card(company=story.company, ledger="CUSTOMER", number="C1")
    assert card
    limit_credit(company=story.company, actor=build.BOB, number="C1", limit_minor=200000)
    add_note(company=story.company, actor=build.ALICE, subject=Subject("PARTY", card.id, "C1"), text="Ring först")
    events = page(story).events
    days = [event.day for event in events]
    assert days == sorted(days, reverse=True)
    titles = {event.title: event for event in events}
    assert titles["Note by Alice"].told == "Ring först"
    assert titles["Changed by Bob"].told == "Credit limit"
    assert titles["Invoice INV-1"].minor == 100000
