"""What a transaction becomes is settled by another file."""

from __future__ import annotations

from reskontra.bank.actions.decision import Decision


def test_a_linked_place_is_no_longer_suspect() -> None:
    decision = Decision(suspects={0, 1, 2})
    decision.link(0, known=7)
    decision.link(1, detail=8)
    assert (decision.known, decision.details, decision.suspects) == ({0: 7}, {1: 8}, {2})
