"""What would have been said is measured against what came, and nothing later than the day is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.expected_payment import Trust
from reskontra.core.prediction_quality import Paid, Quality, TooLittlePaid, measure

FIRST = date(2025, 1, 1)
TWO_YEARS = timedelta(days=730)


def invoices(party_id: int, *days_late: int) -> list[Paid]:
    """One a week from the first day on, due ten days later."""
    made = []
    for week, late in enumerate(days_late):
        asked = FIRST + timedelta(days=7 * week)
        made.append(Paid(party_id, asked, asked + timedelta(days=10), asked + timedelta(days=10 + late)))
    return made


def measured(paid: list[Paid], *, weeks: int = 0) -> Quality:
    return measure(paid, since=FIRST + timedelta(days=7 * weeks), remembered=TWO_YEARS, latest=500)


def test_regular_customers_are_said_rightly() -> None:
    found = measured(invoices(1, *[5] * 30) + invoices(2, *[-3] * 30), weeks=10)
    assert (found.whole.said, found.whole.percent, found.nothing_known, found.is_enough) == (40, 100, 0, True)
    assert (found.whole.said_late, found.whole.right_late, found.whole.was_late) == (20, 20, 20)
    assert found.by_trust[Trust.HIGH].said == 40
    assert measured(invoices(1, *[5] * 30) + invoices(2, *[-3] * 30)).nothing_known == 8


def test_who_changes_is_said_wrongly() -> None:
    found = measured(invoices(1, *[-5] * 20, *[5] * 12), weeks=8)
    assert (found.whole.said, found.whole.right, found.whole.said_late) == (24, 12, 0)
    assert (found.whole.percent, found.is_enough) == (50, False)
    assert sum(found.by_trust[trust].said for trust in Trust) == 24


@pytest.mark.parametrize("days", [(5,) * 40, (-5,) * 40, (), (5,) * 9 + (-5,) * 40])
def test_too_little_is_refused(days: tuple[int, ...]) -> None:
    with pytest.raises(TooLittlePaid):
        measured(invoices(1, *days))


@given(st.lists(st.integers(-9, 30), min_size=40, max_size=60), st.integers(0, 39), st.integers(-9, 9))
def test_nothing_of_the_future_is_known(days: list[int], at: int, other: int) -> None:
    """What is paid on or after the day of an invoice changes nothing of what is said of it and of those before."""
    paid = invoices(1, *([20, -5] * 20), *days)
    cut = paid[40 + at].asked
    before = [one for one in paid if one.asked <= cut]
    changed = [one if one.paid < cut else replace(one, paid=cut + timedelta(days=max(0, other))) for one in before]
    one, two = measured(before).whole, measured(changed).whole
    assert (one.said, one.said_late) == (two.said, two.said_late)
