"""Why somebody gets no memo, in words."""

from __future__ import annotations

import pytest

from reskontra.collections.finance_charge_plans import NotCharged, WhyNot
from reskontra.collections.finance_charge_words import why_not_wording


@pytest.mark.parametrize("why", WhyNot)
def test_every_reason_has_words(why: WhyNot) -> None:
    told = why_not_wording(NotCharged("C1", "Alfa AB", "SEK", why, "RFU000001"))
    assert told
    assert "{" not in told
