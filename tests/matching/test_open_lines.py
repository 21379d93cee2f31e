"""The open lines of journals beside their proposals."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.matching.open_lines import open_lines
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_lines_come_with_what_is_proposed(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      9.00 text="?"
        line      800.00 name="Beta AB" ocr=10033
        import
        match
        post      3
        """
    )
    ready, waiting = open_lines(company=story.company, journal_ids=[story.facts.id])
    assert (ready.line_number, ready.date, ready.account_minor) == (1, date(2026, 3, 2), 500_00)
    assert (ready.state, bool(ready.may_post), bool(ready.proposal_id)) == ("ready", True, True)
    assert (waiting.line_number, waiting.state, bool(waiting.may_post)) == (2, "unmatched", False)


def test_a_line_that_was_never_matched(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 9.00 text="?"\nimport')
    (line,) = open_lines(company=story.company, journal_ids=[story.facts.id])
    assert (line.proposal_id, line.state, line.may_post) == (None, None, None)
    assert open_lines(company=story.company, journal_ids=[]) == []
