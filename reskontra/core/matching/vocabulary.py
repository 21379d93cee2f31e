"""Misspelt words put right: every word of every party's name, reachable from any string one slip away.

Both sides lose one letter at a time: two strings of distance one (a letter wrong, missing, doubled, or two neighbors
swapped) always meet. A word that is not in the vocabulary is the one to be corrected; where all words are known, the
slip turned one into another. Never more than one word of a name is changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from itertools import islice, takewhile

from rapidfuzz.distance import OSA

CORRECTIONS_MAX = 40
SHORTEST_ABBREVIATION = 3


class Vocabulary:
    """The words of all names, with the strings they become when one letter is left out."""

    def __init__(self, words: Collection[str]) -> None:
        self.words = frozenset(words)
        self._by_shortened: dict[str, list[str]] = defaultdict(list)
        self._sorted = sorted(self.words)
        for word in self._sorted:
            for shortened in _shortened(word):
                self._by_shortened[shortened].append(word)

    def near(self, word: str) -> list[str]:
        """The words one slip away, in alphabetical order."""
        reachable = set(self._by_shortened.get(word, ()))
        for shortened in _shortened(word):
            reachable.update(self._by_shortened.get(shortened, ()))
            if shortened in self.words:
                reachable.add(shortened)
        return sorted(known for known in reachable if OSA.distance(word, known, score_cutoff=1) == 1)

    def corrections(self, words: tuple[str, ...], spelled: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        """The name with one word put right, in every way there is: an unknown word, or any word if all are known.

        spelled   the words with ae, oe and ue as they are: Fröening for Förening is one slip as it is written
        returns   nothing where there are more than CORRECTIONS_MAX ways
        """
        unknown = [index for index, word in enumerate(words) if word not in self.words]
        found = [
            (*words[:index], known, *words[index + 1 :])
            for index in (unknown or range(len(words)))
            for known in self._near_either(words[index], spelled[index] if spelled else words[index])
        ]
        return found if len(found) <= CORRECTIONS_MAX else []

    def _near_either(self, word: str, spelled: str) -> list[str]:
        near = self.near(word)
        return near if spelled == word else sorted({*near, *self.near(spelled)} - {word})

    def completions(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The name with its only unknown word written out, in every way there is: fast for fastigheter.

        returns   nothing where there are more than CORRECTIONS_MAX ways, or not just one unknown word
        """
        unknown = [index for index, word in enumerate(words) if word not in self.words]
        if len(unknown) != 1 or len(words) < 2 or len(words[unknown[0]]) < SHORTEST_ABBREVIATION:
            return []
        at = unknown[0]
        first = bisect_left(self._sorted, words[at])
        found = [
            (*words[:at], known, *words[at + 1 :])
            for known in takewhile(lambda known: known.startswith(words[at]), islice(self._sorted, first, None))
        ]
        return found if len(found) <= CORRECTIONS_MAX else []


def _shortened(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))} - {""}
