"""Sums go before single entries, and what may be several is left."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.bank_matching import EntryToMatch, LineToMatch
from reskontra.core.bank_rounds import Rounds, match_rounds

DAY = date(2026, 3, 31)


def line(id: int, minor: int, text: str = "") -> LineToMatch:
    return LineToMatch(id, DAY, minor, (text,))


def entry(id: int, minor: int, text: str = "", batch: int = 0) -> EntryToMatch:
    return EntryToMatch(id, DAY, minor, description=text, batch=batch)


def pairs(found: Rounds) -> list[tuple[int, int, bool]]:
    return sorted((one.line, one.entry, one.is_shared) for one in found.pairs)


def test_every_way_is_found_in_one_go() -> None:
    lines = [line(1, 500), line(2, 70), line(3, 30), line(4, 88)]
    entries = [entry(1, 300, batch=5), entry(2, 200, batch=5), entry(3, 100), entry(4, 88)]
    found = match_rounds(lines, entries)
    assert pairs(found) == [(1, 1, False), (1, 2, False), (2, 3, True), (3, 3, True), (4, 4, False)]
    assert (found.tied, found.doubtful) == ({}, {})


def test_a_part_of_a_deposit_is_not_the_deposit_nearly() -> None:
    deposit = entry(1, 1000, "Insättning BI-7")
    parts = [line(1, 700, "Insättning BI-7"), line(2, 300, "Insättning BI-7")]
    assert pairs(match_rounds(parts, [deposit])) == [(1, 1, True), (2, 1, True)]
    assert pairs(match_rounds(parts[:1], [deposit])) == [(1, 1, False)]  # alone it is near
    left = match_rounds([*parts, line(3, 300, "Insättning BI-7")], [deposit])
    assert (left.pairs, left.doubtful) == ((), {1: (1, 2, 3)})


def test_what_is_settled_otherwise_is_in_no_doubt() -> None:
    lines = [line(1, 300, "Alfa"), line(2, 200), line(3, 250), line(4, 250), line(5, 505, "Deposit seven")]
    found = match_rounds(lines, [entry(1, 500, "Deposit seven")])
    assert (pairs(found), found.doubtful) == ([(5, 1, False)], {})


MINORS = st.lists(st.integers(-6, 6), max_size=7)


@given(said=MINORS, told=st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 2)), max_size=7))
def test_never_many_lines_with_many_entries(said: list[int], told: list[tuple[int, int]]) -> None:
    lines = [line(id, minor, "Hyra") for id, minor in enumerate(said)]
    entries = [entry(id, minor, "Hyra", batch) for id, (minor, batch) in enumerate(told)]
    found = match_rounds(lines, entries)
    of_line = {one.line: [other.entry for other in found.pairs if other.line == one.line] for one in found.pairs}
    of_entry = {one.entry: [other.line for other in found.pairs if other.entry == one.entry] for one in found.pairs}
    for one in found.pairs:
        assert min(len(of_line[one.line]), len(of_entry[one.entry])) == 1
        assert one.is_shared == (len(of_entry[one.entry]) > 1)
        if one.is_shared:
            assert sum(lines[id].minor for id in of_entry[one.entry]) == entries[one.entry].minor
        if len(of_line[one.line]) > 1:
            assert sum(entries[id].minor for id in of_line[one.line]) == lines[one.line].minor
    assert not found.doubtful.keys() & of_entry.keys()
