"""Where the fields of a sample of fixed width stand: lines with a day in one place, cut where they all have blanks.

The lines with a payment are those that have a day in the place where the most lines have one. What no line writes in
is a gap between fields. Fields that stand close together are told apart by what they are: a day, a letter or sign for
the direction, digits filled up with zeros.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, NamedTuple

from reskontra.core.dates import YEARS
from reskontra.core.errors import Malformed
from reskontra.formats.definition_rows import Cells, text_lines

LINES_MAX, LENGTH_MAX, SAMPLE_MAX = 1_000, 500, 100
PREFIX_MAX = 3
# The likelier way of writing first: one that has signs cannot be mistaken for other digits.
_DAYS = (
    r"(?P<Y>[0-9]{4})-(?P<M>[0-9]{2})-(?P<D>[0-9]{2})",
    r"(?P<Y>[0-9]{4})[./](?P<M>[0-9]{2})[./](?P<D>[0-9]{2})",
    r"(?P<D>[0-9]{2})[./-](?P<M>[0-9]{2})[./-](?P<Y>[0-9]{4})",
    r"(?P<Y>[0-9]{4})(?P<M>[0-9]{2})(?P<D>[0-9]{2})",
    r"(?P<y>[0-9]{2})(?P<M>[0-9]{2})(?P<D>[0-9]{2})",
)
_PATTERNS = [re.compile(one, re.ASCII) for one in _DAYS]
_LENGTHS = (10, 10, 10, 8, 6)
TEXT_MAX = 140  # of a text that nothing follows
_DIGITS_MIN = 6  # of an amount that is filled up with zeros
_FILLED = re.compile(r"[0-9]{6,18}", re.ASCII)
_THOUSAND, _REST = re.compile(r"-?[0-9]{1,3}", re.ASCII), re.compile(r"[0-9]{3}(?![0-9])", re.ASCII)
DEBIT, CREDIT = ("D", "-"), ("C", "K", "+")


class Place(NamedTuple):
    """A field of the line, from 0; end is behind its last letter."""

    start: int
    end: int

    @property
    def shown(self) -> str:
        return f"{self.start + 1}-{self.end}"


@dataclass(slots=True)
class FixedTable:
    """A sample of fixed width, as a table.

    prefix      what the lines with a payment begin with; blank where all lines below the first are payments
    skip_lines  lines above the first payment
    titles      the words of the line above, by field; blank where there is none
    rows        the fields of each line; amounts without a decimal sign have one put in
    hundredths  places of those amounts; directions: places of letters that say debit or credit
    """

    prefix: str
    skip_lines: int
    titles: list[str]
    places: list[Place]
    rows: list[Cells]
    shortest: int = 0
    hundredths: set[int] = field(default_factory=set)
    directions: set[int] = field(default_factory=set)


def fixed_table(stream: BinaryIO) -> FixedTable | None:
    """The fields of a sample; None where no lines have days in one place. The stream is left at its start."""
    lines: list[str] = []
    try:
        for _, line in text_lines(stream, "auto"):
            lines.append(line.rstrip()[:LENGTH_MAX])
            if len(lines) == LINES_MAX:
                break
    except Malformed:
        lines = []
    finally:
        stream.seek(0)
    found = _common_day([line for line in lines if line][:SAMPLE_MAX])
    if found is None:
        return None
    pattern, start = found
    with_day = [at for at, line in enumerate(lines) if _day_at(line, pattern, start)]
    prefix = _prefix([lines[at] for at in with_day], lines, start)
    data = [at for at in with_day if lines[at].startswith(prefix)]
    return _table(lines, data, prefix, _days(lines, data, pattern, start))


def _day_at(line: str, pattern: int, start: int) -> bool:
    found = _PATTERNS[pattern].match(line, start)
    if found is None:
        return False
    parts = found.groupdict()
    year = int(parts["Y"]) if "Y" in parts else 2000 + int(parts["y"])
    try:
        return date(year, int(parts["M"]), int(parts["D"])).year in YEARS
    except ValueError:
        return False


def _common_day(lines: Sequence[str]) -> tuple[int, int] | None:
    """The way of writing and the place in which the most lines have a day; of equals the likelier, then the first."""
    counts: Counter[tuple[int, int]] = Counter()
    for line in lines:
        for pattern, expression in enumerate(_PATTERNS):
            for start in range(len(line) - _LENGTHS[pattern] + 1):
                if line[start].isdigit() and expression.match(line, start) and _day_at(line, pattern, start):
                    counts[pattern, start] += 1
    if not counts:
        return None
    return min(counts, key=lambda one: (-counts[one], one))


def _prefix(data: Sequence[str], lines: Sequence[str], day: int) -> str:
    """What payments alone begin with; "" where no such letters stand before the day, or every line is a payment."""
    filled = [line for line in lines if line]
    for length in range(1, min(PREFIX_MAX, day) + 1):
        ((found, count),) = Counter(line[:length] for line in data).most_common(1)
        if " " in found or count * 2 < len(data):
            continue
        named = [line for line in filled if line.startswith(found)]
        if len(named) == count and len(named) < len(filled):
            return found
    return ""


def _days(lines: Sequence[str], data: Sequence[int], pattern: int, start: int) -> list[Place]:
    """Every place in which all payments have a day written so."""
    length = _LENGTHS[pattern]
    found = [Place(start, start + length)]
    shortest = min(len(lines[at]) for at in data)
    at = 0
    while at + length <= shortest:
        apart = all(at >= one.end or at + length <= one.start for one in found)
        if apart and all(_day_at(lines[line], pattern, at) for line in data):
            found.append(Place(at, at + length))
            at += length
        else:
            at += 1
    return sorted(found)


def _table(lines: Sequence[str], data: Sequence[int], prefix: str, days: Sequence[Place]) -> FixedTable:
    texts = [lines[at] for at in data]
    width = max(map(len, texts))
    padded = [text.ljust(width) for text in texts]
    places = _widened(padded, list(_places(padded, len(prefix), days)), days)
    table = FixedTable(
        prefix=prefix,
        skip_lines=0 if prefix else data[0],
        titles=_titles(lines, data[0], places),
        places=places,
        rows=[[text[one.start : one.end].strip() for one in places] for text in padded],
        shortest=min(map(len, texts)),
    )
    for at, place in enumerate(places):
        cells = [row[at] for row in table.rows]
        if place in days:
            continue
        if all(cell in (*DEBIT, *CREDIT) for cell in cells):
            table.directions.add(at)
        elif all(map(_is_filled, cells)) and any(cell.lstrip("+-").startswith("0") for cell in cells):
            table.hundredths.add(at)
    for at in table.hundredths:
        for row in table.rows:
            row[at] = f"{row[at][:-2]}.{row[at][-2:]}"
    return table


def _is_filled(cell: str) -> bool:
    return bool(_FILLED.fullmatch(cell.removeprefix("+").removeprefix("-")))


def _places(lines: Sequence[str], begin: int, days: Sequence[Place]) -> Iterator[Place]:
    """The fields: cut at days and at gaps, then each by what its letters are."""
    at = begin
    for day in [*days, None]:
        end = day.start if day is not None else len(lines[0])
        for place in _between_gaps(lines, at, end):
            yield from _by_kind(lines, place)
        if day is not None:
            yield day
            at = day.end


def _widened(lines: Sequence[str], places: list[Place], days: Sequence[Place]) -> list[Place]:
    """Gaps given to a field beside them, since other files have larger amounts and longer texts than the sample.

    A figure that ends in one place everywhere has the gap before it; else the field before has it, if it is words.
    """
    found = list(places)
    for at, place in enumerate(places):
        if place in days:
            continue
        before = found[at - 1].end if at else place.start
        if _are_figures(lines, place):
            if all(line[place.end - 1] != " " for line in lines):
                found[at] = Place(before, place.end)
            continue
        end = places[at + 1].start if at + 1 < len(places) else place.start + TEXT_MAX
        is_amount_next = at + 1 < len(places) and _are_figures(lines, places[at + 1]) and places[at + 1] not in days
        found[at] = Place(place.start, place.end if is_amount_next or place.end - place.start == 1 else end)
    return found


def _between_gaps(lines: Sequence[str], start: int, end: int) -> Iterator[Place]:
    """Pieces that have a gap of two blanks around, or of one beside figures alone."""
    pieces: list[Place] = []
    begun: int | None = None
    for at in range(start, end + 1):
        blank = at == end or all(line[at] == " " for line in lines)
        if not blank and begun is None:
            begun = at
        elif blank and begun is not None:
            pieces.append(Place(begun, at))
            begun = None
    joined: list[Place] = []
    for piece in pieces:
        if joined and piece.start - joined[-1].end == 1 and _belong(lines, joined[-1], piece):
            joined[-1] = Place(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    yield from joined


def _belong(lines: Sequence[str], left: Place, right: Place) -> bool:
    """Two pieces with one blank between them: words, or thousands and what follows them."""
    if not _are_figures(lines, left) and not _are_figures(lines, right):
        return True
    pairs = [(line[left.start : left.end].strip(), line[right.start : right.end]) for line in lines]
    return all(not head or (_THOUSAND.fullmatch(head) and _REST.match(tail)) for head, tail in pairs)


def _are_figures(lines: Sequence[str], place: Place) -> bool:
    cells = [line[place.start : place.end].strip() for line in lines]
    return all(not cell or not any(letter.isalpha() for letter in cell) for cell in cells)


def _by_kind(lines: Sequence[str], place: Place) -> Iterator[Place]:
    """A letter for the direction before or behind digits stands by itself; so do filled digits beside words."""
    start, end = place
    if end - start > _DIGITS_MIN and all(line[start] in (*DEBIT, *CREDIT) and line[start].isalpha() for line in lines):
        yield Place(start, start + 1)
        start += 1
    behind = end - start > _DIGITS_MIN and all(line[end - 1] in (*DEBIT, *CREDIT) for line in lines)
    stop = end - 1 if behind and all(line[end - 2].isdigit() for line in lines) else end
    digits = next((at for at in range(start, stop) if not all(line[at].isdigit() for line in lines)), stop)
    if digits - start >= _DIGITS_MIN and digits < stop and any(line[start] == "0" for line in lines):
        yield Place(start, digits)
        start = digits
    yield Place(start, stop)
    if stop < end:
        yield Place(stop, end)


def _titles(lines: Sequence[str], first: int, places: Sequence[Place]) -> list[str]:
    """The words above each field, in the nearest line above the first payment that has words over two of them."""
    for at in range(first - 1, max(first - 4, -1), -1):
        line = lines[at]
        if any(letter.isdigit() for letter in line):
            continue
        words = [Place(found.start(), found.end()) for found in re.finditer(r"\S+(?: \S+)*", line)]
        over = [" ".join(line[slice(*word)] for word in words if word.start < one.end and one.start < word.end)
                for one in places]  # fmt: skip
        if sum(bool(title) for title in over) >= 2:
            return over
    return [""] * len(places)
