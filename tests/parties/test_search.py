"""Customers and vendors by a number, its beginning, or part of a name."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.search import parties_found
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def parties(company: CompanyFacts) -> CompanyFacts:
    build.customer(company, number="10482", name="Tallmon Industri AB", organisation_number="556677-8899")
    build.customer(company, number="10499", name="Östra Bygg i Kumla AB")
    build.vendor(company, number="V1", name="Talja Maskin AB")
    other = build.new_company(name="Sydan AB")
    build.customer(other, number="10482", name="Tallmon Industri AB")
    return company


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("10482", ["Tallmon Industri AB"]),
        ("104", ["Tallmon Industri AB", "Östra Bygg i Kumla AB"]),
        ("v1", ["Talja Maskin AB"]),
        ("5566778899", ["Tallmon Industri AB"]),
        ("556677-8899", ["Tallmon Industri AB"]),
        ("tal", ["Talja Maskin AB", "Tallmon Industri AB"]),
        ("tallmon ind", ["Tallmon Industri AB"]),
        ("ostra", ["Östra Bygg i Kumla AB"]),
        ("bygg", ["Östra Bygg i Kumla AB"]),
        ("yg", []),
        ("%%%", []),
        ("", []),
    ],
)
def test_found(parties: CompanyFacts, text: str, names: list[str]) -> None:
    assert sorted(one.name for one in parties_found(company=parties, text=text, most=8)) == sorted(names)


def test_at_most_so_many(parties: CompanyFacts) -> None:
    assert len(parties_found(company=parties, text="tal", most=1)) == 1
