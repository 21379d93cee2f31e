"""A plan stands by what is paid of its entries, at most what each was planned with."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.models import PaymentPlan
from reskontra.collections.plan_standings import standings_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import PlanState
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_plan_by_what_was_paid(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.planned(company, "INV-1", "INV-2")
    ids = [PaymentPlan.objects.get(company=company.id).id]
    cases.pay(company, alfa, "INV-2", "500.00", day=date(2026, 3, 3))
    (one,) = standings_of(company=company, plan_ids=ids, as_of=date(2026, 4, 30)).values()
    assert (one.paid_minor, one.total_minor, one.standing.state) == (500_00, 1500_00, PlanState.KEPT)
    (later,) = standings_of(company=company, plan_ids=ids, as_of=date(2026, 5, 6)).values()
    assert (later.standing.state, later.standing.behind_minor) == (PlanState.BROKEN, 500_00)
