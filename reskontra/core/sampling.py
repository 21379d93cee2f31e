"""Samples of what was posted, for audit: drawn so that the same seed gives the same sample on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reskontra.core.errors import Refused

MOST = 10_000
WAYS = ("random", "amounts", "above")


class SampleSize(Refused):
    code = "sample_size"
    template = "A sample of {size} cannot be drawn. Ask for 1 to {most}."


class SampleAbove(Refused):
    code = "sample_above"
    template = '"{amount}" was given as the amount above which all are drawn. Give 0 or more, such as 10000.'


@dataclass(frozen=True, slots=True)
class Item:
    """What may be drawn. key: what it is called, which no other is; amount_minor: without its sign."""

    key: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """An item by its place among the others; hits: how often it was met, by amounts also more than once."""

    place: int
    hits: int


@dataclass(frozen=True, slots=True)
class Sample:
    """count, total_minor, digest: what it was drawn from; the digest is another where one item is.

    interval_minor, start_minor   of a sample by amounts, else 0
    """

    drawn: tuple[Drawn, ...]
    count: int
    total_minor: int
    interval_minor: int = 0
    start_minor: int = 0
    digest: str = ""


def draw(*, items: Sequence[Item], way: str, size: int, seed: str, above_minor: int = 0) -> Sample:
    """The sample, in the order of the items.

    random    size items, each as likely as the other: those whose digest of seed and key is lowest
    amounts   monetary unit sampling: from a start that the seed gives on, size units of money, as far from each other
              as the total goes into them
    above     every item over more than above_minor; size and seed do not matter
    refuses   SampleSize
    """
    if way != "above" and not 1 <= size <= MOST:
        raise SampleSize(size=size, most=MOST)
    return replace(_drawn(items, way, size, seed, above_minor), digest=digest_of(items))


def digest_of(items: Sequence[Item]) -> str:
    """Of what there is to draw from, whatever its order."""
    lines = sorted(f"{item.key}\n{item.amount_minor}" for item in items)
    return hashlib.sha256("\n\n".join(lines).encode()).hexdigest()[:16]


def _drawn(items: Sequence[Item], way: str, size: int, seed: str, above_minor: int) -> Sample:
    total = sum(item.amount_minor for item in items)
    if way == "above":
        drawn = tuple(Drawn(place, 1) for place, item in enumerate(items) if item.amount_minor > above_minor)
        return Sample(drawn, len(items), total)
    if way == "amounts":
        return _by_amounts(items, size, seed, total)
    ranked = sorted(range(len(items)), key=lambda place: (_number(seed, items[place].key), place))
    return Sample(tuple(Drawn(place, 1) for place in sorted(ranked[:size])), len(items), total)


def _by_amounts(items: Sequence[Item], size: int, seed: str, total: int) -> Sample:
    if not total:
        return Sample((), len(items), total)
    interval = max(1, total // size)
    start = _number(seed, "start") % interval
    drawn, so_far = [], 0
    for place, item in enumerate(items):
        before, so_far = so_far, so_far + item.amount_minor
        hits = _hits(so_far, total, size, start) - _hits(before, total, size, start)
        if hits:
            drawn.append(Drawn(place, hits))
    return Sample(tuple(drawn), len(items), total, interval, start)


def _hits(units: int, total: int, size: int, start: int) -> int:
    """How many of start, start + total / size, start + 2 × total / size, … lie among the first so many units."""
    return max(0, -(-(units - start) * size // total))


def _number(seed: str, key: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\n{key}".encode()).digest(), "big")
