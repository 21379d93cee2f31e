"""What a spreadsheet would reckon with is text in the file of claims; the whole file is in test_hand_overs.py."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.claims import find_claims
from reskontra.collections.hand_over_file import COLUMNS, claims_file
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.card import find_card
from reskontra.parties.models import Party
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_row_for_each_claim(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    Party.objects.filter(company=company.id).update(phone="+46 8 1", postal_code="=1+1", email="@a.example")
    card = find_card(company=company, ledger="CUSTOMER", number="C1")
    assert card
    _customer, claims = find_claims(company=company, names=cases.names("INV-1", "INV-2"))
    lines = claims_file(company=company, card=card, claims=claims, as_of=date(2026, 3, 2)).decode().splitlines()
    assert lines[1].split(",")[6:11] == ["'=1+1", "", "", "'@a.example", "+46 8 1"]
    assert (lines[0], len(lines), lines[2].count(",")) == (",".join(COLUMNS), 3, len(COLUMNS) - 1)
