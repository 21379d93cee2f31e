"""Lines that are the sum of what was posted together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.bank_matching import Agreed, EntryToMatch, LineToMatch
from reskontra.core.bank_sums import MatchedBatch, match_batches

DAY = date(2026, 3, 31)
NEXT = DAY + timedelta(days=1)


def entry(id: int, minor: int, batch: int, day: date = DAY) -> EntryToMatch:
    return EntryToMatch(id, day, minor, batch=batch)


def line(id: int, minor: int, day: date | None = DAY) -> LineToMatch:
    return LineToMatch(id, day, minor)


PAIR = [entry(1, 300, 7), entry(2, 200, 7)]


@pytest.mark.parametrize(
    ("lines", "entries", "days", "wanted"),
    [
        ([line(1, 500)], PAIR, 0, {1: (1, 2)}),
        ([line(1, 500, NEXT)], PAIR, 0, {}),
        ([line(1, 500, NEXT)], PAIR, 1, {1: (1, 2)}),
        ([line(1, 500, None)], PAIR, 0, {1: (1, 2)}),
        ([line(1, 300)], PAIR, 0, {}),
        ([line(1, 500)], [entry(1, 300, 7), entry(2, 200, 8)], 0, {}),
        ([line(1, 500)], [entry(1, 300, 7), entry(2, 200, 7, NEXT)], 0, {}),
        ([line(1, 500)], [entry(1, 300, 0), entry(2, 200, 0)], 0, {}),
        ([line(1, 500)], [*PAIR, entry(3, 500, 9)], 0, {}),  # an entry of the amount goes before
        ([line(1, 500)], [*PAIR, entry(3, 500, 9, NEXT)], 0, {1: (1, 2)}),
        ([line(1, 500)], [*PAIR, entry(3, 400, 8), entry(4, 100, 8)], 0, {}),  # two batches of the sum
        ([line(1, 500), line(2, 500)], PAIR, 0, {}),  # two lines for one batch
        ([line(1, 500), line(2, 500, NEXT)], PAIR, 0, {1: (1, 2)}),
        ([line(1, -500)], [entry(1, -300, 7), entry(2, -200, 7)], 0, {1: (1, 2)}),
        ([line(1, 250)], [entry(1, 300, 7), entry(2, -50, 7)], 0, {1: (1, 2)}),
        ([line(1, 500), line(2, 200)], PAIR, 0, {}),  # an entry is a line by itself
        ([line(1, 500), line(2, 200, NEXT)], PAIR, 0, {1: (1, 2)}),
        ([line(1, 0)], [entry(1, 300, 7), entry(2, -300, 7)], 0, {}),
    ],
)
def test_a_line_is_a_batch(
    lines: list[LineToMatch], entries: list[EntryToMatch], days: int, wanted: dict[int, tuple[int, ...]]
) -> None:
    assert {one.line: one.entries for one in match_batches(lines, entries, days=days)} == wanted


def test_what_agrees_is_told() -> None:
    (found,) = match_batches([line(1, 500, NEXT)], PAIR, days=1)
    assert found == MatchedBatch(1, (1, 2), (Agreed.AMOUNT, Agreed.BATCH))
    (found,) = match_batches([line(1, 500)], PAIR)
    assert found.agreed == (Agreed.AMOUNT, Agreed.DAY, Agreed.BATCH)


ENTRIES = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 3), st.integers(0, 2)), max_size=12)
LINES = st.lists(st.tuples(st.integers(-6, 6), st.integers(0, 2)), max_size=6)


@given(told=ENTRIES, said=LINES, days=st.integers(0, 2))
def test_no_entry_is_given_twice_and_sums_are_the_lines(
    told: list[tuple[int, int, int]], said: list[tuple[int, int]], days: int
) -> None:
    entries = [entry(i, minor, batch, DAY + timedelta(days=late)) for i, (minor, batch, late) in enumerate(told)]
    lines = [line(i, minor, DAY + timedelta(days=late)) for i, (minor, late) in enumerate(said)]
    found = match_batches(lines, entries, days=days)
    given_out = [id for one in found for id in one.entries]
    assert len(given_out) == len(set(given_out))
    for one in found:
        several = [entries[id] for id in one.entries]
        assert sum(each.minor for each in several) == lines[one.line].minor
        assert len({(each.batch, each.day) for each in several}) == 1
        assert abs((several[0].day - (lines[one.line].day or DAY)).days) <= days
    assert match_batches(list(reversed(lines)), list(reversed(entries)), days=days) == found
