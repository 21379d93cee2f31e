"""What is overdue of each customer, credits taken off."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.overdue_sums import overdue_sums
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_due_today_is_not_overdue(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(
        """
        rate     EUR 2026-01-01 10.00
        customer C1 "Alfa AB"
        customer C2 "Beta AB"
        invoice  C1 INV-1 100.00 due=2026-03-01
        invoice  C1 INV-2 50.00 due=2026-03-02 currency=EUR
        credit   C1 CR-1 -30.00 from=2026-02-10 due=2026-02-10
        invoice  C2 INV-3 70.00 due=2026-03-02
        """
    )
    alfa, beta = (story.parties[number].id for number in ("C1", "C2"))
    assert overdue_sums(company=company, on=date(2026, 3, 2)) == {alfa: 70_00}
    assert overdue_sums(company=company, on=date(2026, 3, 3)) == {alfa: 570_00, beta: 70_00}
