"""What the journal's page shows: figures above, tabs, and a row a line."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import find_journal, journals
from reskontra.matching.pages import JournalPage, journal_page, journal_rows
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def page(story: Story, tab: str = "all", number: str = "PRJ000001") -> JournalPage:
    journal = find_journal(company=story.company, number=number)
    return journal_page(company=story.company, journal=journal, tab=tab, sort="date", number=1, around=None)


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      980.00 name="ALFA AB" ocr=10017
        line      400.00 name="ALFA AB" text="10025"
        line      800.00 name="BETA AB" text="10033"
        line      77.00 text="Okänt"
        import
        match
        """
    )
    return story


def test_the_list_is_newest_first(imported: Story) -> None:
    imported.tells("statement B1 2026-03-03\nline 5.00 text=x\nimport")
    rows = journal_rows(company=imported.company, journals=journals(company=imported.company))
    assert [(row.number, row.open_lines, row.is_open) for row in rows] == [
        ("PRJ000002", 1, True),
        ("PRJ000001", 4, True),
    ]


def test_rows_tell_proposal_state_and_what_is_left(imported: Story) -> None:
    rows = {row.number: row for row in page(imported).rows}
    assert (rows[1].proposal, rows[1].state, rows[1].confidence, rows[1].is_ready) == ("INV-1", "ready", "high", True)
    assert (rows[2].proposal, rows[2].state, rows[2].left.replace("\u00a0", " ")) == ("INV-2", "underpaid", "100.00")
    assert (rows[4].proposal, rows[4].state, rows[4].confidence) == ("", "unmatched", "none")
    assert rows[1].text == "10017"


def test_the_strip_says_when_the_lines_to_decide_are_all_that_is_missing(imported: Story) -> None:
    strip = page(imported).strip
    assert strip.closing_minor is not None
    assert (strip.lines, strip.ready + strip.decide) == (4, 4)
    assert strip.after_minor == strip.closing_minor - strip.decide_minor
    assert strip.is_explained


def test_the_strip_agrees_when_all_is_posted(imported: Story) -> None:
    imported.tells("apply 4 gl:3990\naccept 2\npost")
    strip = page(imported).strip
    assert (strip.missing_minor, strip.decide, strip.posted) == (0, 0, 4)
    assert not strip.is_explained


def test_earlier_statements_count_in_what_is_missing(imported: Story) -> None:
    imported.tells("statement B1 2026-03-03\nline 5.00 text=x\nimport\nmatch")
    strip = page(imported, number="PRJ000002").strip
    assert strip.before.decide == page(imported).strip.decide
    assert strip.is_explained


def test_tabs_are_links_with_counts(imported: Story) -> None:
    tabs = page(imported, tab="ready").tabs
    assert [(tab.name, tab.is_current) for tab in tabs][:2] == [("decide", False), ("ready", True)]
    assert tabs[1].url.endswith("/journals/PRJ000001/?tab=ready")
    assert sum(tab.count for tab in tabs if tab.name in ("decide", "ready")) == 4


def test_several_documents_are_named_in_short(story: Story) -> None:
    story.tells(
        """
        invoice   C1 INV-7 10.00
        invoice   C1 INV-8 20.00
        invoice   C1 INV-9 40.00
        statement B1 2026-03-02
        line      70.00 name="ALFA AB" text="x"
        import
        apply     1 INV-7 INV-8 INV-9
        """
    )
    assert page(story).rows[0].proposal == "INV-7 + INV-8 + 1 more"


def test_money_on_account_names_whose_it_is(imported: Story) -> None:
    imported.tell("apply 4 customer:C2")
    assert page(imported).rows[3].proposal == "On account of Beta AB"
