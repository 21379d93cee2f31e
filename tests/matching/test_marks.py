"""Evidence marked in the bank's text, with the letters that the sentence tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reskontra.matching.marks import Letters, Piece

NUMBER = {"rule": "document_number", "evidence": "104210", "start": 5, "end": 11}
NAME = {"rule": "name", "evidence": "Öst El AB"}


def test_letters_follow_the_reading() -> None:
    letters = Letters([NUMBER, NAME])
    assert letters.pieces("Öst El AB") == (Piece("Öst El AB", "a"),)
    assert letters.pieces("Fakt 104210 tack", is_text=True) == (Piece("Fakt "), Piece("104210", "b"), Piece(" tack"))
    assert (letters.of(NUMBER), letters.of(NAME)) == ("b", "a")


def test_a_place_is_one_of_the_text_alone() -> None:
    assert Letters([NUMBER]).pieces("SE3550000000054910000003") == (Piece("SE3550000000054910000003"),)


def test_the_same_evidence_twice_has_one_letter() -> None:
    letters = Letters([NAME])
    assert letters.pieces("öst el ab")[0].letter == letters.pieces("ÖST EL AB")[0].letter == "a"


def test_an_amount_has_no_letter() -> None:
    assert Letters([]).of({"rule": "amount_equal", "evidence": "48240.00"}) == ""


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_the_pieces_are_the_text(text: str, evidence: list[str]) -> None:
    reasons = [{"rule": "name", "evidence": one} for one in evidence]
    assert "".join(piece.text for piece in Letters(reasons).pieces(text, is_text=True)) == text
