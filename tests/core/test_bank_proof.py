"""The bank's balance and what lies between come to the books."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.bank_proof import ProofFigures

amounts = st.lists(st.integers(-(10**12), 10**12), max_size=8)


@given(both=amounts, bank_only=amounts, books_only=amounts, opening=st.integers(-(10**12), 10**12), lost=amounts)
def test_what_is_on_one_side_alone_explains_the_difference_and_what_is_lost_does_not(
    both: list[int], bank_only: list[int], books_only: list[int], opening: int, lost: list[int]
) -> None:
    bank = opening + sum(both) + sum(bank_only)
    books = opening + sum(both) + sum(books_only)
    found = ProofFigures(bank, books, outstanding=sum(books_only), missing=sum(bank_only))
    assert (found.unexplained, found.proved) == (0, books)
    assert ProofFigures(bank, books + sum(lost), sum(books_only), sum(bank_only)).unexplained == sum(lost)
