"""Proposals reserve in their order; what is gone is gone for the next."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import lines
from reskontra.matching.proposals import StoredPart, StoredProposal
from reskontra.matching.reservations import reservable
from reskontra.receivables.queries import find_document
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("case", "amounts", "refused"),
    [
        ("all of it", [100000], [False]),
        ("one minor unit too much", [100001], [True]),
        ("two that fit", [60000, 40000], [False, False]),
        ("the second does not", [60000, 40001], [False, True]),
        ("a third that fits again", [60000, 40001, 40000], [False, True, False]),
        ("the other way", [-1], [True]),
    ],
)
def test_what_is_free(story: Story, case: str, amounts: list[int], refused: list[bool]) -> None:
    story.tells("statement B1 2026-03-02\n" + 'line 1.00 text="Insättning"\n' * len(amounts) + "import")
    found_lines = lines(company=story.company, journal_ids=[story.facts.id])
    entry = find_document(company=story.company, ledger="CUSTOMER", number="INV-1")
    proposals = [
        StoredProposal(
            line_id=line.id,
            journal_id=line.journal_id,
            confidence="high",
            state="review",
            is_ready=False,
            difference_minor=0,
            origin="AUTO",
            parts=(StoredPart("CUSTOMER", "C1", amount, entry.party_id, entry.entry_id),),
        )
        for line, amount in zip(found_lines, amounts, strict=True)
    ]
    found = list(reservable(company=story.company, proposals=proposals))
    assert [proposal for proposal, _ in found] == proposals
    assert [refusal is not None for _, refusal in found] == refused


def test_several_parts_on_one_entry_are_one_wish(story: Story) -> None:
    entry = find_document(company=story.company, ledger="CUSTOMER", number="INV-1")
    part = StoredPart("CUSTOMER", "C1", 60000, entry.party_id, entry.entry_id)
    whole = StoredProposal(1, 1, "high", "review", False, 0, "AUTO", parts=(part, part))
    ((_, refusal),) = reservable(company=story.company, proposals=[whole])
    assert refusal
    assert str(refusal) == "INV-1 has 1000.00 SEK left, and 1200.00 SEK was to be applied. Apply at most 1000.00 SEK."


def test_who_holds_it_is_named(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      1000.00 text="Insättning"
        line      700.00 text="Insättning"
        import
        apply     1 INV-1
        """
    )
    entry = find_document(company=story.company, ledger="CUSTOMER", number="INV-1")
    second = lines(company=story.company, journal_ids=[story.facts.id])[1]
    part = StoredPart("CUSTOMER", "C1", 60000, entry.party_id, entry.entry_id)
    wished = StoredProposal(second.id, second.journal_id, "high", "review", False, 0, "AUTO", parts=(part,))
    ((_, refusal),) = reservable(company=story.company, proposals=[wished])
    assert str(refusal) == (
        "INV-1 has 0.00 SEK free, and 600.00 SEK was to be applied to it: line PRJ000001/1 has reserved 1000.00 SEK. "
        "Apply no more than is free, or take the application off that line first with journal apply --unapply."
    )
