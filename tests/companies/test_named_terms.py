"""Terms by kind and code alone."""

from __future__ import annotations

import pytest

from reskontra.companies.models import Terms
from reskontra.companies.named_terms import keep_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import TermsCodeUnfit

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_terms_are_made_once_and_named(company: CompanyFacts) -> None:
    made = keep_terms(company=company, kind="REMINDER", code="HARD")
    assert keep_terms(company=company, kind="REMINDER", code="HARD", name="Hard") == made
    assert keep_terms(company=company, kind="REMINDER", code="HARD") == made
    assert Terms.objects.get(id=made).name == "Hard"
    assert keep_terms(company=company, kind="FINANCE_CHARGE", code="HARD") != made
    with pytest.raises(TermsCodeUnfit):
        keep_terms(company=company, kind="REMINDER", code="")
