"""The vouchers of an adjustment: one for each posting group or bank account and currency, and for later days."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts, RateMissing
from reskontra.core.revaluation import Movement, OpenPosition
from reskontra.ledger.bank_positions import BankPosition
from reskontra.ledger.queries import account_ids, account_names, posting_groups
from reskontra.receivables.adjustment_plan import AdjustmentPlanner, PlannedVoucher
from reskontra.receivables.positions import HeldPosition
from tests import build
from tests.adjustments import FEBRUARY, JANUARY, rate

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def planner(company: CompanyFacts) -> AdjustmentPlanner:
    for currency, price in (("USD", "11"), ("EUR", "12")):
        rate(company, price, JANUARY, currency)
    made = AdjustmentPlanner(company=company, as_of=JANUARY, posting_date=JANUARY, document="KURS")
    made.load_rates(["EUR", "USD"])
    return made


def held(
    company: CompanyFacts, id: int, group: str = "SE", currency: str = "USD", later: tuple[Movement, ...] = ()
) -> HeldPosition:
    """100 of the currency at 10."""
    found = posting_groups(company=company)[("CUSTOMER", group)]
    return HeldPosition("CUSTOMER", found.id, OpenPosition(id, currency, 100_00, 1000_00, 0, later))


def told(company: CompanyFacts, planned: PlannedVoucher) -> dict[str, int]:
    names = account_names(company=company, ids={line.account_id for line in planned.draft.lines})
    return {names[line.account_id][0]: line.amount_minor for line in planned.draft.lines}


def test_a_voucher_for_each_group_and_currency(company: CompanyFacts, planner: AdjustmentPlanner) -> None:
    rows = [held(company, 1), held(company, 2), held(company, 3, "EU"), held(company, 4, "EU", "EUR")]
    planned = list(planner.parties(rows))
    assert [(one.group.subject, one.group.currency) for one in planned if one.group] == [
        ("EU", "EUR"), ("EU", "USD"), ("SE", "USD"),
    ]  # fmt: skip
    assert [told(company, one) for one in planned] == [
        {"1512": 200_00, "3960": -200_00},
        {"1512": 100_00, "3960": -100_00},
        {"1510": 200_00, "3960": -200_00},
    ]
    assert {one.draft.source for one in planned} == {"ADJUSTMENT"}


def test_what_is_taken_back_is_posted_on_the_first_open_day(company: CompanyFacts, planner: AdjustmentPlanner) -> None:
    later = (Movement(date(2026, 2, 10), -40_00, 7), Movement(date(2026, 3, 5), -60_00, 8))
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=FEBRUARY)
    planned = list(planner.parties([held(company, 1, later=later)]))
    assert [one.draft.posting_date for one in planned] == [JANUARY, date(2026, 3, 1), date(2026, 3, 5)]
    assert [told(company, one) for one in planned] == [
        {"1510": 100_00, "3960": -100_00},
        {"1510": -40_00, "3960": 40_00},
        {"1510": -60_00, "3960": 60_00},
    ]
    assert [one.group is None for one in planned] == [False, True, True]


def test_a_bank_account_gains_without_money(company: CompanyFacts, planner: AdjustmentPlanner) -> None:
    gl_account = account_ids(company=company, numbers=["1940"])["1940"]
    (planned,) = planner.banks(
        [
            BankPosition(5, "B2", "USD", gl_account, 100_00, 1000_00),
            BankPosition(6, "B3", "EUR", gl_account, 100_00, 1200_00),
        ]
    )
    assert told(company, planned) == {"1940": 100_00, "3960": -100_00}
    bank = planned.draft.lines[0].bank
    assert bank
    assert (bank.bank_account_id, bank.amount_minor, bank.is_closed) == (5, 0, True)


def test_a_missing_rate_names_the_day(planner: AdjustmentPlanner) -> None:
    with pytest.raises(RateMissing) as refusal:
        planner.load_rates(["USD", "GBP"])
    assert "GBP on 2026-01-31" in str(refusal.value)
