"""The accounts of reminders and memos."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.collecting_accounts import collecting_accounts

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_accounts_of_posting_groups(company: CompanyFacts) -> None:
    found = collecting_accounts(company=company)
    assert set(found) == {"", "SE", "EU", "EXPORT"}
    assert found[""] == found["SE"]
    eu = found["EU"]
    assert (eu.control, eu.interest, eu.fee, eu.rounding) == ("1512", "8313", "3540", "3740")
