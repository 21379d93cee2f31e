"""What a reminder costs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.reminder_fees import (
    FeeRange,
    FeeRangeBackwards,
    FeeRangeOutOfBounds,
    FeeRangesNotUnique,
    fee_by_ranges,
)


def steps(threshold: int, fee: int, percent: str, least: int = 0, most: int = 0) -> FeeRange:
    return FeeRange(threshold * 100, fee * 100, Decimal(percent), "SEK", least * 100, most * 100)


RANGES = [steps(1_000, 100, "2"), steps(0, 50, "1"), steps(5_000, 200, "3", most=400)]


@pytest.mark.parametrize(
    ("base", "single", "accumulated"),
    [
        (999_99, 60_00, 60_00),
        (1_000_00, 120_00, 160_00),
        (4_000_00, 180_00, 220_00),
        (9_000_00, 400_00, 560_00),
        (0, 50_00, 50_00),
        (-1, 0, 0),
    ],
)
def test_a_fee_by_ranges(base: int, single: int, accumulated: int) -> None:
    assert fee_by_ranges(base, RANGES, is_accumulated=False) == single
    assert fee_by_ranges(base, RANGES, is_accumulated=True) == accumulated


def test_below_the_lowest_threshold_nothing_is_charged() -> None:
    assert fee_by_ranges(99_99, [steps(100, 50, "0")], is_accumulated=False) == 0
    assert fee_by_ranges(99_99, [], is_accumulated=True) == 0


def test_a_least_fee_lifts_what_a_range_costs() -> None:
    assert fee_by_ranges(10_00, [steps(0, 0, "1", least=25, most=30)], is_accumulated=False) == 25_00
    assert fee_by_ranges(9_000_00, [steps(0, 0, "1", least=25, most=30)], is_accumulated=False) == 30_00
    assert fee_by_ranges(2_700_00, [steps(0, 0, "1", least=25, most=30)], is_accumulated=False) == 27_00


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ((-1, 0, "0"), FeeRangeOutOfBounds),
        ((0, -1, "0"), FeeRangeOutOfBounds),
        ((0, 0, "-0.1"), FeeRangeOutOfBounds),
        ((0, 0, "100.1"), FeeRangeOutOfBounds),
        ((0, 0, "0", -1), FeeRangeOutOfBounds),
        ((0, 0, "0", 5, 4), FeeRangeBackwards),
    ],
)
def test_what_is_no_range_is_refused(values: tuple[int, int, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        steps(*values)


def test_two_ranges_from_one_amount_are_refused() -> None:
    with pytest.raises(FeeRangesNotUnique):
        fee_by_ranges(200_00, [steps(100, 1, "0"), steps(100, 2, "0")], is_accumulated=False)


@given(
    base=st.integers(0, 10**9),
    threshold=st.integers(1, 10**6),
    percent=st.decimals(0, 100, places=2),
    fee=st.integers(0, 10**4),
)
def test_a_range_split_in_two_of_the_same_share_costs_the_same(
    base: int, threshold: int, percent: Decimal, fee: int
) -> None:
    """Accumulated: the upper range takes over where it begins; each part is rounded for itself."""
    whole = fee_by_ranges(base, [FeeRange(0, fee, percent, "SEK")], is_accumulated=True)
    halves = [FeeRange(0, fee, percent, "SEK"), FeeRange(threshold, 0, percent, "SEK")]
    assert abs(fee_by_ranges(base, halves, is_accumulated=True) - whole) <= 1
