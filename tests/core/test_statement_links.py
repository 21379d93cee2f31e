"""Which entries of two files are the same money."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.statement_links import EntryKey, Link, PartKey, link_entries, look_alikes, pair_parts

DAY = date(2026, 3, 2)


def key(
    minor: int,
    *,
    day: int = 2,
    bank: str = "",
    batch: str = "",
    entry: str = "",
    parts: int = 1,
    said: tuple[str, str, str] = ("", "", ""),
    payout: bool = False,
) -> EntryKey:
    return EntryKey(
        money=(minor, "SEK"),
        day=date(2026, 3, day),
        bank_references=frozenset({bank} - {""}),
        batch_reference=batch,
        entry_reference=entry,
        parts=parts,
        payment_keys=said,
        is_payout=payout,
    )


@pytest.mark.parametrize(
    ("case", "new", "known", "links"),
    [
        ("bank's reference", [key(100, bank="R")], [key(100, bank="R", day=4)], [((0,), (0,))]),
        ("other sum", [key(100, bank="R")], [key(101, bank="R")], []),
        ("too far apart", [key(100, bank="R")], [key(100, bank="R", day=20)], []),
        ("batch", [key(100, batch="B")], [key(100, batch="B", day=4)], [((0,), (0,))]),
        ("entry's reference on its day", [key(100, entry="1")], [key(100, entry="1")], [((0,), (0,))]),
        ("entry's reference on another day", [key(100, entry="1")], [key(100, entry="1", day=3)], []),
        ("the stronger first", [key(5, bank="R"), key(5)], [key(5), key(5, bank="R")], [((0,), (1,)), ((1,), (0,))]),
        ("one is several", [key(100, batch="B")], [key(30, batch="B"), key(70, batch="B")], [((0,), (0, 1))]),
        ("several are one", [key(30, bank="R"), key(70, bank="R")], [key(100, bank="R")], [((0, 1), (0,))]),
        ("several that do not sum", [key(100, batch="B")], [key(30, batch="B"), key(60, batch="B")], []),
        ("sum and day", [key(100)], [key(100, parts=3)], [((0,), (0,))]),
        ("sum and another day", [key(100)], [key(100, day=3)], []),
        ("references contradict", [key(100, bank="R")], [key(100, bank="Q")], []),
        ("a batch may be renamed", [key(100, bank="R")], [key(100, bank="Q", parts=3)], [((0,), (0,))]),
        ("more here than there", [key(100), key(100)], [key(100)], []),
        ("ids contradict", [key(100, said=("E1", "", ""))], [key(100, said=("E2", "", ""))], []),
        (
            "names agree",
            [key(9, said=("", "", "alfa")), key(9, said=("", "", "beta"))],
            [key(9, said=("", "", "beta"))],
            [((1,), (0,))],
        ),
    ],
)
def test_entries_are_linked(
    case: str, new: list[EntryKey], known: list[EntryKey], links: list[tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert [(link.new, link.known) for link in link_entries(new, known)] == links


def test_as_many_equals_on_both_sides_are_paired_unsurely() -> None:
    links = link_entries([key(9), key(9)], [key(9), key(9)])
    assert links == [Link((0,), (0,), is_sure=False), Link((1,), (1,), is_sure=False)]


def test_equals_left_over_look_alike() -> None:
    new, known = [key(9), key(9), key(8)], [key(9)]
    assert look_alikes(new, known, link_entries(new, known)) == {0, 1}


def paid_out(minor: int, *, day: int = 2, parts: int = 3) -> EntryKey:
    return key(minor, day=day, parts=parts, batch="po_1", payout=True)


@pytest.mark.parametrize(
    ("case", "new", "known", "links"),
    [
        ("two days later", [key(100, day=4)], [paid_out(100)], [((0,), (0,))]),
        ("the day before", [key(100, day=1)], [paid_out(100)], [((0,), (0,))]),
        ("the payout comes second", [paid_out(100)], [key(100, day=7)], [((0,), (0,))]),
        ("six days later", [key(100, day=8)], [paid_out(100)], []),
        ("another sum", [key(101, day=4)], [paid_out(100)], []),
        ("two deposits of the sum", [key(100, day=3), key(100, day=4)], [paid_out(100)], []),
        ("two payouts of the sum", [key(100, day=4)], [paid_out(100), paid_out(100, day=3)], []),
        ("a payout of one row", [key(100, day=4)], [paid_out(100, parts=1)], []),
        ("a payout of one row on its day", [key(100)], [paid_out(100, parts=1)], [((0,), (0,))]),
        ("a batch of a bank", [key(100, day=4)], [key(100, parts=3)], []),
        ("a deposit without a day", [EntryKey((100, "SEK"), None)], [paid_out(100)], []),
    ],
)
def test_payouts_are_known_by_the_days_that_banks_take(
    case: str, new: list[EntryKey], known: list[EntryKey], links: list[tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert [(link.new, link.known) for link in link_entries(new, known)] == links


entries = st.lists(
    st.builds(
        key,
        st.integers(-3, 3),
        day=st.integers(1, 3),
        bank=st.sampled_from(["", "R", "Q"]),
        batch=st.sampled_from(["", "B"]),
        entry=st.sampled_from(["", "1", "2"]),
        parts=st.integers(1, 3),
        payout=st.booleans(),
    ),
    max_size=8,
)


@given(entries, entries)
def test_linked_money_is_equal_and_linked_once(new: list[EntryKey], known: list[EntryKey]) -> None:
    links = link_entries(new, known)
    assert len({at for link in links for at in link.new}) == sum(len(link.new) for link in links)
    assert len({at for link in links for at in link.known}) == sum(len(link.known) for link in links)
    for link in links:
        assert sum(new[at].money[0] for at in link.new) == sum(known[at].money[0] for at in link.known)


@pytest.mark.parametrize(
    ("case", "new", "known", "pairs"),
    [
        ("by amount", [PartKey(1), PartKey(2)], [PartKey(2), PartKey(1)], [1, 0]),
        ("by reference", [PartKey(1, "A"), PartKey(1, "B")], [PartKey(1, "B"), PartKey(1, "A")], [1, 0]),
        ("by id", [PartKey(1, "", "A"), PartKey(1)], [PartKey(1), PartKey(1, "", "A")], [1, 0]),
        ("other amounts", [PartKey(1), PartKey(3)], [PartKey(2), PartKey(2)], None),
        ("another number", [PartKey(1)], [PartKey(1), PartKey(0)], None),
    ],
)
def test_parts_are_paired(case: str, new: list[PartKey], known: list[PartKey], pairs: list[int] | None) -> None:
    assert pair_parts(new, known) == pairs
