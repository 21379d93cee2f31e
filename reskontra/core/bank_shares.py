"""Which lines of a bank's statement are together one entry: a deposit posted as one sum, a day's card sales.

The lines come to the entry to the unit, none of them is an entry by itself, no line by itself is the entry, and
neither the entry nor any of the lines has a second set that it could be in. What could be several is left, and told.

Any amount is the sum of something, once there are enough lines: ten have a thousand sets. So the sets that mean
something are tried (all lines of the days, of one day, of one text, of one party, all that name the entry), and the
others only while they are few against the entries that they might hit by chance.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from reskontra.core.bank_matching import Agreed, EntryToMatch, LineToMatch
from reskontra.core.bank_sums import days_by_amount, is_near

MOST_CHANCES = 10_000  # sets of lines, times entries that one of them might come to by chance
MOST_SETS = 8  # of an entry in doubt, these are told
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DIGITS = re.compile(r"\d+")
LEAST_NAME = 3  # characters of a number that names an entry


@dataclass(frozen=True, slots=True)
class MatchedShares:
    """An entry and the lines that it is the sum of, in their order."""

    entry: int
    lines: tuple[int, ...]
    agreed: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """matched: by entry. doubtful: entries that several sets of lines come to, with the lines of those sets."""

    matched: tuple[MatchedShares, ...]
    doubtful: dict[int, tuple[int, ...]]


def match_shares(lines: Iterable[LineToMatch], entries: Iterable[EntryToMatch], *, days: int = 0) -> Shares:
    """Entries that at least two lines come to together.

    days   how far an entry's date may be from those of its lines; a line without a date fits any
    """
    known, sought = list(entries), list(lines)
    entry_days = days_by_amount((entry.minor, entry.day) for entry in known)
    line_days = days_by_amount((line.minor, line.day) for line in sought)
    parts = [line for line in sought if line.minor and not is_near(line.day, entry_days.get(line.minor, ()), days)]
    wholes = [one for one in known if one.minor and not is_near(one.day, line_days.get(one.minor, ()), days)]
    parts.sort(key=lambda line: (line.day or date.min, line.id))
    found = _Sets(parts, days).of(wholes)
    in_sets: dict[int, set[int]] = defaultdict(set)
    for entry, sets in found.items():
        for line in {line for several in sets for line in several}:
            in_sets[line].add(entry)
    by_id = {entry.id: entry for entry in known}
    line_by_id = {line.id: line for line in parts}
    matched, doubtful = [], {}
    for entry, sets in sorted(found.items()):
        ids = sets[0]
        if len(sets) == 1 and all(in_sets[line] == {entry} for line in ids):
            same_day = all(line_by_id[line].day == by_id[entry].day for line in ids)
            agreed = (Agreed.AMOUNT, *([Agreed.DAY] if same_day else []), Agreed.SHARES)
            matched.append(MatchedShares(entry, ids, agreed))
        else:
            doubtful[entry] = tuple(sorted({line for several in sets[:MOST_SETS] for line in several}))
    return Shares(tuple(matched), doubtful)


class _Sets:
    """Lines in the order of their days, and which sets of them come to an entry."""

    def __init__(self, lines: Sequence[LineToMatch], days: int) -> None:
        self.undated = [line for line in lines if line.day is None]
        self.dated = [line for line in lines if line.day is not None]
        self.by_day = [line.day for line in self.dated if line.day]
        self.days = days
        self.naming: dict[str, list[LineToMatch]] = defaultdict(list)
        for line in lines:
            for word in {word for text in line.said for word in _words(text)}:
                self.naming[word].append(line)

    def of(self, entries: Iterable[EntryToMatch]) -> dict[int, list[tuple[int, ...]]]:
        """Entry → the sets of lines that come to it, smaller ones first."""
        found: dict[int, list[tuple[int, ...]]] = {}
        by_day: dict[tuple[date, bool], list[EntryToMatch]] = defaultdict(list)
        for entry in entries:
            by_day[entry.day, entry.minor > 0].append(entry)
        for (day, is_in), several in by_day.items():
            window = [line for line in self._window(day) if (line.minor > 0) == is_in]
            if len(window) < 2:
                continue
            for entry_id, sets in self._of_window(window, several).items():
                found[entry_id] = sorted(sets, key=lambda ids: (len(ids), ids))
        return found

    def _window(self, day: date) -> list[LineToMatch]:
        before, after = min(self.days, (day - date.min).days), min(self.days, (date.max - day).days)
        first = bisect_left(self.by_day, day - timedelta(before))
        return [*self.undated, *self.dated[first : bisect_right(self.by_day, day + timedelta(after))]]

    def _of_window(
        self, window: Sequence[LineToMatch], entries: Sequence[EntryToMatch]
    ) -> dict[int, set[tuple[int, ...]]]:
        found: dict[int, set[tuple[int, ...]]] = defaultdict(set)
        wanted: dict[int, list[int]] = defaultdict(list)
        for entry in entries:
            wanted[entry.minor].append(entry.id)
        alike = {tuple(several): None for several in _alike(window)}
        for several in alike:
            for total, ids in _sums(several, len(entries)):
                for entry_id in wanted.get(total, ()):
                    found[entry_id].add(ids)
        inside = {line.id for line in window}
        for entry in entries:
            named = [line for line in self._naming(entry) if line.id in inside]
            for total, ids in _sums(named, 1) if len(named) > 1 else ():
                if total == entry.minor:
                    found[entry.id].add(ids)
        return found

    def _naming(self, entry: EntryToMatch) -> list[LineToMatch]:
        """Lines that say a number of the entry."""
        numbers = {text.upper() for text in (entry.document_number, entry.external_document_number)}
        found = {
            line.id: line for number in numbers if len(number) >= LEAST_NAME for line in self.naming.get(number, ())
        }
        return [found[id] for id in sorted(found)]


def _alike(window: Sequence[LineToMatch]) -> Iterator[list[LineToMatch]]:
    """All lines of the window, and those of one day, text, party, or of one of these on one day."""
    groups: dict[tuple[object, ...], list[LineToMatch]] = defaultdict(list)
    for line in window:
        groups[()].append(line)
        if line.day:
            groups[line.day,].append(line)
        for kind, text in (("text", _wording(line)), ("party", line.account or line.party.casefold())):
            if text:
                groups[kind, text].append(line)
                groups[kind, text, line.day].append(line)
    return (several for several in groups.values() if len(several) > 1)


def _sums(lines: Sequence[LineToMatch], entries: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(sum, ids) of all the lines; and of every set of at least two, if these are few against so many entries."""
    if len(lines) > MOST_CHANCES.bit_length() or 2 ** len(lines) * entries > MOST_CHANCES:
        yield sum(line.minor for line in lines), tuple(sorted(line.id for line in lines))
        return
    sums: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for line in sorted(lines, key=lambda line: line.id):
        sums += [(total + line.minor, (*ids, line.id)) for total, ids in sums]
    yield from (one for one in sums if len(one[1]) > 1)


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.upper() for word in _WORD.findall(text) if _DIGITS.search(word))


def _wording(line: LineToMatch) -> str:
    """What the line says without its figures: "Kortinlösen 0412" and "Kortinlösen 0413" say the same."""
    text = next((text for text in line.texts if text), "")
    return " ".join(_DIGITS.sub(" ", text).casefold().split())
