"""Which of a payer's documents make up an amount, when the line names none of them.

With n documents there are n²/2 pairs and n³/6 triples; with many of them some set makes any amount by accident, and the
only one that does proves nothing. So before a family of sets is searched, the accidental hits to be expected are
estimated: the number of sets divided by the spread of their sums in minor units. Sets of whole-unit amounts all fall on
whole units, a hundredth of the places, so they count a hundredfold. The estimates of all families tried are added up;
beyond the limit the search ends, which also keeps it short.

Families, likeliest first: everything, all invoices; everything due; the oldest in a row; the oldest few and one more; a
row anywhere; any pair or triple; all but one or two. Rows go by due date and by number. Everything answers at once
(with a credit of the amount of a debt in it, it is a tie); another set answers only if no other set of any family that
may be searched makes the amount, and if no document in it could be exchanged for an equal one outside. Nothing is ever
cut from the list before searching: the only one of the first sixty is not the only one; and a family that would take
more steps than are left is not begun.

Most searches find nothing. So a family's sets are only gone through where its sums say that there is one: whether a
running total, or what a document leaves of the amount, is among the others' is a question of a set, and the sets are
made once for all the amounts that are looked for among a payer's documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
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


class Family(NamedTuple):
    """A kind of sets: how many hits by accident are to be expected, what a search costs, and the sets that hit."""

    name: str
    expected: float
    steps: int
    sets: Callable[[], Iterator[Indexes]]


class Together(NamedTuple):
    """Some of the documents, with the sum of all, of the positive and of the negative amounts."""

    indexes: Sequence[int]
    total: int
    positive: int
    negative: int


class Documents:
    """One payer's documents, oldest due first, made ready for every amount that is looked for among them."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.amounts = [item.minor for item in items]
        self.everything = self._together(range(len(items)))
        self.total = self.everything.total

    def _together(self, indexes: Sequence[int]) -> Together:
        minors = [self.amounts[index] for index in indexes]
        total, positive = sum(minors), sum([minor for minor in minors if minor > 0])
        return Together(indexes, total, positive, total - positive)

    @cached_property
    def width(self) -> float:
        return spread(self.amounts) if self.amounts else 1.0

    @cached_property
    def orders(self) -> tuple[Indexes, ...]:
        """By due date, and by number where that is another order."""
        by_due = tuple(range(len(self.items)))
        by_number = tuple(sorted(by_due, key=lambda index: self.items[index].number))
        return (by_due,) if by_due == by_number else (by_due, by_number)

    @cached_property
    def running(self) -> tuple[list[int], ...]:
        """For each order its running totals: 0 before the first document, the last one after all."""
        return tuple([0, *accumulate(self.amounts[index] for index in order)] for order in self.orders)

    @cached_property
    def distinct(self) -> frozenset[int]:
        return frozenset(self.amounts)

    @cached_property
    def whole_units(self) -> int:
        """How many of the amounts are whole units."""
        return sum([minor % WHOLE_UNIT == 0 for minor in self.amounts])

    @cached_property
    def absolute(self) -> int:
        return sum(map(abs, self.amounts)) or 1

    @cached_property
    def due(self) -> Together:
        return self._together([index for index, item in enumerate(self.items) if item.is_due])


