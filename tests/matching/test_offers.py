"""What a decision taught, offered to be remembered."""

from __future__ import annotations

import pytest

from reskontra.journals.models import JournalLine
from reskontra.matching.actions.facts import FactChange, edit_fact
from reskontra.matching.offers import Offer, offer_after, offer_numbered
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def decided(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 text="Något" iban=DE89370400440532013000
        line      -30.00 text="Kaffe till kontoret"
        line      500.00 name="OKÄND HANDEL" text="x"
        import
        apply     1 INV-3
        apply     2 gl:6570
        apply     3 INV-2
        """
    )
    return story


def offer(story: Story, line: int) -> Offer | None:
    return offer_after(company=story.company, line_id=JournalLine.objects.get(line_number=line).id)


def test_an_account_a_text_and_a_name_are_offered(decided: Story) -> None:
    account, text, name = (offer(decided, line) for line in (1, 2, 3))
    assert account is not None
    assert account.question == "Remember that DE89 3704 0044 0532 0130 00 pays for Beta AB?"
    assert text is not None
    assert text.question == "Remember that “Kaffe till kontoret” goes to account 6570?"
    assert name is not None
    assert name.question == "Remember that “OKÄND HANDEL” is Alfa AB?"


def test_what_a_person_stands_by_is_not_offered_again(decided: Story) -> None:
    found = offer(decided, 1)
    assert found is not None
    edit_fact(company=decided.company, actor=build.ALICE, number=found.fact, change=FactChange(is_confirmed=True))
    assert offer(decided, 1) is None
    again = offer_numbered(company=decided.company, number=found.fact)
    assert again is not None
    assert again.is_confirmed
    assert again.said == "Remembered: DE89 3704 0044 0532 0130 00 pays for Beta AB."


def test_there_is_no_such_fact(decided: Story) -> None:
    assert offer_numbered(company=decided.company, number=99) is None
