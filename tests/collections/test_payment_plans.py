"""Claims are paid in instalments, for at most what the law lets a plan cost."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.trail import newest
from reskontra.collections import payment_plans
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import InstalmentsDiffer
from reskontra.core.late_payment_law import FeeAboveLaw
from reskontra.core.money import Money
from tests import books, build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ODD = ((date(2026, 3, 15), "1000.00"), (date(2026, 3, 20), "500.00"))


def test_a_plan_is_made_and_cancelled(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    done = cases.planned(company, "INV-1", "INV-2", fee="170.00")
    assert (done.total, done.fee) == (Money(1500_00, "SEK"), Money(170_00, "SEK"))
    assert [(one.due_date.isoformat(), one.amount_minor) for one in done.instalments] == [
        ("2026-03-31", 500_00), ("2026-04-30", 500_00), ("2026-05-31", 500_00),
    ]  # fmt: skip
    with pytest.raises(payment_plans.PlanStands, match="INV-2 is paid by payment plan 1"):
        cases.planned(company, "INV-2")
    payment_plans.cancel_payment_plan(company=company, actor=build.BOB, number=1)
    assert newest(company=company.id)[0] == "payment_plan.cancelled"
    odd = cases.planned(company, "INV-1", "INV-2", instalments=ODD, first=None, count=0)
    assert [one.amount_minor for one in odd.instalments] == [1000_00, 500_00]
    for number, refusal in ((1, payment_plans.PlanCancelled), (9, payment_plans.PlanUnknown)):
        with pytest.raises(refusal):
            payment_plans.cancel_payment_plan(company=company, actor=build.BOB, number=number)


@pytest.mark.parametrize(
    ("case", "wanted", "refusal"),
    [
        ("a fee above the law's", {"fee": "170.01"}, FeeAboveLaw),
        ("a fee below nothing", {"fee": "-1.00"}, payment_plans.PlanFeeNegative),
        ("much grace", {"grace_days": 91}, payment_plans.PlanGraceOutOfBounds),
        ("the past", {"first": date(2026, 3, 1)}, payment_plans.PlanOfThePast),
        ("not the whole", {"instalments": ODD[:1]}, InstalmentsDiffer),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, wanted: dict[str, object], refusal: type[Exception]) -> None:
    cases.two_invoices(company)
    before = books.contents()
    with pytest.raises(refusal):
        cases.planned(company, "INV-1", "INV-2", **wanted)
    assert books.contents() == before
