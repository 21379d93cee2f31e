"""What the law lets a creditor charge."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.late_payment_law import (
    REFERENCES,
    SWEDISH_KNOWN_UNTIL,
    SWEDISH_REFERENCE_RATES,
    Charge,
    CompensationOfConsumer,
    Cost,
    Debtor,
    FeeAboveLaw,
    ReminderFeeNotAgreed,
    chargeable_minor,
    half_year_of,
    require_lawful,
)
from reskontra.core.money import Money

BUSINESS = Debtor("C1", is_consumer=False, is_fee_agreed=True)
PERSON = Debtor("C2", is_consumer=True, is_fee_agreed=False)


@pytest.mark.parametrize(
    ("cost", "minor", "debtor", "refusal"),
    [
        (Cost.REMINDER, 60_00, BUSINESS, None),
        (Cost.REMINDER, 60_01, BUSINESS, FeeAboveLaw),
        (Cost.REMINDER, 60_00, PERSON, ReminderFeeNotAgreed),
        (Cost.REMINDER, 0, PERSON, None),
        (Cost.DEMAND, 180_00, PERSON, None),
        (Cost.DEMAND, 180_01, PERSON, FeeAboveLaw),
        (Cost.PLAN, 170_00, PERSON, None),
        (Cost.PLAN, 170_01, PERSON, FeeAboveLaw),
        (Cost.COMPENSATION, 450_00, BUSINESS, None),
        (Cost.COMPENSATION, 450_01, BUSINESS, FeeAboveLaw),
        (Cost.COMPENSATION, 450_00, PERSON, CompensationOfConsumer),
    ],
)
def test_fees_that_swedish_law_allows(cost: Cost, minor: int, debtor: Debtor, refusal: type[Exception] | None) -> None:
    if refusal is None:
        require_lawful(cost, Money(minor, "SEK"), debtor)
    else:
        with pytest.raises(refusal):
            require_lawful(cost, Money(minor, "SEK"), debtor)


def test_a_refusal_names_the_paragraph() -> None:
    with pytest.raises(FeeAboveLaw) as told:
        require_lawful(Cost.REMINDER, Money(75_00, "SEK"), BUSINESS)
    assert str(told.value) == (
        "75.00 SEK is more than 60.00 SEK, the most that lag 1981:739, 2, 4 §§ allows. Lower the fee."
    )
    require_lawful(Cost.REMINDER, Money(75_00, "NOK"), PERSON)


AMOUNTS = {Cost.REMINDER: 60, Cost.DEMAND: 180, Cost.PLAN: 170, Cost.COMPENSATION: 450}


def charge(*costs: Cost) -> list[Charge]:
    """The costs one after the other, each charged as far as it may be."""
    found: list[Charge] = []
    for cost in costs:
        found.append(Charge(cost, AMOUNTS[cost], chargeable_minor(cost, AMOUNTS[cost], earlier=found)))
    return found


@pytest.mark.parametrize(
    ("costs", "wanted"),
    [
        ([Cost.REMINDER, Cost.DEMAND, Cost.PLAN], [60, 180, 170]),
        ([Cost.COMPENSATION, Cost.REMINDER, Cost.DEMAND, Cost.PLAN], [450, 0, 0, 0]),
        ([Cost.REMINDER, Cost.DEMAND, Cost.COMPENSATION, Cost.PLAN], [60, 180, 210, 0]),
        ([Cost.COMPENSATION, Cost.COMPENSATION], [450, 0]),
        ([Cost.REMINDER, Cost.REMINDER], [60, 60]),
        ([Cost.COMPENSATION, Cost.DEMAND, Cost.DEMAND, Cost.DEMAND], [450, 0, 0, 90]),
    ],
)
def test_compensation_covers_the_other_costs(costs: list[Cost], wanted: list[int]) -> None:
    assert [one.charged_minor for one in charge(*costs)] == wanted


@given(costs=st.lists(st.sampled_from(Cost), max_size=8))
def test_a_claim_bears_the_compensation_or_the_other_costs_whichever_is_greater(costs: list[Cost]) -> None:
    others = sum(AMOUNTS[cost] for cost in costs if cost is not Cost.COMPENSATION)
    compensation = AMOUNTS[Cost.COMPENSATION] if Cost.COMPENSATION in costs else 0
    assert sum(one.charged_minor for one in charge(*costs)) == max(others, compensation)


def test_reference_rates_begin_with_a_half_year_and_change_something() -> None:
    assert all((day.month, day.day) in {(1, 1), (7, 1)} for day, _rate in SWEDISH_REFERENCE_RATES)
    assert all(a[0] < b[0] and a[1] != b[1] for a, b in pairwise(SWEDISH_REFERENCE_RATES))
    assert all(rate * 2 == int(rate * 2) for _day, rate in SWEDISH_REFERENCE_RATES)
    assert SWEDISH_REFERENCE_RATES[-1][0] < SWEDISH_KNOWN_UNTIL < date(2026, 7, 1)


def test_reference_rates_by_half_years() -> None:
    for by in REFERENCES.values():
        days = [day for day, _percent in by.rows()]
        assert days == sorted(set(days))
        assert all(day == half_year_of(day) for day in days)
        assert days[-1] == half_year_of(by.known_until)
    assert REFERENCES["SE"].rows()[-2:] == [(date(2025, 7, 1), 2), (date(2026, 1, 1), 2)]
    assert [half_year_of(date(2026, month, 30)) for month in (6, 7)] == [date(2026, 1, 1), date(2026, 7, 1)]
