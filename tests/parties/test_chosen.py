"""Customers are chosen by their cards; who names nothing has what the company has."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.chosen import Chosen, customers_chosen
from reskontra.parties.models import Party
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_who_is_chosen(company: CompanyFacts) -> None:
    for number, columns in (
        ("C1", {}), ("C2", {"country": "NO", "language": "nb", "payment_terms": "30D"}),
        ("C3", {"country": "SE", "posting_group": "UTRIKES"}), ("C4", {"is_active": False}),
    ):  # fmt: skip
        build.customer(company, number=number, name=f"Kund {number}")
        Party.objects.filter(company=company.id, number=number).update(**columns)

    def who(**columns: tuple[str, ...]) -> list[str]:
        found = customers_chosen(company=company, chosen=Chosen(**columns), default_group="INRIKES")
        return list(found.values())

    assert who() == ["C1", "C2", "C3"]
    assert who(countries=("se",)) == ["C1", "C3"]
    assert who(languages=("nb", "en")) == ["C2"]
    assert who(posting_groups=("INRIKES",)) == ["C1", "C2"]
    assert who(payment_terms=("30D",), countries=("NO",)) == ["C2"]
    assert who(payment_terms=("30D",), countries=("SE",)) == []
    assert Chosen().is_everybody
    assert not Chosen(languages=("sv",)).is_everybody
