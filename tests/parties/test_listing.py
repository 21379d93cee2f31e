"""Customers and vendors as people look at them."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.actions import activate_party, merge_party, mergeable
from reskontra.parties.listing import list_parties, party_card
from reskontra.parties.queries import PartyUnknown
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture(autouse=True)
def _parties(company: CompanyFacts) -> None:
    build.customer(company, city="Lund", bankgiro="991-2346")
    build.customer(company, number="C2", name="Beta AB")
    build.customer(company, number="C3", name="Alfabet AB")
    build.vendor(company)


def numbers(company: CompanyFacts, ledger: str = "CUSTOMER", text: str = "", with_inactive: bool = False) -> list[str]:
    return [one.number for one in list_parties(company=company, ledger=ledger, text=text, with_inactive=with_inactive)]


def test_by_ledger_and_by_how_they_begin(company: CompanyFacts) -> None:
    assert numbers(company) == ["C1", "C2", "C3"]
    assert numbers(company, "VENDOR") == ["V1"]
    assert numbers(company, text="alfa") == ["C1", "C3"]
    assert numbers(company, text="c2") == ["C2"]
    assert numbers(company, text="%") == []
    assert len(list_parties(company=company, ledger="CUSTOMER", most=2)) == 2


def test_inactive_ones_are_hidden(company: CompanyFacts) -> None:
    activate_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C2", is_active=False)
    assert numbers(company) == ["C1", "C3"]
    assert numbers(company, with_inactive=True) == ["C1", "C2", "C3"]


def test_a_card(company: CompanyFacts) -> None:
    with transaction.atomic():
        source, target = mergeable(company=company, ledger="CUSTOMER", number="C3", into="C1")
        merge_party(company=company, source=source, target=target)
    card = party_card(company=company, ledger="CUSTOMER", number="C1")
    assert (card.line.name, card.line.city, card.line.blocked, card.line.is_active) == ("Alfa AB", "Lund", "", True)
    assert (card.accounts, card.merged, card.line.merged_into) == ((("BANKGIRO", "9912346"),), ("C3",), "")
    assert party_card(company=company, ledger="CUSTOMER", number="C3").line.merged_into == "C1"
    with pytest.raises(PartyUnknown):
        party_card(company=company, ledger="VENDOR", number="C1")
