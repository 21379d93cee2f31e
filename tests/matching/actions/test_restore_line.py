"""The last decision undone: line, money and lessons are as before it."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.journals.models import JournalLine
from reskontra.journals.queries import find_journal
from reskontra.matching.actions.restore_line import restore_line
from reskontra.matching.models import Fact
from reskontra.matching.proposals import StoredProposal, read_proposals
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def matched(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="ALFA AB" text="10025"
        line      500.00 text="Något" iban=DE89370400440532013000
        import
        match
        """
    )
    return story


def proposal(story: Story, line: int) -> StoredProposal | None:
    id = JournalLine.objects.get(line_number=line).id
    return read_proposals(company=story.company, line_ids=[id]).get(id)


def restore(story: Story, line: int, before: StoredProposal | None) -> None:
    journal = find_journal(company=story.company, number="PRJ000001")
    restore_line(company=story.company, actor=build.ALICE, journal=journal, line_number=line, before=before)


def test_a_proposal_stands_there_again(matched: Story) -> None:
    before = proposal(matched, 1)
    matched.tell("unapply 1")
    restore(matched, 1, before)
    assert proposal(matched, 1) == before


def test_what_the_decision_taught_counts_no_more(matched: Story) -> None:
    before = proposal(matched, 2)
    matched.tell("apply 2 INV-3=500.00")
    assert Fact.objects.filter(hits__gt=0).exists()
    restore(matched, 2, before)
    assert not Fact.objects.filter(hits__gt=0).exists()
    assert JournalLine.objects.get(line_number=2).reviewed_by == ""


def test_money_that_another_line_took_meanwhile_is_not_taken_back(matched: Story) -> None:
    before = proposal(matched, 1)
    matched.tells("unapply 1\napply 2 INV-2")
    with pytest.raises(Refused) as refusal:
        restore(matched, 1, before)
    assert refusal.value.code == "document_reserved"
    assert proposal(matched, 1) is None
