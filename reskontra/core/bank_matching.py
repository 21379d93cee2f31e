"""Which lines of a bank's statement are which entries of the bank ledger: by amount, text and date, one to one.

Nothing here moves money: a match says that two rows tell of the same movement. Amounts are minor units of the
account's currency, money in +.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, groupby
from operator import attrgetter

from reskontra.core.text_closeness import Closeness, closeness, shares_a_piece

# |line| / |entry| lies between these, both left out, or they are never the same movement.
CLOSE_ABOVE, CLOSE_BELOW = (6, 10), (11, 10)
NEAR_HIT, EXACT_HIT = 80, 100


class Agreed(StrEnum):
    """What a line and an entry have in common, as it is told of a match."""

    AMOUNT = "AMOUNT"
    DAY = "DAY"
    DOCUMENT_NUMBER = "DOCUMENT_NUMBER"
    EXTERNAL_DOCUMENT_NUMBER = "EXTERNAL_DOCUMENT_NUMBER"
    DESCRIPTION = "DESCRIPTION"
    CHECK_NUMBER = "CHECK_NUMBER"


@dataclass(frozen=True, slots=True)
class LineToMatch:
    """A line of the statement, of which `minor` is not matched yet.

    texts       description, the other party's name, what the bank says besides, document number
    reference   the payment reference, held against an entry's external document number
    """

    id: int
    day: date | None
    minor: int
    texts: tuple[str, ...] = ()
    check_number: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class EntryToMatch:
    """An open entry of the bank ledger. counterpart: whose it is, so that ties of one party need nobody's eye."""

    id: int
    day: date
    minor: int
    document_number: str = ""
    external_document_number: str = ""
    description: str = ""
    check_numbers: tuple[str, ...] = ()
    counterpart: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    line: int
    entry: int
    agreed: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """matched: by line, in the order of the lines. tied: lines that several entries fit alike, with these."""

    matched: tuple[Matched, ...]
    tied: dict[int, tuple[int, ...]]


def match_statement(
    lines: Iterable[LineToMatch], entries: Iterable[EntryToMatch], *, days: int = 0, decides_ties: bool = False
) -> Result:
    """The best pairs: no line and no entry twice.

    days           how far an entry's date may be from the line's; a line without a date fits any
    decides_ties   of entries that fit alike, the first is taken, whosever they are
    """
    return _Matching(lines, entries, days, decides_ties).run()


@dataclass(frozen=True, slots=True)
class _Fit:
    """A line and an entry that may be the same. texts: how close theirs are, field by field.

    rank   the better fit has the higher: amount, then text, then date. Of the fields in which two fits differ, the
           one with the highest score decides, which is what comparing the scores from the highest down says.
    """

    line: LineToMatch
    entry: EntryToMatch
    texts: dict[Agreed, Closeness]
    rank: tuple[int, tuple[int, ...], int]

    @property
    def has_hit(self) -> bool:
        return any(_is_hit(found) for found in self.texts.values())


def _is_hit(found: Closeness) -> bool:
    return found.near >= NEAR_HIT or found.exact >= EXACT_HIT


