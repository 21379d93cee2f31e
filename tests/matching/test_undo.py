"""What a session remembers of decisions, to be undone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reskontra.matching.proposals import StoredPart, StoredProposal
from reskontra.matching.undo import MOST, NothingToUndo, keep, last_line, taken_back

BEFORE = StoredProposal(
    line_id=7,
    journal_id=3,
    confidence="medium",
    state="review",
    is_ready=False,
    difference_minor=0,
    origin="AUTO",
    explanation=({"rule": "amount_equal", "evidence": "1.00"},),
    alternatives=(11, 12),
    lost=({"rule": "settled"},),
    parts=(StoredPart("CUSTOMER", "C1", 100, 1, 11), StoredPart("GL", "6570", -5)),
)


def test_a_proposal_comes_back_as_it_was_through_a_session() -> None:
    session: dict[str, Any] = {}
    keep(session, journal_id=3, line=1, before=BEFORE)
    stored = json.loads(json.dumps(session))
    assert taken_back(stored, 3, 1) == BEFORE


def test_the_newest_decision_on_a_line_comes_first_and_each_once() -> None:
    session: dict[str, Any] = {}
    keep(session, journal_id=3, line=1, before=None)
    keep(session, journal_id=3, line=1, before=BEFORE)
    keep(session, journal_id=4, line=2, before=None)
    assert last_line(session, 3) == 1
    assert taken_back(session, 3, 1) == BEFORE
    assert taken_back(session, 3, 1) is None
    with pytest.raises(NothingToUndo, match="line 1"):
        taken_back(session, 3, 1)
    assert last_line(session, 3) is None
    assert last_line(session, 4) == 2


def test_a_session_keeps_only_so_many() -> None:
    session: dict[str, Any] = {}
    for line in range(MOST + 5):
        keep(session, journal_id=1, line=line, before=None)
    with pytest.raises(NothingToUndo):
        taken_back(session, 1, 4)
    assert taken_back(session, 1, 5) is None
