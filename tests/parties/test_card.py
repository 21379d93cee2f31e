"""What is known of one customer or vendor."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.card import find_card
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_card_tells_the_address_on_one_line(company: CompanyFacts) -> None:
    build.customer(company, address="Storgatan 1", postal_code="111 22", city="Visby", email="a@b.example")
    card = find_card(company=company, ledger="CUSTOMER", number="C1")
    assert card
    assert (card.place, card.email, card.merged_into) == ("Storgatan 1, 111 22 Visby", "a@b.example", "")


def test_another_ledger_or_company_has_none(company: CompanyFacts) -> None:
    build.customer(company)
    assert find_card(company=company, ledger="VENDOR", number="C1") is None
    assert find_card(company=build.new_company(name="Sydan AB"), ledger="CUSTOMER", number="C1") is None
