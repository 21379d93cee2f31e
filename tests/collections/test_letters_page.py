"""The page of letters takes the same queries, however many letters there are."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.collections.letters_page import letters_page
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_letters_cost_no_queries_of_their_own(company: CompanyFacts, django_assert_max_num_queries: Any) -> None:
    cases.two_invoices(company)
    cases.issued(company, "R-1")
    cases.issued(company, "R-2", of="INV-2")
    with django_assert_max_num_queries(9):
        page = letters_page(company=company, may_send=False)
    assert [row.cells[0] for row in page.lists[0].rows] == ["R-1", "R-2"]
