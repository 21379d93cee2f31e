"""What proves a bank account at the end of a day: the bank's balance and the books', and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProofFigures:
    """Minor units of the account's currency, money in +.

    bank         the closing balance of the last statement
    outstanding  of the books, and on no statement until then
    missing      of the statements, and not in the books

    >>> ProofFigures(bank=100_00, books=90_00, outstanding=-15_00, missing=-5_00).unexplained
    0
    """

    bank: int
    books: int
    outstanding: int
    missing: int

    @property
    def proved(self) -> int:
        """What the books come to by the bank's balance."""
        return self.bank + self.outstanding - self.missing

    @property
    def unexplained(self) -> int:
        """What the books hold more than that; 0 where all is in order."""
        return self.books - self.proved
