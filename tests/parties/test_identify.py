"""Customers and vendors by their organisation and VAT numbers."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.parties.identify import parties_by_company_number
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def found(company: CompanyFacts, *numbers: str, ledger: str = "CUSTOMER") -> list[str]:
    return [one.number for one in parties_by_company_number(company=company, ledger=ledger, numbers=numbers)]


@pytest.mark.parametrize("kept", ["556047-3521", "5560473521"])
@pytest.mark.parametrize("said", ["5560473521", "556047-3521", "SE556047352101"])
def test_an_organisation_number_however_written(company: CompanyFacts, kept: str, said: str) -> None:
    build.customer(company, organisation_number=kept)
    build.customer(company, number="C2", organisation_number="556047-3539")
    assert found(company, said, "7350039110021") == ["C1"]


@pytest.mark.parametrize(
    ("kept", "said"),
    [("SE556047352101", "5560473521"), ("DE123456789", "DE123456789"), ("NO123456785MVA", "123456785")],
)
def test_a_vat_number_where_no_organisation_number_is_kept(company: CompanyFacts, kept: str, said: str) -> None:
    build.customer(company, vat_number=kept)
    assert found(company, said) == ["C1"]


def test_several_nobody_and_the_other_ledger(company: CompanyFacts) -> None:
    for number in ("C2", "C1"):
        build.customer(company, number=number, organisation_number="556047-3521")
    build.vendor(company)
    assert found(company, "5560473521") == ["C1", "C2"]
    assert found(company, "5560473521", ledger="VENDOR") == []
    assert found(company, "") == found(company) == []
    assert found(build.new_company(name="Sunnan AB"), "5560473521") == []


def test_one_that_was_merged_is_the_one_it_went_up_in(company: CompanyFacts) -> None:
    build.customer(company, organisation_number="556047-3521")
    build.customer(company, number="C2", name="Alfa Nord AB")
    order = MergeOrder("CUSTOMER", "C1", "C2", date(2026, 3, 1), "One company now.")
    merge_parties(company=company, actor=build.BOB, order=order)
    assert found(company, "5560473521") == ["C2"]
