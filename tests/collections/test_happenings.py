"""What was said of debts stands on the customer's card, the newest first."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.disputes import DisputeEnd, close_dispute
from reskontra.collections.happenings import said_of
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from tests import build
from tests.collections import claim_cases as cases
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_cases_are_things_that_happened(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.promised(company, "INV-1", day=date(2026, 3, 6), note="By phone")
    cases.disputed(company, "INV-2")
    close_dispute(company=company, actor=build.BOB, number=1, end=DisputeEnd("paid"))
    cases.planned(company, "INV-2")
    found = said_of(company=company, party_id=alfa.id, on=today(), most=9)
    assert {(one.title, one.told) for one in found} == {
        ("Promised for 6 Mar 2026", "Broken · By phone"), ("Dispute of INV-2", "Price"),
        ("Dispute of INV-2 closed", "Paid"), ("Payment plan 1", "Broken"),
    }  # fmt: skip
    assert "Dispute of INV-2 closed" in Browser(company).get("customers/C1/").text
