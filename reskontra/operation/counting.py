"""Requests as they are answered, counted in memory that all processes of one server share.

It is made before the server forks: whichever process is asked for the figures gives those of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Array

KINDS = ("page", "api")
STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds, and one for all that took longer
_ROWS, _COLUMNS = len(KINDS) * len(STATUSES), len(BUCKETS) + 2  # the last column is how long they took together
_cells = Array("d", _ROWS * _COLUMNS)


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one kind and status: how many were answered within each bucket's seconds, in all, and how long they took."""

    kind: str
    status: str
    within: tuple[int, ...]
    count: int
    seconds: float


def count(*, kind: str, status: int, seconds: float) -> None:
    """One request was answered."""
    row = KINDS.index(kind) * len(STATUSES) + min(max(status // 100, 1), 5) - 1
    bucket = next((at for at, most in enumerate(BUCKETS) if seconds <= most), len(BUCKETS))
    with _cells.get_lock():
        _cells[row * _COLUMNS + bucket] += 1
        _cells[row * _COLUMNS + _COLUMNS - 1] += seconds


def counted() -> Iterator[Counted]:
    """What was answered since the server began, of each kind and status that there was."""
    with _cells.get_lock():
        cells: list[float] = _cells[:]
    for row in range(_ROWS):
        *buckets, seconds = cells[row * _COLUMNS : (row + 1) * _COLUMNS]
        if not any(buckets):
            continue
        within = tuple(int(sum(buckets[: at + 1])) for at in range(len(BUCKETS)))
        kind, status = divmod(row, len(STATUSES))
        yield Counted(KINDS[kind], STATUSES[status], within, int(sum(buckets)), seconds)
