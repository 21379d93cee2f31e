"""Which lines of a bank's statement are which entries of the bank ledger: by amount, text and date, one to one.

Nothing here moves money: a match says that two rows tell of the same movement. Amounts are minor units of the
account's currency, money in +.

Thousands of entries may have the same amount, and tens of thousands may be near it. Where there are more than a few,
those are compared whose texts share the rarest pieces with the line's, and those of the nearest days: the work grows
with the lines, and not with the entries that look alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, groupby
from operator import attrgetter

from reskontra.core.matching.names import core_words, name_words, sorted_fold
from reskontra.core.text_closeness import Closeness, closeness, shares_a_piece
from reskontra.core.text_pieces import PieceIndex

# |line| / |entry| lies between these, both left out, or they are never the same movement.
CLOSE_ABOVE, CLOSE_BELOW = (6, 10), (11, 10)
NEAR_HIT, EXACT_HIT = 80, 100
FEW = 24  # entries that are compared one by one; of more, some by their texts and some by their days
BY_TEXT, BY_DAY = 4, 12


class Agreed(StrEnum):
    """What a line and an entry have in common, as it is told of a match."""

    AMOUNT = "AMOUNT"
    DAY = "DAY"
    DOCUMENT_NUMBER = "DOCUMENT_NUMBER"
    EXTERNAL_DOCUMENT_NUMBER = "EXTERNAL_DOCUMENT_NUMBER"
    DESCRIPTION = "DESCRIPTION"
    CHECK_NUMBER = "CHECK_NUMBER"
    CHECK = "CHECK"  # a person applied the check that the entry is
    BATCH = "BATCH"  # the entries were posted together, and the line is their sum
    SHARES = "SHARES"  # the entry is the sum of the lines
    PARTY_NAME = "PARTY_NAME"
    PARTY_ACCOUNT = "PARTY_ACCOUNT"


OF_PARTY = frozenset({Agreed.PARTY_NAME, Agreed.PARTY_ACCOUNT})


@dataclass(frozen=True, slots=True)
class LineToMatch:
    """A line of the statement, of which `minor` is not matched yet.

    texts       description, the other party's name, what the bank says besides, document number
    reference   the payment reference, held against an entry's external document number
    party       the other party's name, which is among the texts
    account     the other party's account, letters and digits
    """

    id: int
    day: date | None
    minor: int
    texts: tuple[str, ...] = ()
    check_number: str = ""
    reference: str = ""
    party: str = ""
    account: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """All by which entries are looked for."""
        return (*self.texts, self.reference, self.check_number, self.account)


@dataclass(frozen=True, slots=True)
class EntryToMatch:
    """An open entry of the bank ledger.

    counterpart   whose it is, so that ties of one party need nobody's eye
    batch         the posting that wrote it, with others on the same day; 0 where that does not count
    names,        of the customers and vendors whose it is
    accounts
    """

    id: int
    day: date
    minor: int
    document_number: str = ""
    external_document_number: str = ""
    description: str = ""
    check_numbers: tuple[str, ...] = ()
    counterpart: str = ""
    batch: int = 0
    names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """All by which it is found."""
        numbers = (self.document_number, self.external_document_number, *self.check_numbers, *self.accounts)
        return (*numbers, self.description, *self.names)


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

    Whose an entry is tells it from others of its amount; an amount that is near needs more than the party's name.
    """

    line: LineToMatch
    entry: EntryToMatch
    texts: dict[Agreed, Closeness]
    rank: tuple[int, tuple[int, ...], int]

    @property
    def has_hit(self) -> bool:
        return any(_is_hit(found) for name, found in self.texts.items() if name not in OF_PARTY)


def _is_hit(found: Closeness) -> bool:
    return found.near >= NEAR_HIT or found.exact >= EXACT_HIT


class _Matching:
    """One run: who holds which entry. Whoever takes an entry over fits it better, so that a run ends."""

    def __init__(
        self, lines: Iterable[LineToMatch], entries: Iterable[EntryToMatch], days: int, decides_ties: bool
    ) -> None:
        self.lines = sorted(lines, key=_order)
        self.days, self.decides_ties = days, decides_ties
        self.entries = sorted(entries, key=attrgetter("day", "id"))
        self.by_amount: dict[int, _Group] = {}
        self.held: dict[int, _Fit] = {}
        self.taken: set[int] = set()
        self.tied: dict[int, tuple[int, ...]] = {}
        self.equals: dict[int, list[_Fit]] = {}
        grouped: dict[int, list[EntryToMatch]] = {}
        for entry in self.entries:
            grouped.setdefault(entry.minor, []).append(entry)
        self.by_amount = {minor: _Group(found) for minor, found in grouped.items()}
        self.every = _Group(self.entries)

    def run(self) -> Result:
        """Passes over the lines that hold nothing, until one displaces nobody; then over those that were in doubt,
        for what they fitted alike may be another's by now.
        """
        waiting = self.lines
        while waiting:
            while waiting:
                waiting = self._pass(waiting)
            waiting = self._in_doubt()
        holders = {fit.line.id: fit for fit in self.held.values()}
        ordered = [holders[line.id] for line in self.lines if line.id in holders]
        return Result(tuple(Matched(fit.line.id, fit.entry.id, _agreed(fit)) for fit in ordered), self.tied)

    def _pass(self, lines: Iterable[LineToMatch]) -> list[LineToMatch]:
        """Place each line; those that others displaced."""
        return sorted((line for line in map(self._place, lines) if line is not None), key=_order)

    def _in_doubt(self) -> list[LineToMatch]:
        """Lines that fitted alike what another has taken since."""
        taken, self.taken = self.taken, set()
        return [line for line in self.lines if not taken.isdisjoint(self.tied.get(line.id, ()))]

    def _place(self, line: LineToMatch) -> LineToMatch | None:
        """Give the line its best entry that it can have; the line that held it before, if there was one."""
        self.tied.pop(line.id, None)
        for found in chain([self._equal(line)], self._close(line)):
            best = self._best(line, [fit for fit in found if self._may_have(fit)])
            if best is not None:
                before = self.held.get(best.entry.id)
                self.held[best.entry.id] = best
                self.taken.add(best.entry.id)
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
        if line.id not in self.equals:
            group = self.by_amount.get(line.minor) if line.minor else None
            self.equals[line.id] = group.fits(line, self._window(line.day)) if group else []
        return self.equals[line.id]

    def _close(self, line: LineToMatch) -> Iterator[list[_Fit]]:
        """Entries of nearly the amount whose text says that they are the same: the nearest first, equals together."""
        if not line.minor or not any(line.said):
            return
        lowest, highest = _close_amounts(line.minor)
        named = self.every.named(line, self._window(line.day), most=2 * FEW)
        close = [one for one in named if lowest <= one.minor <= highest and one.minor != line.minor]
        found = sorted(close, key=lambda entry: (abs(entry.minor - line.minor), entry.id))
        for _apart, entries in groupby(found, key=lambda entry: abs(entry.minor - line.minor)):
            fits = [_fit(line, entry) for entry in entries if _may_hit(line, entry)]
            yield [fit for fit in fits if fit.has_hit]

    def _window(self, day: date | None) -> tuple[date, date]:
        if day is None:
            return date.min, date.max
        before, after = (day - date.min).days, (date.max - day).days
        return day - timedelta(min(self.days, before)), day + timedelta(min(self.days, after))


