"""Samples: the same seed draws the same, and every unit of money counts alike."""

from __future__ import annotations

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
