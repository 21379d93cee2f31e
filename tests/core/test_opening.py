"""Opening balances: what is posted for them, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Refused
from reskontra.core.opening import (
    OpeningAccount,
    OpeningDateDiffers,
    OpeningDiffers,
    OpeningEmpty,
    OpeningKnown,
    OpeningPlan,
    OpeningUnbalanced,
    complete,
    plan_opening,
)

DAY = date(2026, 1, 1)
ACCOUNTS = {
    number: OpeningAccount(number, number, contra) for number, contra in (("1510", "2898"), ("2081", ""), ("1220", ""))
}
NOTHING = OpeningKnown(None, {})


def _plan(balances: Mapping[str, int], known: OpeningKnown = NOTHING, *, corrects: bool = False) -> OpeningPlan:
    return plan_opening(
        day=DAY, balances=balances, accounts=ACCOUNTS, known=known, corrects=corrects, currency="SEK"
    )  # fmt: skip


def test_a_control_account_is_held_by_its_contra_account() -> None:
    plan = _plan({"1510": 100, "2081": -100})
    assert [(line.account, line.of.number, line.minor) for line in plan.lines] == [
        ("2898", "1510", 100),
        ("2081", "2081", -100),
    ]
    assert plan.given == {"1510": 100, "2081": -100}


def test_what_is_known_is_not_posted_again() -> None:
    assert _plan({"1510": 100, "2081": -100}, OpeningKnown(DAY, {"2081": -100, "1510": 100})).lines == ()


def test_a_correction_posts_the_differences() -> None:
    known = OpeningKnown(DAY, {"1510": 100, "2081": -100})
    plan = _plan({"1220": 40, "1510": 60, "2081": -100}, known, corrects=True)
    assert plan.given == {"1220": 40, "1510": -40}
    assert sum(line.minor for line in plan.lines) == 0


@pytest.mark.parametrize(
    ("case", "known", "wanted"),
    [
        ("another day", OpeningKnown(date(2025, 1, 1), {"1510": 1, "2081": -1}), OpeningDateDiffers),
        ("another balance", OpeningKnown(DAY, {"1510": 2, "2081": -2}), OpeningDiffers),
        ("an account more", OpeningKnown(DAY, {"1220": 1, "1510": 1, "2081": -2}), OpeningDiffers),
    ],
)
def test_what_differs_is_refused(case: str, known: OpeningKnown, wanted: type[Refused]) -> None:
    with pytest.raises(wanted):
        _plan({"1510": 1, "2081": -1}, known)
    if wanted is OpeningDateDiffers:
        with pytest.raises(wanted):
            _plan({"1510": 1, "2081": -1}, known, corrects=True)


@pytest.mark.parametrize(
    ("case", "balances", "wanted"),
    [("none", {}, OpeningEmpty), ("all 0", {"1510": 0}, OpeningEmpty), ("lacks", {"1510": 5}, OpeningUnbalanced)],
)
def test_balances_that_cannot_be_posted(case: str, balances: Mapping[str, int], wanted: type[Refused]) -> None:
    with pytest.raises(wanted):
        complete(balances=balances, result_account="", currency="SEK")


def test_a_result_not_carried_over_is_completed() -> None:
    done = complete(balances={"1510": 100, "2081": -60, "1220": 0}, result_account="2099", currency="SEK")
    assert done == {"1510": 100, "2081": -60, "2099": -40}
    assert complete(balances={"1510": 5, "2099": -4}, result_account="2099", currency="SEK")["2099"] == -5
    assert "2099" not in complete(balances={"1510": 5, "2081": -5}, result_account="2099", currency="SEK")


AMOUNTS = st.dictionaries(st.sampled_from(["1510", "2081", "1220"]), st.integers(-99, 99), min_size=1)


@given(AMOUNTS, AMOUNTS)
def test_after_a_correction_the_balances_are_known(first: dict[str, int], second: dict[str, int]) -> None:
    known, wanted = (
        balances | {"2081": -sum(minor for number, minor in balances.items() if number != "2081")}
        for balances in (first, second)
    )
    plan = _plan(wanted, OpeningKnown(DAY, known), corrects=True)
    now = {number: known.get(number, 0) + plan.given.get(number, 0) for number in ACCOUNTS}
    assert sum(line.minor for line in plan.lines) == 0
    assert _plan(wanted, OpeningKnown(DAY, now)).lines == ()