@dataclass(slots=True)
class SumSearch:
    """Search one payer's documents for sets that sum to a target.

    accident_max   expected accidental hits at which the search ends
    steps_max      additions and look-ups at which it ends
    """

    documents: Documents
    target: int
    accident_max: float
    steps_max: int
    accident: float = 0.0
    steps: int = 0

    def find(self) -> Found | None:
        """The likeliest family's set, and both where another set does as well; None where a hit would prove nothing."""
        documents = self.documents
        count = len(documents.amounts)
        if count < ROW_MIN:
            return None
        whole = self._whole(documents.everything)
        if whole:
            sets = (whole, rest) if (rest := self._without_cancelling(whole)) else (whole,)
            return Found("sum_of_all", tuple(self._ids(chosen) for chosen in sets), 0.0)
        rows = len(documents.orders)
        in_order = rows * count
        families: tuple[Family, ...] = (
            Family("sum_of_all", 0.0, len(documents.due.indexes), self._due),
            Family("sum_of_oldest", rows * self._expected_rows(count), in_order, self._oldest),
            Family("sum_of_oldest_and_one", rows * OLDEST_FEW * self._expected(1), in_order, self._oldest_and_one),
            Family("sum_of_row", rows * self._expected_rows(count * count // 2), in_order, self._rows),
            self._any_size("sum_of_documents"),
            Family("sum_of_all_but_few", self._expected(1) + self._expected(2), count, self._all_but_few),
        )
        found: Found | None = None
        for family in families:
            if not self._may_search(family):
                break
            answer = self._take(family)
            if answer and (len(answer.sets) > 1 or (found and answer.sets != found.sets)):
                both = (*(found or answer).sets, *answer.sets)
                return Found((found or answer).family, tuple(dict.fromkeys(both))[:2], self.accident)
            found = found or answer
        return found

    def subset(self) -> Found | None:
        """One document, a pair or a triple that makes the target: what completes documents already known."""
        count = len(self.documents.amounts)
        if not count:
            return None
        name = "completed_by_amount"
        for family in (Family(name, self._expected(1), count, self._singles), self._any_size(name)):
            if not self._may_search(family):
                return None
            found = self._take(family)
            if found:
                return found
        return None

    def _may_search(self, family: Family) -> bool:
        self.accident += family.expected
        self.steps += family.steps
        return self.accident <= self.accident_max and self.steps <= self.steps_max

    def _any_size(self, name: str) -> Family:
        """Pairs and triples together; pairs alone where triples are too many and pairs are few."""
        count = len(self.documents.amounts)
        pairs, both = self._expected(2), self._expected(2) + self._expected(3)
        if self.accident + both <= self.accident_max:
            return Family(name, both, count + count * (count + 1) // 2, self._pairs_and_triples)
        return Family(name, pairs if pairs <= PAIRS_ALONE_MAX else both, count, self._pairs)

    def _take(self, family: Family) -> Found | None:
        """The first two different sets; a set with a document that has an equal outside is a tie too."""
        found: list[Indexes] = []
        for indexes in family.sets():
            chosen = tuple(sorted(indexes))
            if chosen not in found:
                found.append(chosen)
            if len(found) == 2:
                break
        if not found:
            return None
        if len(found) == 1 and (exchanged := self._exchanged(found[0])):
            found.append(exchanged)
        return Found(family.name, tuple(self._ids(chosen) for chosen in found), self.accident)

    def _ids(self, indexes: Indexes) -> tuple[int, ...]:
        return tuple(self.documents.items[index].entry_id for index in indexes)

    def _exchanged(self, chosen: Indexes) -> Indexes:
        """Another set that does as well: an equal document from outside, or without two that cancel each other."""
        amounts = self.documents.amounts
        inside = set(chosen)
        if rest := self._without_cancelling(chosen):
            return rest
        outside = {minor: index for index, minor in enumerate(amounts) if index not in inside}
        for index in chosen:
            other = outside.get(amounts[index])
            if other is not None:
                return tuple(sorted((*(kept for kept in chosen if kept != index), other)))
        return ()

    def _without_cancelling(self, chosen: Indexes) -> Indexes:
        """The set without a debt and a credit of one amount in it; nothing where there are none."""
        amounts = self.documents.amounts
        places = {amounts[index]: index for index in chosen}
        for index in chosen:
            other = places.get(-amounts[index])
            if other is not None:
                return tuple(kept for kept in chosen if kept not in (index, other))
        return ()

    def _whole(self, together: Together) -> Indexes:
        """All of these documents, or all without the credits among them, where that is the amount."""
        target = self.target
        if together.total == target and len(together.indexes) >= ROW_MIN:
            return tuple(together.indexes)
        sign = 1 if target > 0 else -1
        if (together.positive if target > 0 else together.negative) == target:
            debts = tuple(index for index in together.indexes if self.documents.amounts[index] * sign > 0)
            return debts if len(debts) >= ROW_MIN else ()
        return ()

    def _due(self) -> Iterator[Indexes]:
        whole = self._whole(self.documents.due)
        if whole:
            yield whole

    def _oldest(self) -> Iterator[Indexes]:
        for order, running in zip(self.documents.orders, self.documents.running, strict=True):
            if self.target in running:
                for place, total in enumerate(running):
                    if total == self.target and place >= ROW_MIN:
                        yield order[:place]

    def _oldest_and_one(self) -> Iterator[Indexes]:
        """The one to five oldest, and one later document."""
        documents, target = self.documents, self.target
        for order, running in zip(documents.orders, documents.running, strict=True):
            for size in range(1, min(OLDEST_FEW, len(order)) + 1):
                wanted = target - running[size]
                if wanted in documents.distinct:
                    for index in order[size + 1 :]:
                        if documents.amounts[index] == wanted:
                            yield (*order[:size], index)

    def _rows(self) -> Iterator[Indexes]:
        """Rows anywhere: two running totals that differ by the target."""
        target = self.target
        for order, running in zip(self.documents.orders, self.documents.running, strict=True):
            if set(running).isdisjoint([total - target for total in running]):
                continue
            starts: dict[int, list[int]] = defaultdict(list)
            for place, total in enumerate(running):
                for start in starts.get(total - target, ()):
                    if place - start >= ROW_MIN:
                        yield order[start:place]
                starts[total].append(place)

    def _singles(self) -> Iterator[Indexes]:
        if self.target in self.documents.distinct:
            for index, minor in enumerate(self.documents.amounts):
                if minor == self.target:
                    yield (index,)

    def _pairs(self) -> Iterator[Indexes]:
        return self._pairs_of(self.target)

    def _pairs_of(self, target: int) -> Iterator[Indexes]:
        distinct = self.documents.distinct
        if not distinct.isdisjoint([target - minor for minor in distinct]):
            yield from self._pairs_from(0, target)

    def _pairs_from(self, first: int, target: int) -> Iterator[Indexes]:
        amounts = self.documents.amounts
        seen: dict[int, list[int]] = defaultdict(list)
        for index in range(first, len(amounts)):
            minor = amounts[index]
            for other in seen.get(target - minor, ()):
                yield (other, index)
            seen[minor].append(index)

    def _pairs_and_triples(self) -> Iterator[Indexes]:
        yield from self._pairs()
        amounts, distinct = self.documents.amounts, self.documents.distinct
        for index, minor in enumerate(amounts):
            rest = self.target - minor
            if not distinct.isdisjoint([rest - other for other in amounts[index + 1 :]]):
                for pair in self._pairs_from(index + 1, rest):
                    yield (index, *pair)

    def _all_but_few(self) -> Iterator[Indexes]:
        amounts = self.documents.amounts
        count = len(amounts)
        left_out = self.documents.total - self.target
        singles = ((index,) for index, minor in enumerate(amounts) if minor == left_out)
        for omitted in chain(singles, self._pairs_of(left_out)):
            if count - len(omitted) >= ROW_MIN:
                yield tuple(index for index in range(count) if index not in omitted)

    def _expected(self, size: int) -> float:
        """Accidental hits among the sets of this many documents."""
        documents = self.documents
        count = len(documents.amounts)
        if size > count:
            return 0.0
        width = documents.width * sqrt(size)
        sets = comb(count, size)
        if self.target % WHOLE_UNIT:
            return sets / width
        whole = comb(documents.whole_units, size)
        return ((sets - whole) + whole * WHOLE_UNIT) / width

    def _expected_rows(self, count: int) -> float:
        """Accidental hits among rows, whose sums spread over all that the documents make together."""
        documents = self.documents
        if self.target % WHOLE_UNIT or documents.whole_units < len(documents.amounts):
            return count / documents.absolute
        return count * WHOLE_UNIT / documents.absolute


def spread(amounts: Sequence[int]) -> float:
    """How far amounts lie apart: the distance of the quartiles, of all for few; at least 1."""
    ordered = sorted(amounts)
    count = len(ordered)
    if count < 4:
        return float(max(1, ordered[-1] - ordered[0], abs(ordered[-1]) // 2))
    return float(max(1, ordered[(3 * count) // 4] - ordered[count // 4]))
