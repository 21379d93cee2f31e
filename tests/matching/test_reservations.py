"""Proposals reserve in their order; what is gone is gone for the next."""

from __future__ import annotations

import pytest

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
    entry = find_document(company=story.company, ledger="CUSTOMER", number="INV-1")
    proposals = [
        StoredProposal(
            line_id=number,
            journal_id=1,
            confidence="high",
            state="review",
            is_ready=False,
            difference_minor=0,
            origin="AUTO",
            parts=(StoredPart("CUSTOMER", "C1", amount, entry.party_id, entry.entry_id),),
        )
        for number, amount in enumerate(amounts, 1)
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
    assert str(refusal) == (
        "INV-1 has 1000.00 SEK free, and 1200.00 SEK was to be applied to it. Apply at most 1000.00 SEK."
    )
