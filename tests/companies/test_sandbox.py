"""A copy's own row."""

from __future__ import annotations

import pytest

from reskontra.companies.actions import CompanyExists
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.sandbox import InSandbox, SandboxUnnamed, begin_sandbox, refuse_in_sandbox
from reskontra.formats.csv_table import ValueHoldsUnseen

pytestmark = pytest.mark.django_db


def test_a_copy_is_marked_and_like_the_company_else(company: CompanyFacts) -> None:
    copy = begin_sandbox(company=company, name="Prov")
    assert (copy.is_sandbox, copy.currency, copy.preset) == (True, company.currency, company.preset)
    assert company_by_id(id=company.id) == company
    refuse_in_sandbox(company)
    with pytest.raises(InSandbox):
        refuse_in_sandbox(copy)
    with pytest.raises(CompanyExists):
        begin_sandbox(company=company, name="prov")
    with pytest.raises(SandboxUnnamed):
        begin_sandbox(company=company, name="")
    with pytest.raises(ValueHoldsUnseen):
        begin_sandbox(company=company, name="Pr\nov")
