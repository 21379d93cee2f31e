"""Proposals come back from their rows as they were written, and say what they reserve."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import lines
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import (
    StoredPart,
    StoredProposal,
    delete_proposals,
    read_proposals,
    reserved_by_entry,
    take_back_proposals,
)
from reskontra.receivables.queries import find_document
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def imported(story: Story, *amounts: str) -> list[tuple[int, int]]:
    """(line, journal) of lines over these amounts."""
    story.tell("statement B1 2026-03-02")
    for amount in amounts:
        story.tell(f"line {amount}")
    story.tell("import")
    return [(line.id, line.journal_id) for line in lines(company=story.company, journal_ids=[story.facts.id])]


def proposal(line: tuple[int, int], *parts: StoredPart, **values: object) -> StoredProposal:
    defaults: dict[str, object] = {
        "confidence": "high", "state": "ready", "is_ready": True, "difference_minor": 0, "origin": "AUTO",
    }  # fmt: skip
    return StoredProposal(*line, **(defaults | values), parts=parts)  # type: ignore[arg-type]


def written(company: CompanyFacts, *proposals: StoredProposal) -> None:
    with transaction.atomic():
        write_proposals(company=company, proposals=proposals)


def test_what_is_written_is_read(story: Story) -> None:
    (line,) = imported(story, "975.00")
    entry = find_document(company=story.company, ledger="CUSTOMER", number="INV-1")
    whole = proposal(
        line,
        StoredPart("CUSTOMER", "C1", 95000, entry.party_id, entry.entry_id, discount_minor=2000, charge_minor=3000),
        StoredPart("GL", "6570", 2500, description="Å"),
        quality=77,
        rule="high-4",
        explanation=({"rule": "payment_reference", "evidence": '1"0'},),
        alternatives=(entry.entry_id,),
    )
    written(story.company, whole)
    assert read_proposals(company=story.company, line_ids=[line[0]]) == {line[0]: whole}


def test_writing_replaces_what_was_there(story: Story) -> None:
    one, two = imported(story, "1.00", "2.00")
    written(story.company, proposal(one, StoredPart("GL", "6570", 100)), proposal(two))
    written(story.company, proposal(one, StoredPart("GL", "3740", 100)))
    found = read_proposals(company=story.company, line_ids=[one[0], two[0]])
    assert [part.account_number for part in found[one[0]].parts] == ["3740"]
    assert two[0] in found
    with transaction.atomic():
        delete_proposals(company=story.company, line_ids=[one[0]])
    assert list(read_proposals(company=story.company, line_ids=[one[0], two[0]])) == [two[0]]


@pytest.mark.parametrize(
    ("case", "values", "may_post"),
    [
        ("ready", {}, True),
        ("not ready", {"is_ready": False}, False),
        ("reviewed", {"is_ready": False, "is_reviewed": True}, True),
        ("something left over", {"difference_minor": 1}, False),
        ("reviewed, with something left over", {"is_reviewed": True, "difference_minor": -1}, False),
    ],
)
def test_what_may_be_posted(case: str, values: dict[str, object], may_post: bool) -> None:
    assert proposal((1, 1), StoredPart("GL", "6570", 100), **values).may_post is may_post


def test_what_an_entry_is_closed_with_and_in_which_currency() -> None:
    part = StoredPart("CUSTOMER", "C1", 900, discount_minor=20, tolerance_minor=3, charge_minor=70, rounding_minor=-1)
    assert (part.settled_minor, part.taken_minor) == (992, 992)
    assert StoredPart("CUSTOMER", "C1", 1100, entry_minor=100).taken_minor == 100


@pytest.mark.parametrize(
    ("case", "values", "reserved"),
    [
        ("ready", {}, 42000),
        ("reviewed", {"is_ready": False, "is_reviewed": True}, 42000),
        ("neither", {"is_ready": False}, 0),
    ],
)
def test_ready_and_reviewed_proposals_reserve(
    story: Story, case: str, values: dict[str, object], reserved: int
) -> None:
    line, other = imported(story, "400.00", "50.00")
    entry = find_document(company=story.company, ledger="CUSTOMER", number="INV-1")
    part = StoredPart("CUSTOMER", "C1", 40000, entry.party_id, entry.entry_id, discount_minor=2000)
    small = StoredPart("CUSTOMER", "C1", 5000, entry.party_id, entry.entry_id)
    written(story.company, proposal(line, part, **values), proposal(other, small))
    assert reserved_by_entry(company=story.company) == {entry.entry_id: reserved + 5000}
    assert reserved_by_entry(company=story.company, besides=[line[0]]) == {entry.entry_id: 5000}
    assert reserved_by_entry(company=story.company, entries=[entry.entry_id]) == {entry.entry_id: reserved + 5000}
    assert reserved_by_entry(company=story.company, entries=[entry.entry_id + 1]) == {}
    with transaction.atomic():
        take_back_proposals(company=story.company, line_ids=[line[0], other[0]])
    assert reserved_by_entry(company=story.company) == {}
