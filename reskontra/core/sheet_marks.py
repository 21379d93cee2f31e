"""Marks on printed sheets that an inserting machine reads: which sheets go into one envelope, and that none is missing.

Six bars in a row, from the top down; a bar that is not printed reads as nothing:

1. gate: always there, so that a sheet without it was fed wrongly
2. last: on the last sheet of a letter, after which the envelope is closed
3. to 5. the sheet's number within the batch, from 0 and after 7 from 0 again, with 1, 2 and 4 in this order
6. parity: makes the bars of a sheet an even number
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BARS = 6
_COUNTED = 8


def sheet_bars(*, sheet: int, is_last: bool) -> tuple[bool, ...]:
    """Whether each of the bars is printed. sheet: within the batch, from 0; is_last: of its letter."""
    number = sheet % _COUNTED
    bars = (True, is_last, *(bool(number & bit) for bit in (1, 2, 4)))
    return (*bars, sum(bars) % 2 == 1)


def bars_of_batch(sheets: Sequence[int]) -> Iterator[tuple[bool, ...]]:
    """The bars of every sheet of a batch. sheets: how many each letter has."""
    printed = 0
    for count in sheets:
        for index in range(count):
            yield sheet_bars(sheet=printed, is_last=index == count - 1)
            printed += 1
