"""Entries that several lines come to together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.bank_matching import Agreed, EntryToMatch, LineToMatch
from reskontra.core.bank_shares import MatchedShares, match_shares

DAY = date(2026, 3, 31)


def entry(id: int, minor: int, late: int = 0, number: str = "") -> EntryToMatch:
    return EntryToMatch(id, DAY + timedelta(late), minor, number)


def line(id: int, minor: int, text: str = "", late: int | None = 0, party: str = "") -> LineToMatch:
    return LineToMatch(id, None if late is None else DAY + timedelta(late), minor, (text,), party=party)


PAIR = [line(1, 300), line(2, 200)]
CARDS = [line(id, 100 + id, f"Kortinlösen 04{id}") for id in range(1, 21)]
OTHERS = [entry(id, 77 * id + 1) for id in range(100, 400)]  # so many that a sum may be chance


@pytest.mark.parametrize(
    ("case", "lines", "entries", "days", "wanted"),
    [
        ("two lines", PAIR, [entry(7, 500)], 0, {7: (1, 2)}),
        ("money out", [line(1, -300), line(2, -200)], [entry(7, -500)], 0, {7: (1, 2)}),
        ("not to the unit", PAIR, [entry(7, 501)], 0, {}),
        ("never across signs", [line(1, 600), line(2, -100)], [entry(7, 500)], 0, {}),
        ("another day", PAIR, [entry(7, 500, 1)], 0, {}),
        ("another day in the window", PAIR, [entry(7, 500, 1)], 1, {7: (1, 2)}),
        ("lines of several days", [line(1, 300), line(2, 200, late=2)], [entry(7, 500, 1)], 1, {7: (1, 2)}),
        ("one of them out of the window", [line(1, 300), line(2, 200, late=2)], [entry(7, 500)], 1, {}),
        ("lines without a date", [line(1, 300, late=None), line(2, 200, late=None)], [entry(7, 500)], 0, {7: (1, 2)}),
        ("a line is an entry by itself", PAIR, [entry(7, 500), entry(8, 200)], 0, {}),
        ("a line is the entry by itself", [*PAIR, line(3, 500)], [entry(7, 500)], 0, {}),
        ("some of the lines", [*PAIR, line(3, 71)], [entry(7, 500)], 0, {7: (1, 2)}),
        ("two entries alike", PAIR, [entry(7, 500), entry(8, 500)], 0, {}),
        ("two sets of lines", [*PAIR, line(3, 250), line(4, 250)], [entry(7, 500)], 0, {}),
        ("lines of two sums", [*PAIR, line(3, 400)], [entry(7, 500), entry(8, 600)], 0, {}),
        ("one line in two sums", [*PAIR, line(3, 50)], [entry(7, 500), entry(8, 250)], 0, {}),
        ("two sums apart", [*PAIR, line(3, 70), line(4, 71)], [entry(7, 500), entry(8, 141)], 0,
         {7: (1, 2), 8: (3, 4)}),
        ("all of a text among many", [*CARDS, line(30, 999)], [entry(7, 2210)], 0, {7: tuple(range(1, 21))}),
        ("nor of few against many entries", CARDS[:10], [entry(7, 203), *OTHERS], 0, {}),
        ("but against few", CARDS[:10], [entry(7, 203)], 0, {7: (1, 2)}),
        ("those that name it come to more", [line(30, 90, "BI-7, 1"), line(31, 30, "BI-7, 2")],
         [entry(7, 119, 0, "BI-7")], 0, {}),
        ("not some of many, which may be chance", CARDS, [entry(7, 203), *OTHERS], 0, {}),
        ("all of a party among many", [*CARDS, line(30, 90, "a", 0, "Alfa"), line(31, 3000, "b", 0, "ALFA")],
         [entry(7, 3090), *OTHERS], 0, {7: (30, 31)}),
        ("those that name it among many",
         [*CARDS, line(30, 90, "Insättning BI-7, del 1"), line(31, 3000, "bi-7 kassa")],
         [entry(7, 3090, 0, "BI-7"), *OTHERS], 0, {7: (30, 31)}),
        ("nothing of nought", [line(1, 0), line(2, 0)], [entry(7, 0)], 0, {}),
    ],
)  # fmt: skip
def test_an_entry_is_its_lines(
    case: str, lines: list[LineToMatch], entries: list[EntryToMatch], days: int, wanted: dict[int, tuple[int, ...]]
) -> None:
    found = match_shares(lines, entries, days=days)
    assert {one.entry: one.lines for one in found.matched} == wanted


def test_what_agrees_is_told_and_what_is_in_doubt() -> None:
    assert match_shares(PAIR, [entry(7, 500)]).matched == (
        MatchedShares(7, (1, 2), (Agreed.AMOUNT, Agreed.DAY, Agreed.SHARES)),
    )
    (late,) = match_shares(PAIR, [entry(7, 500, 1)], days=1).matched
    assert late.agreed == (Agreed.AMOUNT, Agreed.SHARES)
    several = match_shares([*PAIR, line(3, 250), line(4, 250)], [entry(7, 500)])
    assert (several.matched, several.doubtful) == ((), {7: (1, 2, 3, 4)})
    shared = match_shares(PAIR, [entry(7, 500), entry(8, 500)])
    assert shared.doubtful == {7: (1, 2), 8: (1, 2)}


ENTRIES = st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 2)), max_size=6)
LINES = st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 2), st.sampled_from(["", "a", "b 1"])), max_size=7)


@given(told=ENTRIES, said=LINES, days=st.integers(0, 2))
def test_sums_are_exact_in_the_window_and_nothing_is_given_twice(
    told: list[tuple[int, int]], said: list[tuple[int, int, str]], days: int
) -> None:
    entries = [entry(id, minor, late) for id, (minor, late) in enumerate(told)]
    lines = [line(id, minor, text, late) for id, (minor, late, text) in enumerate(said)]
    found = match_shares(lines, entries, days=days)
    given_out = [id for one in found.matched for id in one.lines]
    assert len(given_out) == len(set(given_out))
    assert not {one.entry for one in found.matched} & found.doubtful.keys()
    for one in found.matched:
        parts = [lines[id] for id in one.lines]
        assert len(parts) > 1
        assert sum(part.minor for part in parts) == entries[one.entry].minor
        assert all(part.minor * entries[one.entry].minor > 0 for part in parts)
        assert all(abs((entries[one.entry].day - (part.day or DAY)).days) <= days for part in parts)
    assert match_shares(list(reversed(lines)), list(reversed(entries)), days=days) == found
