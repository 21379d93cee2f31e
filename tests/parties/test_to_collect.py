"""Customers as collecting takes them."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.to_collect import PartyToCollect, parties_to_collect
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_customers_with_their_terms(company: CompanyFacts) -> None:
    one = build.customer(company, reminder_terms="STANDARD", language="en", posting_group="EU")
    assert parties_to_collect(company=company, ids=[one.id, 0]) == {
        one.id: PartyToCollect(one.id, "C1", "Alfa AB", "en", "EU", "STANDARD", "", "", False)
    }
