"""How much of one text stands in another, as whole pieces: for texts that a bank and a person wrote of one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

LEAST_PIECE = 4  # characters; what is shorter is chance


@dataclass(frozen=True, slots=True)
class Closeness:
    """Whole percents. near: of the shorter text, all common pieces together; exact: of the text, the longest piece."""

    near: int
    exact: int

    @property
    def best(self) -> int:
        return max(self.near, self.exact)


NOTHING = Closeness(0, 0)


def closeness(text: str, others: Iterable[str]) -> Closeness:
    """The highest of each over the other texts, cases alike; nothing for a blank text."""
    if not text:
        return NOTHING
    found = [_between(text.upper(), other.upper()) for other in others if other]
    return Closeness(max((one.near for one in found), default=0), max((one.exact for one in found), default=0))


def shares_a_piece(text: str, others: Iterable[str]) -> bool:
    """Whether a text has a piece in common with one of the others, or stands in it whole; quicker than how much."""
    if not text:
        return False
    text = text.upper()
    own = pieces(text)
    return any(not own.isdisjoint(pieces(other.upper())) if own else text in other.upper() for other in others if other)


@lru_cache(maxsize=100_000)
def pieces(text: str) -> frozenset[str]:
    """All pieces of the least length that stand in the text."""
    return frozenset(text[at : at + LEAST_PIECE] for at in range(len(text) - LEAST_PIECE + 1))


@lru_cache(maxsize=100_000)
def _between(text: str, other: str) -> Closeness:
    if text in other:  # no piece is longer
        return Closeness(100 if len(text) >= LEAST_PIECE else 0, 100)
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    longest = matcher.find_longest_match()
    exact = 100 * longest.size // len(text)
    shared, left, right = 0, text, other
    while longest.size >= LEAST_PIECE:
        shared += longest.size
        left = left[: longest.a] + left[longest.a + longest.size :]
        right = right[: longest.b] + right[longest.b + longest.size :]
        longest = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return Closeness(100 * shared // min(len(text), len(other)), exact)
