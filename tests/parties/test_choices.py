"""Customers and vendors found by the start of a number or by words of a name."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.choices import party_choices
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(("text", "found"), [
    ("c1", ["C1", "C10"]), ("C10", ["C10"]), ("ost el", ["C1"]), ("ÖST", ["C1"]), ("beta", ["C10"]), ("vide", []),
    ("%", []), ("", ["C1", "C10"]),
])  # fmt: skip
def test_what_fits_what_is_typed(company: CompanyFacts, text: str, found: list[str]) -> None:
    build.customer(company, number="C1", name="Öst El AB")
    build.customer(company, number="C10", name="Beta AB")
    build.vendor(company)
    assert [number for number, _name in party_choices(company=company, ledger="CUSTOMER", text=text, most=5)] == found
    assert len(party_choices(company=company, ledger="CUSTOMER", text="", most=1)) == 1
