"""Which of many texts have pieces in common with one: found by the pieces that few have, in a bounded number of steps.

A piece that hundreds of texts have ("Betalning", a year) tells none of them apart, so pieces are tried from the
rarest on until the steps are used up. What is found is then compared in full by whoever asks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reskontra.core.text_closeness import LEAST_PIECE, pieces

STEPS = 600  # how many (piece, text) pairs are looked at for one question
_WORD = re.compile(r"[0-9A-ZÅÄÖ]+")


class PieceIndex:
    """Texts under ascending positions. Those shorter than a piece are found where they are a word of the other."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        """texts   at each position the texts of one thing, from 0 on"""
        self._at: dict[str, list[int]] = {}
        for position, several in enumerate(texts):
            found: set[str] = set()
            for text in several:
                upper = text.upper()
                found |= pieces(upper) if len(upper) >= LEAST_PIECE else {upper} if upper else set()
            for piece in found:
                self._at.setdefault(piece, []).append(position)

    def likely(self, texts: Iterable[str], *, first: int, last: int, most: int) -> list[int]:
        """Positions from first up to before last that share the rarest pieces with the texts, at most so many."""
        ranges = sorted(self._ranges(texts, first, last), key=lambda one: (one[2] - one[1], one[0]))
        weights: dict[int, float] = {}
        steps = STEPS
        for piece, start, end in ranges:
            steps -= end - start
            if steps < 0:
                break
            weight = 1 / (end - start)
            for position in self._at[piece][start:end]:
                weights[position] = weights.get(position, 0.0) + weight
        ordered = sorted(weights, key=lambda position: (-weights[position], position))
        return ordered[:most]

    def _ranges(self, texts: Iterable[str], first: int, last: int) -> list[tuple[str, int, int]]:
        """Pieces with where in their positions those asked about stand."""
        wanted: set[str] = set()
        for text in texts:
            upper = text.upper()
            wanted |= pieces(upper)
            wanted.update(word for word in _WORD.findall(upper) if len(word) < LEAST_PIECE)
        found = []
        for piece in wanted:
            positions: Sequence[int] = self._at.get(piece, ())
            start = bisect_left(positions, first)
            end = bisect_left(positions, last, lo=start)
            if end > start:
                found.append((piece, start, end))
        return found
