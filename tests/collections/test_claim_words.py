"""What is told of a cancelled plan says what became of its fee."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from reskontra.collections.claim_words import cancelled_plan
from reskontra.collections.plan_fees import FeeTakenBack
from reskontra.core.money import Money

FEE = Money(170_00, "SEK")


@pytest.mark.parametrize(
    ("fee", "wanted"),
    [
        (FeeTakenBack(Money(0, "SEK")), "Payment plan 3 is cancelled."),
        (FeeTakenBack(FEE, "BPA1", is_taken_back=True), "Its fee BPA1 of 170.00\xa0SEK is taken back."),
        (FeeTakenBack(FEE, "BPA1"), "Its fee BPA1 of 170.00\xa0SEK stays: something of it was paid."),
    ],
)
def test_a_cancelled_plan_tells_of_its_fee(fee: FeeTakenBack, wanted: str) -> None:
    with override("en"):
        assert cancelled_plan(3, fee).endswith(wanted)
