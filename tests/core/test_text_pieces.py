"""The pieces that few texts have."""

from __future__ import annotations

from reskontra.core import text_pieces as module


def test_the_rarest_pieces_lead_and_common_ones_tell_nothing() -> None:
    index = module.PieceIndex([f"Betalning {number}", "", f"A-{number}"] for number in range(1000, 3000))
    assert index.likely(["betalning 1717 ALFA"], first=0, last=2000, most=2)[0] == 717
    assert 717 not in index.likely(["betalning 1717"], first=0, last=717, most=2)
    assert index.likely(["Betalning"], first=0, last=2000, most=2) == []
    assert index.likely(["", "xyz"], first=0, last=2000, most=2) == []


def test_a_text_shorter_than_a_piece_is_found_as_a_word() -> None:
    index = module.PieceIndex([["812"], ["17"]])
    assert index.likely(["Check 812"], first=0, last=2, most=5) == [0]
    assert index.likely(["Check 8121"], first=0, last=2, most=5) == []
