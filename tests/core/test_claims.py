"""What holds claims back: promises and plans by what was paid."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.claims import (
    Instalment,
    InstalmentsBackwards,
    InstalmentsDiffer,
    InstalmentsUneven,
    PlanState,
    PromisedPart,
    PromiseState,
    even_instalments,
    plan_standing,
    promise_state,
    require_instalments,
)
from reskontra.core.dates import DayFarAway
from reskontra.core.money import Money

DAY = date(2026, 3, 31)
NEXT = DAY + timedelta(days=1)
PLAN = [Instalment(date(2026, 3, 31), 400), Instalment(date(2026, 4, 30), 300), Instalment(date(2026, 5, 31), 300)]


@pytest.mark.parametrize(
    ("case", "by_last_day", "remaining", "as_of", "state"),
    [
        ("nothing paid, on its last day", 1000, 1000, DAY, PromiseState.STANDING),
        ("nothing paid, the day after", 1000, 1000, NEXT, PromiseState.BROKEN),
        ("a part paid", 700, 700, NEXT, PromiseState.BROKEN),
        ("what was promised is paid", 600, 600, DAY, PromiseState.KEPT),
        ("paid too late", 1000, 600, NEXT, PromiseState.LATE),
        ("open again since", 600, 1000, NEXT, PromiseState.BROKEN),
    ],
)
def test_a_promise_is_kept_by_paying(
    case: str, by_last_day: int, remaining: int, as_of: date, state: PromiseState
) -> None:
    part = PromisedPart(1000, 400, by_last_day, remaining)
    assert promise_state(parts=[part], last_date=DAY, as_of=as_of) is state
    paid = PromisedPart(50, 50, 0, 0)
    assert promise_state(parts=[paid, part], last_date=DAY, as_of=as_of) is state
    withdrawn = promise_state(parts=[part], last_date=DAY, as_of=as_of, is_withdrawn=True)
    assert withdrawn is PromiseState.WITHDRAWN


@pytest.mark.parametrize(
    ("case", "paid", "as_of", "state", "following", "left", "behind"),
    [
        ("new", 0, date(2026, 3, 1), PlanState.KEPT, 0, 400, 0),
        ("the last day of grace", 0, date(2026, 4, 5), PlanState.KEPT, 0, 400, 0),
        ("the day after", 0, date(2026, 4, 6), PlanState.BROKEN, 0, 400, 400),
        ("a part of the first", 399, date(2026, 4, 6), PlanState.BROKEN, 0, 1, 1),
        ("the first paid", 400, date(2026, 4, 6), PlanState.KEPT, 1, 300, 0),
        ("two behind", 400, date(2026, 6, 6), PlanState.BROKEN, 1, 300, 600),
        ("all paid", 1000, date(2026, 3, 1), PlanState.PAID, None, 0, 0),
    ],
)
def test_a_plan_is_kept_by_paying_from_the_first_on(
    case: str, paid: int, as_of: date, state: PlanState, following: int | None, left: int, behind: int
) -> None:
    found = plan_standing(instalments=PLAN, paid_minor=paid, grace_days=5, as_of=as_of)
    assert (found.state, found.behind_minor) == (state, behind)
    assert found.next == (None if following is None else PLAN[following])
    assert found.next_left_minor == left
    cancelled = plan_standing(instalments=PLAN, paid_minor=paid, grace_days=5, as_of=as_of, is_cancelled=True)
    assert cancelled.state is PlanState.CANCELLED


@given(total=st.integers(1, 10**9), count=st.integers(1, 120))
def test_even_instalments_come_to_the_total_on_rising_days(total: int, count: int) -> None:
    money = Money(total, "SEK")
    if total < count:
        with pytest.raises(InstalmentsUneven):
            even_instalments(total=money, count=count, first=DAY)
        return
    found = even_instalments(total=money, count=count, first=DAY)
    require_instalments(found, total=money)
    assert len(found) == count
    assert max(one.amount_minor for one in found[:-1] or found) <= found[-1].amount_minor
    assert [one.due_date.day for one in found[:2]] == [31, 30][:count]


def test_the_last_instalment_is_of_the_years_of_business() -> None:
    assert even_instalments(total=Money(100, "SEK"), count=1, first=date(2199, 12, 10))[0].amount_minor == 100
    with pytest.raises(DayFarAway, match="2200-01-10"):
        even_instalments(total=Money(100, "SEK"), count=2, first=date(2199, 12, 10))


@pytest.mark.parametrize(
    ("instalments", "refusal"),
    [
        ([], InstalmentsUneven),
        ([Instalment(DAY, 0), Instalment(NEXT, 1000)], InstalmentsUneven),
        ([Instalment(DAY, 500), Instalment(DAY, 500)], InstalmentsBackwards),
        ([Instalment(DAY, 500), Instalment(NEXT, 499)], InstalmentsDiffer),
    ],
)
def test_what_is_no_plan(instalments: list[Instalment], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        require_instalments(instalments, total=Money(1000, "SEK"))
