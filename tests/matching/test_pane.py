"""All that is known of one line, and the ways out of its difference."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import find_journal
from reskontra.matching.pane import Pane, due_words, pane_of
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def pane(story: Story, line: int, tab: str = "all") -> Pane:
    journal = find_journal(company=story.company, number="PRJ000001")
    found = pane_of(company=story.company, journal=journal, number=line, tab=tab, sort="date")
    assert found is not None
    return found


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      400.00 name="ALFA AB" text="Faktura 10025"
        line      810.00 name="BETA AB" text="10033"
        line      77.00 text="Okänt"
        import
        match
        """
    )
    return story


def test_what_the_bank_said_is_marked_and_lettered(imported: Story) -> None:
    found = pane(imported, 1)
    rows = {row.label: row.pieces for row in found.said}
    assert [(piece.text, piece.letter) for piece in rows["Payer"]] == [("ALFA AB", "a")]
    assert [(piece.text, piece.letter) for piece in rows["Text"]] == [("Faktura ", ""), ("10025", "b")]
    assert {reason.letter for reason in found.why} >= {"a", "b"}


def test_an_underpaid_line_may_be_left_open_or_closed(imported: Story) -> None:
    found = pane(imported, 1)
    assert (found.left_minor, found.rest_minor, found.applied[0].after_minor) == (0, 10000, 10000)
    assert [way.name for way in found.ways if not way.why_not] == ["leave", "charge", "write_off", "account"]
    assert {way.name: way.why_not for way in found.ways if way.why_not} == {
        "discount": "at most 0.00",
        "tolerance": "at most 0.00",
        "on_account": "no surplus",
    }
    assert "100.00 stays open on INV-2, due " in found.ways[0].effect


def test_money_left_over_goes_on_account_or_to_another_account(imported: Story) -> None:
    found = pane(imported, 2)
    assert found.left_minor == 1000
    assert [way.name for way in found.ways if not way.why_not] == ["on_account", "account"]
    assert found.party == "customer:C2"


def test_a_line_nobody_knows_asks_what_was_paid(imported: Story) -> None:
    found = pane(imported, 3)
    assert (found.left_minor, found.has_proposal, found.party) == (7700, False, "")
    assert found.question == "What was paid: a document, or an account."
    assert next(way for way in found.ways if way.name == "on_account").why_not == "payer not known"


def test_candidates_have_keys_and_say_what_speaks_against_them(story: Story) -> None:
    story.tells("invoice C2 INV-4 500.00\nstatement B1 2026-03-02\nline 500.00 text=TACK\nimport\nmatch")
    found = pane(story, 1)
    assert [(one.key, one.name) for one in found.candidates] == [(1, "Invoice INV-2"), (2, "Invoice INV-4")]
    assert all(one.why for one in found.candidates)
    assert {one.document for one in found.candidates} == {"customer:INV-2@C1", "customer:INV-4@C2"}


def test_a_posted_line_names_its_voucher_and_offers_nothing(imported: Story) -> None:
    imported.tells("accept 1\npost 1")
    found = pane(imported, 1)
    assert (found.voucher, found.is_open, found.ways, found.candidates) == ("B-2026-1", False, (), ())


def test_no_such_line(imported: Story) -> None:
    journal = find_journal(company=imported.company, number="PRJ000001")
    assert pane_of(company=imported.company, journal=journal, number=9, tab="all", sort="date") is None


def test_nothing_open_needs_no_words() -> None:
    assert due_words((), "SEK") == ""
