"""A proposal for each line by decisions handed in, and nothing written."""

from __future__ import annotations

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.settings import MatchSettings
from reskontra.journals.queries import lines
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.book import DatabaseBook
from reskontra.matching.searching import Decided, propose_lines
from tests import books
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_lines_are_proposed_in_their_order_by_what_is_handed_in(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      9.00
        line      800.00 name="Beta AB"
        import
        """
    )
    company, before = story.company, books.contents()
    found = lines(company=company, journal_ids=[story.facts.id])
    banks = bank_accounts(company=company)
    heard: list[int] = []
    by_journal = {story.facts.id: banks[0]}
    for settings, ready in ((MatchSettings(), [True, False, True]), (MatchSettings(high_quality_min=99), [False] * 3)):
        proposals = propose_lines(
            company=company,
            lines=found,
            book=DatabaseBook(company=company, reserved={}),
            decided=Decided(banks, by_journal, DEFAULT_RULES, settings),
            told=heard.append,
        )
        assert [one.line_id for one in proposals] == [line.id for line in found]
        assert [one.is_ready for one in proposals] == ready
    assert heard[-1] == 3
    assert books.contents() == before
