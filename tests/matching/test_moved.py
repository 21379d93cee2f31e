"""What a match found, when the books have moved since."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import LineFacts, lines
from reskontra.matching.moved import still_true, taken_by
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def found(story: Story) -> tuple[list[LineFacts], list[StoredProposal]]:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      800.00 name="Beta AB" ocr=10033
        import
        match
        """
    )
    read = lines(company=story.company, journal_ids=[story.facts.id])
    stored = read_proposals(company=story.company, line_ids=[line.id for line in read])
    return read, [stored[line.id] for line in read]


def test_what_nobody_touched_is_kept(story: Story, found: tuple[list[LineFacts], list[StoredProposal]]) -> None:
    read, proposals = found
    assert still_true(company=story.company, read=read, now=read, proposals=proposals) == (proposals, [])


def test_lines_that_are_gone_are_dropped_and_new_ones_matched(
    story: Story, found: tuple[list[LineFacts], list[StoredProposal]]
) -> None:
    read, proposals = found
    kept, again = still_true(company=story.company, read=read[:1], now=read[1:], proposals=proposals[:1])
    assert (kept, again) == ([], read[1:])


def test_money_that_another_line_has_reserved_is_matched_again(
    story: Story, found: tuple[list[LineFacts], list[StoredProposal]]
) -> None:
    read, proposals = found
    story.tells('unapply 2\nstatement B1 2026-03-03\nline 300.00 name="Beta AB"\nimport\napply 1 INV-3=300.00')
    kept, again = still_true(company=story.company, read=read, now=read, proposals=proposals)
    assert (kept, again) == (proposals[:1], read[1:])


def test_what_several_take_of_an_entry_is_added_up() -> None:
    parts = (StoredPart("CUSTOMER", "C1", 500, entry_id=7, discount_minor=10), StoredPart("CUSTOMER", "C1", 5))
    one = StoredProposal(1, 1, "high", "ready", True, 0, "AUTO", parts=parts)
    assert taken_by([one, one]) == {7: 1020}
