"""Claims are paid in instalments, for at most what the law lets a plan cost."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.trail import newest
from reskontra.collections import payment_plans
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.reminder_book import charges_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import InstalmentsDiffer
from reskontra.core.late_payment_law import Charge, Cost, FeeAboveLaw
from reskontra.core.money import Money
from reskontra.parties.models import Party
from reskontra.receivables.queries import find_document
from tests import books, build
from tests.collections import claim_cases as cases
from tests.collections import reminding

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ODD = ((date(2026, 3, 15), "1000.00"), (date(2026, 3, 20), "500.00"))


def test_a_plan_is_made_and_cancelled(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    done = cases.planned(company, "INV-1", "INV-2", fee="170.00")
    assert (done.total, done.fee.amount) == (Money(1670_00, "SEK"), Money(170_00, "SEK"))
    assert done.documents == ("INV-1", "INV-2", "BPA000001")
    assert [(one.due_date.isoformat(), one.amount_minor) for one in done.instalments] == [
        ("2026-03-31", 670_00), ("2026-04-30", 500_00), ("2026-05-31", 500_00),
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


def test_the_compensation_covers_the_fee_of_a_plan(company: CompanyFacts) -> None:
    """A plan's fee counts until it is cancelled; after the 450 no plan costs anything."""
    party = cases.two_invoices(company)
    reminding.terms(company, line_cost="COMPENSATION", line_fee_minor=450_00)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    reminding.of_law(company, party, is_due_agreed=True)
    cases.planned(company, "INV-2", fee="170.00")
    facts = [find_document(company=company, ledger="CUSTOMER", number=number) for number in ("INV-1", "INV-2")]
    ids = [one.entry_id for one in facts]
    charge = Charge(Cost.PLAN, 170_00, 170_00)
    assert charges_of(company=company, entry_ids=ids) == ({ids[1]: [charge]}, set())
    payment_plans.cancel_payment_plan(company=company, actor=build.BOB, number=1)
    assert charges_of(company=company, entry_ids=ids) == ({}, set())
    (made,) = reminding.make(company).made
    assert made.draft.sums.line_fee_minor == 900_00
    assert len(issue_reminders(company=company, actor=build.BOB).done) == 1
    before = books.contents()
    with pytest.raises(FeeAboveLaw, match=r"170\.00 SEK is more than 0\.00 SEK"):
        cases.planned(company, "INV-1", "INV-2", "BP000001", fee="170.00")  # what collecting cost is no claim itself
    assert books.contents() == before
    assert cases.planned(company, "INV-1").fee.document == ""


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
