"""What people decided of lines: listed, undone by who decided last, and everyone who prepared them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.database import bulk
from reskontra.journals.models import JournalLine
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.apply_line import unapply_line
from reskontra.matching.actions.restore_line import undo_decision
from reskontra.matching.decisions import DecidedSince, NothingToUndo, decisions_since, last_line, prepared_by
from reskontra.matching.proposals import read_proposals
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def matched(story: Story) -> Story:
    story.tells(
        'statement B1 2026-03-02\nline 400.00 name="ALFA AB" text="10025"\nline 800.00 name="BETA AB" text="INV-3"\n'
        "import\nmatch"
    )
    return story


def accept(story: Story, line: int, actor: str = build.ALICE) -> None:
    accept_lines(company=story.company, actor=actor, journal=story.facts, line_numbers=[line])


def undo(story: Story, line: int, actor: str = build.ALICE) -> None:
    undo_decision(company=story.company, actor=actor, journal=story.facts, line_number=line)


def line_id(number: int = 1) -> int:
    return JournalLine.objects.get(line_number=number).id


def last(story: Story, actor: str = build.ALICE) -> int | None:
    return last_line(company=story.company, actor=actor, journal_id=story.facts.id)


def test_decisions_are_undone_from_the_newest_back(matched: Story) -> None:
    before = read_proposals(company=matched.company, line_ids=[line_id()])
    accept(matched, 1)
    unapply_line(company=matched.company, actor=build.ALICE, journal=matched.facts, line_number=1)
    accept(matched, 2)
    assert last(matched) == 2
    undo(matched, 1)
    assert read_proposals(company=matched.company, line_ids=[line_id()])[line_id()].is_reviewed
    undo(matched, 1)
    assert read_proposals(company=matched.company, line_ids=[line_id()]) == before
    with pytest.raises(NothingToUndo, match="line 1"):
        undo(matched, 1)
    assert last(matched) == 2


def test_what_another_decided_since_is_not_undone(matched: Story) -> None:
    accept(matched, 1)
    accept(matched, 1, build.BOB)
    with pytest.raises(DecidedSince, match="Bob has decided line 1 after you"):
        undo(matched, 1)
    undo(matched, 1, build.BOB)
    undo(matched, 1)


def test_a_day_is_listed_with_what_can_be_undone(matched: Story) -> None:
    accept(matched, 1)
    accept(matched, 2)
    undo(matched, 2)
    matched.tells("post 1")
    found = decisions_since(company=matched.company, actor=build.ALICE, since=bulk.moment() - timedelta(hours=1))
    assert [(one.line, one.is_undone, one.is_undoable) for one in found] == [(2, True, False), (1, False, False)]
    assert decisions_since(company=matched.company, actor=build.ALICE, since=bulk.moment()) == []


def test_everyone_who_decided_prepared_the_line_but_for_what_is_undone(matched: Story) -> None:
    accept(matched, 1)
    accept(matched, 1, build.BOB)
    accept(matched, 2)
    undo(matched, 2)
    assert prepared_by(company=matched.company, line_ids=[line_id(1), line_id(2)]) == {
        line_id(1): {build.ALICE, build.BOB}
    }
