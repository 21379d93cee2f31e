"""A customer's claims page is read with the same number of queries, however many cases there are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reskontra.collections.claims_page import claims_page
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_cases_cost_no_queries_of_their_own(company: CompanyFacts, django_assert_max_num_queries: Any) -> None:
    alfa = cases.two_invoices(company)
    cases.promised(company, "INV-1", "INV-2", day=date(2026, 3, 6))
    cases.disputed(company, "INV-1", amount="10.00")
    cases.planned(company, "INV-2")
    with django_assert_max_num_queries(25):
        page = claims_page(company=company, customer=alfa, on=today(), may_change=True)
    assert [len(one.rows) for one in page.lists] == [2, 1, 1, 1, 0]
