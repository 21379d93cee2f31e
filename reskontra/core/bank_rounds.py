"""All that is found of a bank's statement in one go: sums of entries, sums of lines, and then one by one.

Sums go first, since they are exact: a line that is part of a deposit would else be the deposit, nearly. What could be
several sums is left to a person, and is not made one of them by an amount that is near.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskontra.core.bank_matching import Agreed, EntryToMatch, LineToMatch, match_statement
from reskontra.core.bank_shares import match_shares
from reskontra.core.bank_sums import match_batches


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and an entry of it. is_shared: the entry is on other lines too."""

    line: int
    entry: int
    agreed: tuple[Agreed, ...]
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Rounds:
    """tied: lines that several entries fit alike. doubtful: entries that several sets of lines come to, with these."""

    pairs: tuple[Pair, ...]
    tied: dict[int, tuple[int, ...]]
    doubtful: dict[int, tuple[int, ...]]


def match_rounds(lines: Iterable[LineToMatch], entries: Iterable[EntryToMatch], *, days: int = 0) -> Rounds:
    """What is found in every way; a line has several entries, or shares one, or has one for itself.

    days   how far an entry's date may be from the line's; a line without a date fits any
    """
    left, open_ones = list(lines), list(entries)
    sums = match_batches(left, open_ones, days=days)
    pairs = [Pair(one.line, entry, one.agreed) for one in sums for entry in one.entries]
    left, open_ones = _without(left, open_ones, pairs)
    shares = match_shares(left, open_ones, days=days)
    shared = [Pair(line, one.entry, one.agreed, is_shared=True) for one in shares.matched for line in one.lines]
    left, open_ones = _without(left, open_ones, shared)
    result = match_statement(left, open_ones, days=days)
    single = [
        Pair(one.line, one.entry, one.agreed)
        for one in result.matched
        if Agreed.AMOUNT in one.agreed or one.line not in shares.doubtful.get(one.entry, ())
    ]
    taken = {one.entry for one in single}
    taken_lines = {one.line for one in single}
    doubtful = {
        entry: several
        for entry, several in shares.doubtful.items()
        if entry not in taken and not taken_lines.issuperset(several)
    }
    return Rounds((*pairs, *shared, *single), result.tied, doubtful)


def _without(
    lines: list[LineToMatch], entries: list[EntryToMatch], pairs: list[Pair]
) -> tuple[list[LineToMatch], list[EntryToMatch]]:
    taken_lines, taken = {one.line for one in pairs}, {one.entry for one in pairs}
    return [one for one in lines if one.id not in taken_lines], [one for one in entries if one.id not in taken]