class _Group:
    """Entries by day, and the index of their texts once it is asked for."""

    def __init__(self, entries: Sequence[EntryToMatch]) -> None:
        self.entries = entries
        self.index: PieceIndex | None = None

    def fits(self, line: LineToMatch, window: tuple[date, date]) -> list[_Fit]:
        """Those in the window; of many, the ones named most, and the ones nearest in time for their day alone."""
        first, last = self._between(window)
        if last - first <= FEW:
            return [_fit(line, entry) for entry in self.entries[first:last]]
        found = {entry.id: _fit(line, entry) for entry in self.named(line, window, most=BY_TEXT)}
        for entry in self._nearest(line.day, first, last):
            if entry.id not in found:
                found[entry.id] = _fit(line, entry, is_read=False)
        return sorted(found.values(), key=lambda fit: (fit.entry.day, fit.entry.id))

    def named(self, line: LineToMatch, window: tuple[date, date], *, most: int) -> list[EntryToMatch]:
        """Those in the window whose texts share the rarest pieces with the line's."""
        if self.index is None:
            self.index = PieceIndex(entry.said for entry in self.entries)
        first, last = self._between(window)
        return [self.entries[at] for at in self.index.likely(line.said, first=first, last=last, most=most)]

    def _between(self, window: tuple[date, date]) -> tuple[int, int]:
        first = bisect_left(self.entries, window[0], key=attrgetter("day"))
        return first, bisect_right(self.entries, window[1], lo=first, key=attrgetter("day"))

    def _nearest(self, day: date | None, first: int, last: int) -> Sequence[EntryToMatch]:
        """So many around the day, or the earliest where there is none."""
        at = first if day is None else bisect_left(self.entries, day, lo=first, hi=last, key=attrgetter("day"))
        start = max(first, min(at - BY_DAY // 4, last - BY_DAY)) if day else first
        return self.entries[start : min(start + BY_DAY, last)]


def _close_amounts(minor: int) -> tuple[int, int]:
    """The lowest and the highest amount of an entry that a line of this amount is close to."""
    size = abs(minor)
    low = size * CLOSE_BELOW[1] // CLOSE_BELOW[0] + 1  # size / entry < 1.1
    high = -(-size * CLOSE_ABOVE[1] // CLOSE_ABOVE[0]) - 1  # size / entry > 0.6
    return (low, high) if minor > 0 else (-high, -low)


def _order(line: LineToMatch) -> tuple[date, int]:
    return line.day or date.min, line.id


def _fit(line: LineToMatch, entry: EntryToMatch, *, is_read: bool = True) -> _Fit:
    texts = _texts(line, entry) if is_read else {}
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
    if any(_says_name(line, name) for name in entry.names):
        found[Agreed.PARTY_NAME] = Closeness(near=0, exact=EXACT_HIT)
    if line.account and line.account in entry.accounts:
        found[Agreed.PARTY_ACCOUNT] = Closeness(near=0, exact=EXACT_HIT)
    return {name: score for name, score in found.items() if score.best}


def _says_name(line: LineToMatch, name: str) -> bool:
    """Whether the line names the party: its words in a row, without legal forms, or turned round as the whole name."""
    wanted = core_words(name_words(name))
    if not wanted:
        return False
    if line.party and sorted_fold(line.party) == sorted_fold(name):
        return True
    size = len(wanted)
    return any(
        wanted == words[at : at + size] for words in map(name_words, line.texts) for at in range(len(words) - size + 1)
    )


def _agreed(fit: _Fit) -> tuple[Agreed, ...]:
    found = [Agreed.AMOUNT] if fit.line.minor == fit.entry.minor else []
    if fit.line.day == fit.entry.day:
        found.append(Agreed.DAY)
    return (*found, *(name for name in Agreed if name in fit.texts and _is_hit(fit.texts[name])))
