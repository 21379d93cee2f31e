"""What a reminder costs: a fixed fee, or one by ranges of what is owed.

A header fee is of the reminder's remaining amount, a line fee of one document's. Amounts are minor units of one
currency; the fee is rounded once, half away from zero.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reskontra.core.errors import Refused
from reskontra.core.money import Money, round_minor


class FeeRangeOutOfBounds(Refused):
    code = "fee_range_out_of_bounds"
    template = (
        "The fee range from {threshold} has a share of {percent} %, and amounts from {fee} to {most}. "
        "Give 0 to 100 %, and amounts that are not negative."
    )


class FeeRangeBackwards(Refused):
    code = "fee_range_backwards"
    template = "The least fee {least} is more than the most {most}. Give a least fee that is not above the most."


class FeeRangesNotUnique(Refused):
    code = "fee_ranges_not_unique"
    template = "Two fee ranges begin at {threshold}. Let each begin at an amount of its own."


class FeeCalculation(StrEnum):
    """SINGLE: the highest range reached alone counts. ACCUMULATED: each range counts for its part of the amount."""

    FIXED = "FIXED"
    SINGLE = "SINGLE"
    ACCUMULATED = "ACCUMULATED"


@dataclass(frozen=True, slots=True)
class FeeRange:
    """What amounts of at least a threshold cost.

    fee_minor     once; percent: of what is above (ACCUMULATED) or of all (SINGLE)
    least_minor   the fee is raised to it; most_minor: lowered to it, 0 for no limit
    refuses       FeeRangeOutOfBounds, FeeRangeBackwards
    """

    threshold_minor: int
    fee_minor: int
    percent: Decimal
    currency: str
    least_minor: int = 0
    most_minor: int = 0

    def __post_init__(self) -> None:
        amounts = (self.threshold_minor, self.fee_minor, self.least_minor, self.most_minor)
        if min(amounts) < 0 or not 0 <= self.percent <= 100:
            raise FeeRangeOutOfBounds(
                threshold=self._money(self.threshold_minor), percent=self.percent, fee=self._money(self.fee_minor),
                most=self._money(self.most_minor),
            )  # fmt: skip
        if self.most_minor and self.least_minor > self.most_minor:
            raise FeeRangeBackwards(least=self._money(self.least_minor), most=self._money(self.most_minor))

    def fee_of(self, minor: int) -> int:
        """What so much costs in this range, kept within its least and most."""
        fee = self.fee_minor + round_minor(minor * self.percent / 100)
        if self.most_minor:
            fee = min(fee, self.most_minor)
        return max(fee, self.least_minor)

    def _money(self, minor: int) -> Money:
        return Money(minor, self.currency)


def fee_by_ranges(base_minor: int, ranges: Sequence[FeeRange], *, is_accumulated: bool) -> int:
    """The fee on an amount, in its minor units; 0 below the lowest threshold.

    ranges    in any order, of the amount's currency
    refuses   FeeRangesNotUnique
    """
    reached = sorted((one for one in ranges if one.threshold_minor <= base_minor), key=_threshold, reverse=True)
    for one, other in itertools.pairwise(reached):
        if one.threshold_minor == other.threshold_minor:
            raise FeeRangesNotUnique(threshold=Money(one.threshold_minor, one.currency))
    if not reached:
        return 0
    if not is_accumulated:
        return reached[0].fee_of(base_minor)
    uppers = [base_minor, *(one.threshold_minor for one in reached)]
    return sum(one.fee_of(upper - one.threshold_minor) for one, upper in zip(reached, uppers, strict=False))


def _threshold(one: FeeRange) -> int:
    return one.threshold_minor
