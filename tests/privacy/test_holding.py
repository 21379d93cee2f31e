"""What is not done with a person holds her data; test_erasing.py tells of open entries."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.disputes import DisputeOrder, open_dispute
from reskontra.privacy.deleting_party import delete_party
from reskontra.privacy.erasing import erase
from reskontra.privacy.holding import DisputesWithPerson, DraftsForPerson, PersonLegallyHeld, refuse_held
from reskontra.privacy.legal_holds import lift_hold, set_hold
from reskontra.privacy.persons import person_of
from reskontra.receivables.cli_entries import parse_name
from tests import books, build
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_dispute_that_is_not_closed_holds_even_what_is_paid(story: Story) -> None:
    story.tells("customer K1 Anna\ninvoice K1 INV-1 100.00")
    today = date(2026, 3, 2)
    order = DisputeOrder(parse_name("customer:INV-1"), "goods")
    open_dispute(company=story.company, actor=build.BOB, order=order, today=today)
    story.tells("payment K1 PAY-1 -100.00\nsettle PAY-1 INV-1")
    person = person_of(company=story.company, customer="K1")
    with pytest.raises(DisputesWithPerson, match="disputes that are open: 1"):
        refuse_held(company=story.company, person=person)


def test_a_draft_of_an_invoice_holds_it(story: Story) -> None:
    story.tells('customer K1 Anna\ndraft K1 "3001;1000.00;25;Consulting" on=2026-03-01')
    person = person_of(company=story.company, customer="K1")
    with pytest.raises(DraftsForPerson, match="UTK000001"):
        refuse_held(company=story.company, person=person)


def test_a_legal_hold_of_every_year_or_of_hers_holds_it_and_one_of_another_year_does_not(story: Story) -> None:
    tell_of_anna(story)
    company = story.company
    person = person_of(company=company, customer="K1")
    holds = [
        set_hold(company=company, actor=build.BOB, fiscal_year=year, reason="a lawsuit")
        for year in ("2025", "2026", "")
    ]
    before = books.contents()
    with pytest.raises(PersonLegallyHeld, match=r"K1 is held by 2 legal holds: 2, 3\. Lift them first"):
        erase(company=company, actor=build.BOB, person=person, reason="asked for by letter")
    assert books.contents() == before
    for number in holds[1:]:
        with pytest.raises(PersonLegallyHeld):
            refuse_held(company=company, person=person)
        lift_hold(company=company, actor=build.BOB, number=number, reason="settled")
    assert erase(company=company, actor=build.BOB, person=person, reason="asked for by letter").rows


def test_a_legal_hold_keeps_even_the_card_that_nothing_refers_to(story: Story) -> None:
    story.tells("customer K1 Anna")
    set_hold(company=story.company, actor=build.BOB, fiscal_year="", reason="a tax audit")
    with pytest.raises(PersonLegallyHeld):
        delete_party(company=story.company, actor=build.BOB, ledger="CUSTOMER", number="K1")
