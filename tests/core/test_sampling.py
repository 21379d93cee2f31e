"""Samples: the same seed draws the same, and every unit of money counts alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.sampling import MOST, Item, SampleSize, draw

AMOUNTS = st.lists(st.integers(0, 10**12), max_size=60)
SEEDS = st.text(max_size=8)


def items_of(amounts: list[int]) -> list[Item]:
    return [Item(f"A-2026-{number}", amount) for number, amount in enumerate(amounts)]


@given(AMOUNTS, st.integers(1, 80), SEEDS)
def test_a_random_sample_has_the_size_and_does_not_depend_on_the_order(
    amounts: list[int], size: int, seed: str
) -> None:
    items = items_of(amounts)
    sample = draw(items=items, way="random", size=size, seed=seed)
    assert len(sample.drawn) == min(size, len(items))
    assert (sample.count, sample.total_minor) == (len(items), sum(amounts))
    turned = list(reversed(items))
    again = draw(items=turned, way="random", size=size, seed=seed)
    assert {items[one.place] for one in sample.drawn} == {turned[one.place] for one in again.drawn}


@given(AMOUNTS, st.integers(1, 80), SEEDS)
def test_by_amounts_as_many_units_are_hit_as_were_asked_for(amounts: list[int], size: int, seed: str) -> None:
    """Whatever is larger than the interval is drawn for certain, and nothing without an amount."""
    sample = draw(items=items_of(amounts), way="amounts", size=size, seed=seed)
    total = sum(amounts)
    if total:
        assert 0 <= sample.start_minor < sample.interval_minor
        assert sum(one.hits for one in sample.drawn) == size
    places = {one.place for one in sample.drawn}
    assert all(amounts[place] for place in places)
    assert {place for place, amount in enumerate(amounts) if amount > sample.interval_minor > 0} <= places


@given(AMOUNTS, st.integers(1, 80), SEEDS)
def test_by_amounts_each_hit_is_on_the_item_that_holds_its_unit(amounts: list[int], size: int, seed: str) -> None:
    """Reckoned anew from what the sample tells: units at equal steps, laid over the items in their order."""
    sample, total = draw(items=items_of(amounts), way="amounts", size=size, seed=seed), sum(amounts)
    found = Counter[int]()
    ends = list(accumulate(amounts))
    for step in range(size if total else 0):
        unit = sample.start_minor + Fraction(step * total, size)
        found[next(place for place, end in enumerate(ends) if unit < end)] += 1
    assert found == {one.place: one.hits for one in sample.drawn}


def test_by_amounts_every_unit_of_money_is_as_likely() -> None:
    """Over many seeds an item is met in proportion to its amount; so is an item at random, whatever its amount."""
    amounts, seeds = [1_000, 3_000, 500, 5_500], 4_000
    units, items = Counter[int](), Counter[int]()
    for seed in range(seeds):
        for one in draw(items=items_of(amounts), way="amounts", size=1, seed=str(seed)).drawn:
            units[one.place] += one.hits
        for one in draw(items=items_of(amounts), way="random", size=1, seed=str(seed)).drawn:
            items[one.place] += 1
    for place, amount in enumerate(amounts):
        assert units[place] == pytest.approx(seeds * amount / 10_000, rel=0.1)
        assert items[place] == pytest.approx(seeds / 4, rel=0.1)


@given(AMOUNTS.filter(bool), SEEDS, st.data())
def test_what_it_was_drawn_from_is_told_by_its_digest(amounts: list[int], seed: str, data: st.DataObject) -> None:
    items = items_of(amounts)
    known = draw(items=items, way="random", size=1, seed=seed).digest
    assert draw(items=list(reversed(items)), way="above", size=1, seed="").digest == known
    changed = data.draw(st.integers(0, len(items) - 1))
    others = [replace(one, amount_minor=one.amount_minor + (place == changed)) for place, one in enumerate(items)]
    for other in (others, items[1:], [*items, Item("B-2026-1", 0)]):
        assert draw(items=other, way="random", size=1, seed=seed).digest != known


@given(AMOUNTS, st.integers(0, 10**12))
def test_above_draws_all_that_are_over_more(amounts: list[int], above: int) -> None:
    sample = draw(items=items_of(amounts), way="above", size=0, seed="", above_minor=above)
    assert [one.place for one in sample.drawn] == [place for place, amount in enumerate(amounts) if amount > above]


def test_the_seed_draws_the_same_forever() -> None:
    """What an auditor wrote down is drawn again by every later version."""
    items = items_of([100, 2_500, 900, 40_000, 700, 10])
    assert [one.place for one in draw(items=items, way="random", size=3, seed="2026").drawn] == RANDOM
    by_amounts = draw(items=items, way="amounts", size=4, seed="2026")
    assert [(one.place, one.hits) for one in by_amounts.drawn] == AMOUNTS_HIT


RANDOM = [1, 2, 4]
AMOUNTS_HIT = [(3, 4)]


@pytest.mark.parametrize("size", [-1, 0, MOST + 1])
def test_a_size_that_cannot_be_is_refused(size: int) -> None:
    for way in ("random", "amounts"):
        with pytest.raises(SampleSize):
            draw(items=[], way=way, size=size, seed="")
