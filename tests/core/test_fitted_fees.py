"""What a letter charges of its fees beside what else its claims bear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.fitted_fees import LetterFee, fitted_fees
from reskontra.core.late_payment_law import Charge, Cost

FEE, DEMAND, COMPENSATION = Cost.REMINDER, Cost.DEMAND, Cost.COMPENSATION


def own(cost: Cost, whole: int, most: int | None = None) -> LetterFee:
    return LetterFee(cost, whole, most)


def of(claim: int, whole: int, most: int | None = None) -> LetterFee:
    return LetterFee(COMPENSATION, whole, most, claim)


@pytest.mark.parametrize(
    ("fees", "claims", "borne", "expected"),
    [
        ([own(FEE, 60)], [1], {}, [60]),
        ([own(FEE, 60)], [], {}, [0]),
        ([of(1, 450)], [1], {1: [Charge(FEE, 60, 60)]}, [390]),
        ([own(FEE, 60)], [1], {1: [Charge(COMPENSATION, 450, 450)]}, [0]),
        ([own(FEE, 60)], [1], {1: [Charge(COMPENSATION, 450, 390)]}, [60]),  # what covers it left room for it
        ([own(FEE, 60), of(1, 450)], [1], {}, [0, 450]),  # the letter's own comes on top of those of its claims
        ([own(FEE, 60), of(1, 450)], [1, 2], {}, [60, 450]),
        ([of(1, 450, 300), own(FEE, 60)], [1], {}, [300, 60]),
        ([of(1, 450, 420), own(FEE, 60)], [1], {}, [420, 30]),
        ([of(1, 450, 300)], [1], {1: [Charge(DEMAND, 180, 180)]}, [270]),
    ],
)
def test_a_fee_is_charged_as_far_as_its_claims_bear_it(
    fees: list[LetterFee], claims: list[int], borne: dict[int, list[Charge]], expected: list[int]
) -> None:
    assert fitted_fees(fees, claims=claims, borne=borne) == expected


@given(st.lists(st.tuples(st.sampled_from(Cost), st.integers(1, 500)), min_size=1, max_size=6))
def test_a_claim_never_bears_more_than_the_greater_of_compensation_and_costs(charged: list[tuple[Cost, int]]) -> None:
    """One letter after the other, each with one fee; and what is taken off the last comes back."""
    borne: list[Charge] = []
    for cost, whole in charged:
        (minor,) = fitted_fees([own(cost, whole)], claims=[1], borne={1: borne})
        assert 0 <= minor <= whole
        assert fitted_fees([own(cost, whole)], claims=[1], borne={1: borne}) == [minor]
        borne += [Charge(cost, whole, minor)] if minor else []
    compensation = max((whole for cost, whole in charged if cost is COMPENSATION), default=0)
    others = sum(whole for cost, whole in charged if cost is not COMPENSATION)
    assert sum(one.charged_minor for one in borne) <= max(compensation, others)
