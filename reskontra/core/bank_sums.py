"""Which lines of a bank's statement are sums of what was posted together: a deposit of several receipts, a payment run.

A batch is all that one posting wrote on the bank account on a day, and that no statement has yet. A line of its very
sum, in the window of days, is that batch: if no entry by itself has the line's amount, no entry of the batch is a line
by itself, and neither the line nor the batch has a second one that it could be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reskontra.core.bank_matching import Agreed, EntryToMatch, LineToMatch


@dataclass(frozen=True, slots=True)
class MatchedBatch:
    """A line and the entries that it is the sum of, in their order."""

    line: int
    entries: tuple[int, ...]
    agreed: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    day: date
    entries: tuple[int, ...]

    def fits(self, line: LineToMatch, days: int) -> bool:
        return is_near(line.day, [self.day], days)


def match_batches(
    lines: Iterable[LineToMatch], entries: Iterable[EntryToMatch], *, days: int = 0
) -> tuple[MatchedBatch, ...]:
    """Lines that are the sum of a batch, in the order of the lines.

    entries   those with batch 0 were posted alone
    days      how far a batch's date may be from the line's; a line without a date fits any
    """
    sought, known = list(lines), list(entries)
    entry_days = days_by_amount((entry.minor, entry.day) for entry in known)
    line_days = days_by_amount((line.minor, line.day) for line in sought)
    by_sum = _batches(known, line_days, days)
    wanted: dict[_Batch, list[LineToMatch]] = defaultdict(list)
    for line in sought:
        fitting = [batch for batch in by_sum.get(line.minor, ()) if batch.fits(line, days)]
        if len(fitting) == 1 and not is_near(line.day, entry_days.get(line.minor, ()), days):
            wanted[fitting[0]].append(line)
    found = {claims[0].id: batch for batch, claims in wanted.items() if len(claims) == 1}
    chosen = {line.id: line for claims in wanted.values() for line in claims}
    return tuple(
        MatchedBatch(id, batch.entries, _agreed(chosen[id], batch))
        for id, batch in sorted(found.items(), key=lambda one: (chosen[one[0]].day or date.min, one[0]))
    )


def _agreed(line: LineToMatch, batch: _Batch) -> tuple[Agreed, ...]:
    return (Agreed.AMOUNT, *([Agreed.DAY] if line.day == batch.day else []), Agreed.BATCH)


def _batches(
    entries: Iterable[EntryToMatch], line_days: dict[int, set[date | None]], days: int
) -> dict[int, list[_Batch]]:
    """Sum → the batches of at least two entries that come to it, and of which none is a line by itself."""
    grouped: dict[tuple[int, date], list[EntryToMatch]] = defaultdict(list)
    for entry in entries:
        if entry.batch:
            grouped[entry.batch, entry.day].append(entry)
    found: dict[int, list[_Batch]] = defaultdict(list)
    for (_batch, day), several in sorted(grouped.items()):
        total = sum(entry.minor for entry in several)
        if (
            len(several) > 1
            and total
            and not any(is_near(day, line_days.get(entry.minor, ()), days) for entry in several)
        ):
            found[total].append(_Batch(day, tuple(sorted(entry.id for entry in several))))
    return found


def days_by_amount(rows: Iterable[tuple[int, date | None]]) -> dict[int, set[date | None]]:
    """(amount, day) of each row; amount → the days on which it stands."""
    found: dict[int, set[date | None]] = defaultdict(set)
    for minor, day in rows:
        found[minor].add(day)
    return found


def is_near(day: date | None, others: Iterable[date | None], days: int) -> bool:
    """Whether one of the others is in the window; what has no date is near to all."""
    return any(day is None or other is None or abs((other - day).days) <= days for other in others)
