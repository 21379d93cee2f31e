"""When a document is likely to be paid."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.expected_payment import Basis, Expectation, Habit, Trust, expect, habit_of, is_certain

DUE = date(2026, 3, 31)
BEFORE = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ([], None),
        ([3], Habit(1, 3, 3, 3, 100)),
        ([0, 0, 0, 0, 9], Habit(5, 0, 0, 0, 20)),
        ([-5, -1, 2, 4, 30], Habit(5, 2, -1, 4, 60)),
        ([10] * 30 + [1] * 12 + [2] * 12, Habit(24, 2, 1, 2, 100)),  # the latest 24 alone
    ],
)
def test_a_habit_is_what_the_latest_payments_say(days: list[int], wanted: Habit | None) -> None:
    assert habit_of(days) == wanted


def test_the_customers_own_habit_goes_before_the_companys() -> None:
    slow, quick = habit_of([8, 9, 10, 11, 12]), habit_of([-1] * 9)
    found = expect(due=DUE, as_of=BEFORE, customer=slow, company=quick)
    assert found == Expectation(
        day=date(2026, 4, 10), earliest=date(2026, 4, 9), latest=date(2026, 4, 11), is_late=True, percent=100,
        trust=Trust.HIGH, basis=Basis.CUSTOMER, habit=slow,
    )  # fmt: skip
    few = expect(due=DUE, as_of=BEFORE, customer=habit_of([8, 9]), company=quick)
    assert (few.day, few.is_late, few.percent, few.basis) == (date(2026, 3, 30), False, 100, Basis.COMPANY)


@pytest.mark.parametrize(
    ("late_ones", "is_late", "percent", "trust"),
    [
        (0, False, 100, Trust.HIGH), (1, False, 90, Trust.HIGH), (2, False, 80, Trust.MEDIUM),
        (3, False, 70, Trust.LOW), (7, True, 70, Trust.LOW), (8, True, 80, Trust.MEDIUM), (9, True, 90, Trust.HIGH),
    ],
)  # fmt: skip
def test_how_sure_late_or_on_time_is(late_ones: int, is_late: bool, percent: int, trust: Trust) -> None:
    habit = habit_of([5] * late_ones + [-1] * (10 - late_ones))
    found = expect(due=DUE, as_of=BEFORE, customer=habit, company=None)
    assert (found.is_late, found.percent, found.trust) == (is_late, percent, trust)


def test_a_promise_goes_before_every_habit_until_its_day_has_gone() -> None:
    slow = habit_of([8, 9, 10, 11, 12])
    promised = date(2026, 4, 20)
    found = expect(due=DUE, as_of=promised, customer=slow, company=None, promised=promised)
    assert found == Expectation(promised, promised, promised, True, 100, Trust.MEDIUM, Basis.PROMISED, None)
    assert is_certain(found, due=DUE)
    broken = expect(due=DUE, as_of=promised + timedelta(days=1), customer=slow, company=None, promised=promised)
    assert (broken.basis, is_certain(broken, due=DUE)) == (Basis.CUSTOMER, False)
    assert not expect(due=DUE, as_of=BEFORE, customer=slow, company=None, promised=DUE).is_late


def test_without_payments_the_due_date_is_all_there_is() -> None:
    found = expect(due=DUE, as_of=BEFORE, customer=None, company=habit_of([1, 2]))
    assert (found.day, found.is_late, found.trust, found.basis) == (DUE, False, Trust.LOW, Basis.DUE_DATE)


def test_nothing_is_expected_in_the_past() -> None:
    today = date(2026, 5, 1)
    found = expect(due=DUE, as_of=today, customer=habit_of([-3] * 9), company=None)
    assert (found.day, found.earliest, found.latest, found.is_late, found.percent) == (today, today, today, True, 100)


@pytest.mark.parametrize(
    ("days", "as_of", "wanted"),
    [
        ([8, 9, 10, 11, 12], BEFORE, True),
        ([0, 0, 7, 14, 14], BEFORE, True),
        ([0, 0, 7, 15, 15], BEFORE, False),  # half of them lie over more than two weeks
        ([8, 9, 10, 11, 12], date(2026, 4, 11), True),
        ([8, 9, 10, 11, 12], date(2026, 4, 12), False),  # open longer than three of four were
        ([8, 9], BEFORE, False),  # the company's habit says nothing of this customer
        ([], BEFORE, False),
    ],
)
def test_which_week_can_be_told(days: list[int], as_of: date, wanted: bool) -> None:
    found = expect(due=DUE, as_of=as_of, customer=habit_of(days), company=habit_of([1] * 9))
    assert is_certain(found, due=DUE) is wanted


HABITS = st.lists(st.integers(-400, 400), max_size=40).map(habit_of)


@given(due=st.dates(), waits=st.integers(-400, 400), customer=HABITS, company=HABITS)
def test_the_day_lies_within_its_spread(due: date, waits: int, customer: Habit | None, company: Habit | None) -> None:
    as_of = due + timedelta(days=waits) if BEFORE < due < date(9000, 1, 1) else due
    found = expect(due=due, as_of=as_of, customer=customer, company=company)
    assert as_of <= found.earliest <= found.day <= found.latest
    assert found.is_late is (found.day > due)
    assert 0 <= found.percent <= 100
