"""Which of a payer's documents make up an amount, when the line names none of them.

With n documents there are n²/2 pairs and n³/6 triples; with many of them some set makes any amount by accident, and the
only one that does proves nothing. So before a family of sets is searched, the accidental hits to be expected are
estimated: the number of sets divided by the spread of their sums in minor units. Sets of whole-unit amounts all fall on
whole units, a hundredth of the places, so they count a hundredfold. The estimates of all families tried are added up;
beyond the limit the search ends, which also keeps it short.

Families, likeliest first: everything, all invoices; everything due; the oldest in a row; the oldest few and one more;
a row anywhere; any pair or triple; all but one or two. Rows go by due date and by number. Everything answers at once;
another set answers only if no other set of any family that may be searched makes the amount, and if no document in it
could be exchanged for an equal one outside. Nothing is ever cut from the list before searching: the only one of the
first sixty is not the only one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import comb, sqrt
from typing import NamedTuple

WHOLE_UNIT = 100
ROW_MIN = 2
OLDEST_FEW = 5
PAIRS_ALONE_MAX = 0.01

Indexes = tuple[int, ...]


class Item(NamedTuple):
    """A document as a sum sees it: signed, credits negative to the rest. number orders the documents as issued."""

    entry_id: int
    minor: int
    is_due: bool
    number: tuple[int, str]


class Found(NamedTuple):
    """What one family answers. sets: one is the answer, two are a tie."""

    family: str
    sets: tuple[tuple[int, ...], ...]
    accident: float


@dataclass(slots=True)
class SumSearch:
    """Search one payer's documents, oldest due first, for sets that sum to a target.

    accident_max   expected accidental hits at which the search ends
    steps_max      additions and look-ups at which it ends
    """

    items: Sequence[Item]
    target: int
    accident_max: float
    steps_max: int
    accident: float = 0.0
    steps: int = 0
    amounts: list[int] = field(init=False)
    width: float = field(init=False)
    orders: tuple[Indexes, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.amounts = [item.minor for item in self.items]
        self.width = spread(self.amounts) if self.amounts else 1.0
        by_due = tuple(range(len(self.amounts)))
        by_number = tuple(sorted(by_due, key=lambda index: self.items[index].number))
        self.orders = (by_due,) if by_due == by_number else (by_due, by_number)

    def find(self) -> Found | None:
        """The likeliest family's set, and both where another set does as well; None where a hit would prove nothing."""
        count = len(self.amounts)
        if count < ROW_MIN:
            return None
        whole = next(self._wholes(range(count)), None)
        if whole:
            return Found("sum_of_all", (self._ids(whole),), 0.0)
        rows = len(self.orders)
        few = self._any_size()
        families: tuple[tuple[str, float, Callable[[], Iterator[Indexes]]], ...] = (
            ("sum_of_all", 0.0, self._due),
            ("sum_of_oldest", rows * self._expected_rows(count), self._oldest),
            ("sum_of_oldest_and_one", rows * OLDEST_FEW * self._expected(1), self._oldest_and_one),
            ("sum_of_row", rows * self._expected_rows(count * count // 2), self._rows),
            ("sum_of_documents", *few),
            ("sum_of_all_but_few", self._expected(1) + self._expected(2), self._all_but_few),
        )
        found: Found | None = None
        for family, expected, sets in families:
            if not self._may_search(expected):
                break
            answer = self._take(family, sets())
            if answer and (len(answer.sets) > 1 or (found and answer.sets != found.sets)):
                both = (*(found or answer).sets, *answer.sets)
                return Found((found or answer).family, tuple(dict.fromkeys(both))[:2], self.accident)
            found = found or answer
        return found

    def subset(self) -> Found | None:
        """One document, a pair or a triple that makes the target: what completes documents already known."""
        if not self.amounts:
            return None
        for expected, sets in ((self._expected(1), self._singles), self._any_size()):
            if not self._may_search(expected):
                return None
            found = self._take("completed_by_amount", sets())
            if found:
                return found
        return None

    def _may_search(self, expected: float) -> bool:
        self.accident += expected
        return self.accident <= self.accident_max and self.steps <= self.steps_max

    def _any_size(self) -> tuple[float, Callable[[], Iterator[Indexes]]]:
        """Pairs and triples together; pairs alone where triples are too many and pairs are few."""
        pairs, both = self._expected(2), self._expected(2) + self._expected(3)
        if self.accident + both <= self.accident_max:
            return both, self._pairs_and_triples
        return (pairs if pairs <= PAIRS_ALONE_MAX else both), self._pairs

    def _take(self, family: str, sets: Iterator[Indexes]) -> Found | None:
        """The first two different sets; a set with a document that has an equal outside is a tie too."""
        found: list[Indexes] = []
        for indexes in sets:
            chosen = tuple(sorted(indexes))
            if chosen not in found:
                found.append(chosen)
            if len(found) == 2:
                break
        if not found:
            return None
        if len(found) == 1 and (exchanged := self._exchanged(found[0])):
            found.append(exchanged)
        return Found(family, tuple(self._ids(chosen) for chosen in found), self.accident)

    def _ids(self, indexes: Indexes) -> tuple[int, ...]:
        return tuple(self.items[index].entry_id for index in indexes)

    def _exchanged(self, chosen: Indexes) -> Indexes:
        """Another set that does as well: an equal document from outside, or without two that cancel each other."""
        inside = set(chosen)
        places = {self.amounts[index]: index for index in chosen}
        for index in chosen:
            other = places.get(-self.amounts[index])
            if other is not None:
                return tuple(kept for kept in chosen if kept not in (index, other))
        outside = {self.amounts[index]: index for index in range(len(self.amounts)) if index not in inside}
        for index in chosen:
            other = outside.get(self.amounts[index])
            if other is not None:
                return tuple(sorted((*(kept for kept in chosen if kept != index), other)))
        return ()

    def _wholes(self, indexes: Sequence[int]) -> Iterator[Indexes]:
        """All of these documents, or all without the credits among them, where that is the amount."""
        sign = 1 if self.target > 0 else -1
        debts = [index for index in indexes if self.amounts[index] * sign > 0]
        for chosen in (indexes, debts):
            if len(chosen) >= ROW_MIN and sum(self.amounts[index] for index in chosen) == self.target:
                yield tuple(chosen)
                return

    def _due(self) -> Iterator[Indexes]:
        return self._wholes([index for index, item in enumerate(self.items) if item.is_due])

    def _oldest(self) -> Iterator[Indexes]:
        for order in self.orders:
            total = 0
            for place, index in enumerate(order, 1):
                total += self.amounts[index]
                self.steps += 1
                if total == self.target and place >= ROW_MIN:
                    yield order[:place]

    def _oldest_and_one(self) -> Iterator[Indexes]:
        """The one to five oldest, and one later document."""
        for order in self.orders:
            total = 0
            places: dict[int, list[int]] = defaultdict(list)
            for place, index in enumerate(order):
                places[self.amounts[index]].append(place)
            self.steps += len(order)
            for size, index in enumerate(order[:OLDEST_FEW], 1):
                total += self.amounts[index]
                for place in places.get(self.target - total, ()):
                    if place > size:
                        yield (*order[:size], order[place])

    def _rows(self) -> Iterator[Indexes]:
        """Rows anywhere: two running totals that differ by the target."""
        for order in self.orders:
            starts: dict[int, list[int]] = defaultdict(list)
            total = 0
            for place, index in enumerate(order):
                starts[total].append(place)
                total += self.amounts[index]
                self.steps += 1
                for start in starts.get(total - self.target, ()):
                    if place + 1 - start >= ROW_MIN:
                        yield order[start : place + 1]

    def _singles(self) -> Iterator[Indexes]:
        for index, minor in enumerate(self.amounts):
            self.steps += 1
            if minor == self.target:
                yield (index,)

    def _pairs(self) -> Iterator[Indexes]:
        return self._pairs_from(0, self.target)

    def _pairs_from(self, first: int, target: int) -> Iterator[Indexes]:
        seen: dict[int, list[int]] = defaultdict(list)
        for index in range(first, len(self.amounts)):
            minor = self.amounts[index]
            self.steps += 1
            for other in seen.get(target - minor, ()):
                yield (other, index)
            seen[minor].append(index)

    def _pairs_and_triples(self) -> Iterator[Indexes]:
        yield from self._pairs()
        for index, minor in enumerate(self.amounts):
            if self.steps > self.steps_max:
                return
            for pair in self._pairs_from(index + 1, self.target - minor):
                yield (index, *pair)

    def _all_but_few(self) -> Iterator[Indexes]:
        count = len(self.amounts)
        left_out = sum(self.amounts) - self.target
        singles = [(index,) for index, minor in enumerate(self.amounts) if minor == left_out]
        for omitted in (*singles, *self._pairs_from(0, left_out)):
            if count - len(omitted) >= ROW_MIN:
                yield tuple(index for index in range(count) if index not in omitted)

    def _expected(self, size: int) -> float:
        """Accidental hits among the sets of this many documents."""
        count = len(self.amounts)
        if size > count:
            return 0.0
        width = self.width * sqrt(size)
        sets = comb(count, size)
        if self.target % WHOLE_UNIT:
            return sets / width
        whole = comb(sum(minor % WHOLE_UNIT == 0 for minor in self.amounts), size)
        return ((sets - whole) + whole * WHOLE_UNIT) / width

    def _expected_rows(self, count: int) -> float:
        """Accidental hits among rows, whose sums spread over all that the documents make together."""
        total = sum(abs(minor) for minor in self.amounts) or 1
        if self.target % WHOLE_UNIT or any(minor % WHOLE_UNIT for minor in self.amounts):
            return count / total
        return count * WHOLE_UNIT / total


def spread(amounts: Sequence[int]) -> float:
    """How far amounts lie apart: the distance of the quartiles, of all for few; at least 1."""
    ordered = sorted(amounts)
    count = len(ordered)
    if count < 4:
        return float(max(1, ordered[-1] - ordered[0], abs(ordered[-1]) // 2))
    return float(max(1, ordered[(3 * count) // 4] - ordered[count // 4]))
