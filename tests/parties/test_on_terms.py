"""Customers by their interest terms."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.on_terms import customers_on_interest_terms
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_customers_on_some_terms(company: CompanyFacts) -> None:
    one = build.customer(company, finance_charge_terms="STANDARD")
    build.customer(company, number="C2", name="Beta AB")
    assert customers_on_interest_terms(company=company, codes=["STANDARD"]) == {one.id: "STANDARD"}
    assert customers_on_interest_terms(company=company, codes=[]) == {}
