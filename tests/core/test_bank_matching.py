"""Lines of a statement find their entries: by amount, text and date, one to one, whatever order they come in."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.bank_matching import Agreed, EntryToMatch, LineToMatch, Result, match_statement

DAY = date(2026, 3, 10)


def line(id: int, minor: int, *texts: str, day: int | None = 0, **other: Any) -> LineToMatch:
    return LineToMatch(id, None if day is None else DAY + timedelta(day), minor, texts, **other)


def entry(id: int, minor: int, description: str = "", *, day: int = 0, **other: Any) -> EntryToMatch:
    return EntryToMatch(id, DAY + timedelta(day), minor, description=description, **other)


def pairs(found: Result) -> dict[int, int]:
    return {one.line: one.entry for one in found.matched}


@pytest.mark.parametrize(
    ("case", "lines", "entries", "days", "expected"),
    [
        ("an equal amount needs no text", [line(1, 500)], [entry(7, 500, "anything")], 0, {1: 7}),
        ("outside the window of days", [line(1, 500)], [entry(7, 500, day=3)], 2, {}),
        ("at its edge", [line(1, 500)], [entry(7, 500, day=-2)], 2, {1: 7}),
        ("a line without a date fits any", [line(1, 500, day=None)], [entry(7, 500, day=300)], 0, {1: 7}),
        ("never across signs", [line(1, 500, "Hyra mars")], [entry(7, -500, "Hyra mars")], 0, {}),
        ("a close amount needs a text", [line(1, 100)], [entry(7, 110)], 0, {}),
        ("a close amount with its text", [line(1, 100, "Hyra mars")], [entry(7, 110, "HYRA MARS")], 0, {1: 7}),
        ("money out as money in", [line(1, -100, "Hyra mars")], [entry(7, -110, "HYRA MARS")], 0, {1: 7}),
        ("four fifths of a text", [line(1, 100, "ABCDxFGHIJ")], [entry(7, 110, "ABCDEFGHIJ")], 0, {1: 7}),
        ("less of a text", [line(1, 100, "ABCDxxxGHIJK")], [entry(7, 110, "ABCDEFGHIJKLM")], 0, {}),
        ("exact over near", [line(1, 100, "Hyra")], [entry(7, 101, "Hyra"), entry(8, 100, "x")], 0, {1: 8}),
        ("text over date", [line(1, 100, "Hyra")], [entry(7, 100, "x"), entry(8, 100, "Hyra", day=2)], 5, {1: 8}),
        ("the nearer date", [line(1, 100)], [entry(7, 100, day=-3), entry(8, 100, day=2)], 5, {1: 8}),
        ("nothing of amount nought", [line(1, 0, "Hyra")], [entry(7, 0, "Hyra")], 0, {}),
    ],
)  # fmt: skip
def test_what_a_line_finds(
    case: str, lines: list[LineToMatch], entries: list[EntryToMatch], days: int, expected: dict[int, int]
) -> None:
    assert pairs(match_statement(lines, entries, days=days)) == expected


@pytest.mark.parametrize(
    ("line_minor", "entry_minor", "is_close"),
    [
        (60, 100, False), (61, 100, True), (109, 100, True), (110, 100, False),
        (600, 1000, False), (601, 1000, True), (1099, 1000, True), (1100, 1000, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", [1, -1])
def test_the_limits_of_close_are_left_out(line_minor: int, entry_minor: int, is_close: bool, sign: int) -> None:
    found = match_statement([line(1, sign * line_minor, "Hyra")], [entry(7, sign * entry_minor, "Hyra")])
    assert bool(found.matched) == is_close


def test_who_fits_better_takes_an_entry_over_and_the_other_looks_again() -> None:
    lines = [line(1, 100, "A-1001", day=0), line(2, 100, "A-1002", day=1)]
    entries = [entry(7, 100, "A-1002"), entry(8, 100, "something", day=4)]
    assert pairs(match_statement(lines, entries, days=5)) == {1: 8, 2: 7}


def test_a_displaced_line_displaces_in_its_turn() -> None:
    lines = [line(1, 100, "Alfa Beta"), line(2, 100, "Beta", day=1), line(3, 100, "Gamma", day=2)]
    entries = [entry(7, 100, "Beta", day=1), entry(8, 100, "Alfa", day=3), entry(9, 100, "Gamma", day=3)]
    assert pairs(match_statement(lines, entries, days=5)) == {1: 8, 2: 7, 3: 9}


def test_what_fits_alike_is_left_for_a_person_unless_it_is_of_one_party() -> None:
    two = [entry(7, 100, counterpart="customer:C1"), entry(8, 100, counterpart="customer:C2")]
    found = match_statement([line(1, 100)], two)
    assert (pairs(found), found.tied) == ({}, {1: (7, 8)})
    unknown = match_statement([line(1, 100)], [entry(7, 100), entry(8, 100)])
    assert unknown.tied == {1: (7, 8)}
    of_one = [entry(7, 100, counterpart="customer:C1"), entry(8, 100, counterpart="customer:C1")]
    assert pairs(match_statement([line(1, 100)], of_one)) == {1: 7}
    decided = match_statement([line(1, 100)], two, decides_ties=True)
    assert (pairs(decided), decided.tied) == ({1: 7}, {})


def test_a_tie_that_others_resolve_is_none() -> None:
    lines = [line(1, 100), line(2, 100, "Alfa", day=1)]
    entries = [entry(7, 100, "Alfa", counterpart="C1"), entry(8, 100, "Beta", counterpart="C2")]
    found = match_statement(lines, entries, days=1)
    assert (pairs(found), found.tied) == ({1: 8, 2: 7}, {})


def test_a_check_is_found_by_its_number_and_a_payment_by_its_reference() -> None:
    lines = [line(1, -100, check_number="812"), line(2, 100, reference="104210")]
    entries = [
        entry(7, -100, check_numbers=("811",)), entry(8, -100, check_numbers=("812",)),
        entry(9, 100, external_document_number="104211"), entry(10, 100, external_document_number="104210"),
    ]  # fmt: skip
    found = match_statement(lines, entries)
    assert pairs(found) == {1: 8, 2: 10}
    assert [one.agreed for one in found.matched] == [
        (Agreed.AMOUNT, Agreed.DAY, Agreed.CHECK_NUMBER),
        (Agreed.AMOUNT, Agreed.DAY, Agreed.EXTERNAL_DOCUMENT_NUMBER),
    ]


@pytest.mark.parametrize(
    ("party", "text", "account", "agreed"),
    [
        ("ALFA AKTIEBOLAG", "Betalning", "", Agreed.PARTY_NAME),
        ("Eva Larsson", "", "", None),
        ("", "Betalning från Alfa, faktura", "", Agreed.PARTY_NAME),
        ("", "Betalning från Alfaprodukter", "", None),
        ("", "Betalning", "SE9355", Agreed.PARTY_ACCOUNT),
    ],
)
def test_of_entries_alike_the_other_partys_is_the_one(
    party: str, text: str, account: str, agreed: Agreed | None
) -> None:
    entries = [
        entry(7, 100, names=("Beta AB",), accounts=("SE1111",), counterpart="2"),
        entry(8, 100, names=("Alfa AB", "Alfons & Co"), accounts=("SE9355",), counterpart="1"),
    ]
    found = match_statement([line(1, 100, text, party, party=party, account=account)], entries)
    assert pairs(found) == ({1: 8} if agreed else {})
    assert [agreed in one.agreed for one in found.matched] == ([True] if agreed else [])
    turned = entry(9, 100, names=("Larsson Eva",))
    assert pairs(match_statement([line(1, 100, party="Eva Larsson")], [entries[0], turned])) == {1: 9}


def test_whose_it_is_does_not_make_a_near_amount_the_same() -> None:
    near = entry(7, 110, "Alfa betalning mars 2026", names=("Alfa AB",), accounts=("SE9355",))
    assert pairs(match_statement([line(1, 100, "Alfa AB", party="Alfa AB", account="SE9355")], [near])) == {}


def test_what_agreed_is_told() -> None:
    near = entry(7, 101, "Alfa AB", document_number="F104210", day=1)
    found = match_statement([line(1, 100, "F104210 Alfa AB")], [near], days=1)
    (one,) = found.matched
    assert one.agreed == (Agreed.DOCUMENT_NUMBER, Agreed.DESCRIPTION)


AMOUNTS = st.sampled_from([-200, -100, 90, 100, 105, 200])
TEXTS = st.sampled_from(["", "Alfa AB", "Beta AB", "F104210", "F104211 Alfa AB"])
LINES = st.lists(st.builds(lambda minor, text, day: (minor, text, day), AMOUNTS, TEXTS, st.integers(0, 4)), max_size=8)


@given(lines=LINES, entries=LINES, days=st.integers(0, 5), seed=st.integers(0, 9), decides=st.booleans())
def test_laws(
    lines: list[tuple[int, str, int]], entries: list[tuple[int, str, int]], days: int, seed: int, decides: bool
) -> None:
    ours = [line(id, minor, text, day=day) for id, (minor, text, day) in enumerate(lines)]
    theirs = [entry(id, minor, text, day=day, counterpart=text) for id, (minor, text, day) in enumerate(entries)]
    found = match_statement(ours, theirs, days=days, decides_ties=decides)
    taken = [one.entry for one in found.matched]
    assert len(set(taken)) == len(taken)
    assert not {one.line for one in found.matched} & found.tied.keys()
    for one in found.matched:
        here, there = ours[one.line], theirs[one.entry]
        assert here.day is not None
        assert here.minor * there.minor > 0
        assert abs((here.day - there.day).days) <= days
        assert here.minor == there.minor or Agreed.DESCRIPTION in one.agreed
    shuffled = Random(seed)
    shuffled.shuffle(ours)
    shuffled.shuffle(theirs)
    assert match_statement(ours, theirs, days=days, decides_ties=decides) == found


@given(lines=LINES, days=st.integers(0, 5))
def test_nobody_waits_beside_a_free_entry_of_the_very_amount(lines: list[tuple[int, str, int]], days: int) -> None:
    ours = [line(id, minor, text, day=day) for id, (minor, text, day) in enumerate(lines)]
    theirs = [entry(id, minor, text, day=day) for id, (minor, text, day) in enumerate(lines)]
    found = match_statement(ours, theirs, days=days, decides_ties=True)
    assert len(found.matched) == len(lines)


def test_of_a_thousand_entries_of_one_amount_the_one_that_is_named_is_found() -> None:
    entries = [EntryToMatch(id, DAY, 99_00, f"A-2026-{id}", "", f"Avgift {10_000 + id}") for id in range(1, 1001)]
    lines = [LineToMatch(id, DAY, 99_00, (f"Avgift {10_000 + 7 * id}",)) for id in range(1, 101)]
    done = match_statement(lines, entries)
    assert {one.line: one.entry for one in done.matched} == {id: 7 * id for id in range(1, 101)}
    silent = match_statement([LineToMatch(1, DAY, 99_00)], entries)
    assert silent.matched == ()
    assert len(silent.tied[1]) > 1
