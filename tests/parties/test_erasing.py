"""A customer who is forgotten is found by the number alone, or by the name that vouchers keep."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.checks import check
from reskontra.parties.edit import party_values
from reskontra.parties.erasing import forget_parties
from tests import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("keeps_name", "left"), [(True, ("Anna", "Gatan 1", "")), (False, ("K1", "", ""))])
def test_a_party_is_forgotten(company: CompanyFacts, keeps_name: bool, left: tuple[str, str, str]) -> None:
    party = build.customer(company, number="K1", name="Anna", address="Gatan 1", email="a@example.org")
    forget_parties(company=company, ids=[party.id], keeps_name=keeps_name)
    values = party_values(company=company, ledger="CUSTOMER", number="K1")
    assert (values["name"], values["address"], values["email"]) == left
    assert not [*check(company=company)]
