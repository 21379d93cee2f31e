"""What is not done with a person holds her data; test_erasing.py tells of open entries."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.disputes import DisputeOrder, open_dispute
from reskontra.privacy.holding import DisputesWithPerson, DraftsForPerson, refuse_held
from reskontra.privacy.persons import person_of
from reskontra.receivables.cli_entries import parse_name
from tests import build
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
