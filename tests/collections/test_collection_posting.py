"""What issuing posts is told in tests/collections/test_issuing.py; here, that nothing is posted of nothing."""

from __future__ import annotations

import pytest

from reskontra.collections.collection_posting import vat_minor_of
from reskontra.companies.queries import CompanyFacts

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(("account", "minor"), [("3540", 0), ("3540", 60_00), ("", 60_00), ("9999", 60_00)])
def test_without_a_vat_code_there_is_no_vat(company: CompanyFacts, account: str, minor: int) -> None:
    assert vat_minor_of(company=company, account=account, minor=minor) == 0