class _Matching:
    """One run: who holds which entry. Whoever takes an entry over fits it better, so that a run ends."""

    def __init__(
        self, lines: Iterable[LineToMatch], entries: Iterable[EntryToMatch], days: int, decides_ties: bool
    ) -> None:
        self.lines = sorted(lines, key=_order)
        self.days, self.decides_ties = days, decides_ties
        self.by_amount: dict[int, list[EntryToMatch]] = {}
        self.by_day: dict[date, list[EntryToMatch]] = {}
        self.held: dict[int, _Fit] = {}
        self.tied: dict[int, tuple[int, ...]] = {}
        for entry in sorted(entries, key=attrgetter("day", "id")):
            self.by_amount.setdefault(entry.minor, []).append(entry)
            self.by_day.setdefault(entry.day, []).append(entry)
        for of_day in self.by_day.values():
            of_day.sort(key=attrgetter("minor", "id"))

    def run(self) -> Result:
        """Passes over the lines that hold nothing, until one displaces nobody; then over those that were in doubt,
        for what they fitted alike may be another's by now.
        """
        waiting = self.lines
        while waiting:
            while waiting:
                waiting = self._pass(waiting)
            doubted = self._in_doubt()
            waiting = self._pass(doubted)
            if not waiting and len(self.tied) < len(doubted):
                waiting = self._in_doubt()
        holders = {fit.line.id: fit for fit in self.held.values()}
        ordered = [holders[line.id] for line in self.lines if line.id in holders]
        return Result(tuple(Matched(fit.line.id, fit.entry.id, _agreed(fit)) for fit in ordered), self.tied)

    def _pass(self, lines: Iterable[LineToMatch]) -> list[LineToMatch]:
        """Place each line; those that others displaced."""
        return sorted((line for line in map(self._place, lines) if line is not None), key=_order)

    def _in_doubt(self) -> list[LineToMatch]:
        return [line for line in self.lines if line.id in self.tied]

    def _place(self, line: LineToMatch) -> LineToMatch | None:
        """Give the line its best entry that it can have; the line that held it before, if there was one."""
        self.tied.pop(line.id, None)
        for found in chain([self._equal(line)], self._close(line)):
            best = self._best(line, [fit for fit in found if self._may_have(fit)])
            if best is not None:
                before = self.held.get(best.entry.id)
                self.held[best.entry.id] = best
                return before.line if before else None
            if line.id in self.tied:
                return None
        return None

    def _may_have(self, fit: _Fit) -> bool:
        holder = self.held.get(fit.entry.id)
        return holder is None or fit.rank > holder.rank

    def _best(self, line: LineToMatch, fits: Sequence[_Fit]) -> _Fit | None:
        """The best of those found, the first of equals; none where equals are of different parties."""
        if not fits:
            return None
        highest = max(fit.rank for fit in fits)
        alike = sorted((fit for fit in fits if fit.rank == highest), key=lambda fit: (fit.entry.day, fit.entry.id))
        parties = {fit.entry.counterpart for fit in alike}
        if len(alike) > 1 and not self.decides_ties and (len(parties) > 1 or "" in parties):
            self.tied[line.id] = tuple(fit.entry.id for fit in alike)
            return None
        return alike[0]

    def _equal(self, line: LineToMatch) -> list[_Fit]:
        """Entries of the very amount, in the window of days: they need no text."""
        if not line.minor:
            return []
        found = self.by_amount.get(line.minor, [])
        if line.day is not None:
            first, last = self._window(line.day)
            low = bisect_left(found, first, key=attrgetter("day"))
            found = found[low : bisect_right(found, last, key=attrgetter("day"))]
        return [_fit(line, entry) for entry in found]

    def _close(self, line: LineToMatch) -> Iterator[list[_Fit]]:
        """Entries of nearly the amount whose text says that they are the same: the nearest first, equals together."""
        if not line.minor or not (any(line.texts) or line.check_number or line.reference):
            return
        found = sorted(self._of_close_amount(line), key=lambda entry: (abs(entry.minor - line.minor), entry.id))
        for _apart, entries in groupby(found, key=lambda entry: abs(entry.minor - line.minor)):
            fits = [_fit(line, entry) for entry in entries if _may_hit(line, entry)]
            yield [fit for fit in fits if fit.has_hit]

    def _of_close_amount(self, line: LineToMatch) -> Iterator[EntryToMatch]:
        lowest, highest = _close_amounts(line.minor)
        for of_day in self._days_of(line):
            start = bisect_left(of_day, lowest, key=attrgetter("minor"))
            for entry in of_day[start : bisect_right(of_day, highest, key=attrgetter("minor"))]:
                if entry.minor != line.minor:
                    yield entry

    def _days_of(self, line: LineToMatch) -> Iterator[list[EntryToMatch]]:
        if line.day is None or self.days * 2 >= len(self.by_day):
            window = self._window(line.day) if line.day else (date.min, date.max)
            yield from (found for day, found in self.by_day.items() if window[0] <= day <= window[1])
            return
        first, last = self._window(line.day)
        for ahead in range((last - first).days + 1):
            if found := self.by_day.get(first + timedelta(ahead)):
                yield found

    def _window(self, day: date) -> tuple[date, date]:
        before, after = (day - date.min).days, (date.max - day).days
        return day - timedelta(min(self.days, before)), day + timedelta(min(self.days, after))


def _close_amounts(minor: int) -> tuple[int, int]:
    """The lowest and the highest amount of an entry that a line of this amount is close to."""
    size = abs(minor)
    low = size * CLOSE_BELOW[1] // CLOSE_BELOW[0] + 1  # size / entry < 1.1
    high = -(-size * CLOSE_ABOVE[1] // CLOSE_ABOVE[0]) - 1  # size / entry > 0.6
    return (low, high) if minor > 0 else (-high, -low)


def _order(line: LineToMatch) -> tuple[date, int]:
    return line.day or date.min, line.id


def _fit(line: LineToMatch, entry: EntryToMatch) -> _Fit:
    texts = _texts(line, entry)
    days_apart = abs((entry.day - line.day).days) if line.day else 0
    scores = sorted((found.best for found in texts.values()), reverse=True)
    return _Fit(line, entry, texts, (-abs(line.minor - entry.minor), tuple(scores), -days_apart))


def _may_hit(line: LineToMatch, entry: EntryToMatch) -> bool:
    """Whether it is worth while to compare their texts."""
    said = (*line.texts, line.reference)
    texts = (entry.document_number, entry.external_document_number, entry.description)
    return line.check_number in entry.check_numbers or any(shares_a_piece(text, said) for text in texts)


def _texts(line: LineToMatch, entry: EntryToMatch) -> dict[Agreed, Closeness]:
    """How close each text of the entry is to the line's closest."""
    found = {
        Agreed.DOCUMENT_NUMBER: closeness(entry.document_number, line.texts),
        Agreed.EXTERNAL_DOCUMENT_NUMBER: closeness(entry.external_document_number, (*line.texts, line.reference)),
        Agreed.DESCRIPTION: closeness(entry.description, line.texts),
    }
    if line.check_number and line.check_number in entry.check_numbers:
        found[Agreed.CHECK_NUMBER] = Closeness(near=0, exact=EXACT_HIT)
    return {name: score for name, score in found.items() if score.best}


def _agreed(fit: _Fit) -> tuple[Agreed, ...]:
    found = [Agreed.AMOUNT] if fit.line.minor == fit.entry.minor else []
    if fit.line.day == fit.entry.day:
        found.append(Agreed.DAY)
    return (*found, *(name for name in Agreed if name in fit.texts and _is_hit(fit.texts[name])))
