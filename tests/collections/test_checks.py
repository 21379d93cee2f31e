"""The room's invariants are gathered."""

from __future__ import annotations

import pytest

from reskontra.collections.checks import check
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_sound_cases_have_nothing_to_tell(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-2")
    cases.disputed(company)
    assert list(check(company=company)) == []
