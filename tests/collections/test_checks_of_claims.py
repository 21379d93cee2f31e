"""Cases that do not come to what they are for are told."""

from __future__ import annotations

import pytest

from reskontra.collections.checks_of_claims import claims_that_differ
from reskontra.collections.models import Dispute, PlanInstalment
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db]


def test_what_differs_is_told(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-1", "INV-2")
    cases.disputed(company)
    assert list(claims_that_differ(company=company)) == []
    PlanInstalment.objects.filter(company=company.id, position=2).update(amount_minor=1)
    Dispute.objects.filter(company=company.id).update(disputed_minor=2000_00)
    assert [str(one).replace("\xa0", " ") for one in claims_that_differ(company=company)] == [
        "Payment plan 1 is for 1500.00 SEK, and its instalments come to 1000.01 SEK.",
        "Dispute 1 is about 2000.00 SEK, and INV-1 is over 1000.00 SEK.",
    ]
    PlanInstalment.objects.filter(company=company.id, position=2).update(amount_minor=500_00)
    Dispute.objects.filter(company=company.id).update(disputed_minor=1000_00)
