"""Terms of reminders and interest by name."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import keep_terms_name, named_terms

pytestmark = pytest.mark.django_db


def test_terms_are_kept_by_code_and_named_anew(company: CompanyFacts) -> None:
    made = keep_terms_name(company=company, kind="REMINDER", code="SNABB", name="Snabb")
    again = keep_terms_name(company=company, kind="REMINDER", code="SNABB", name="Snabbare")
    assert (again.id, again.name) == (made.id, "Snabbare")
    assert named_terms(company=company, kind="REMINDER")["SNABB"] == again
    assert "SNABB" not in named_terms(company=company, kind="FINANCE_CHARGE")
