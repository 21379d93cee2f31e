"""The numbers by which documents name the company."""

from __future__ import annotations

import pytest

from reskontra.companies.edit import change_company
from reskontra.companies.identity import Identity, checked_number, identity_of
from reskontra.companies.queries import CompanyFacts
from tests import build


@pytest.mark.django_db
def test_it_is_what_was_said(company: CompanyFacts) -> None:
    assert identity_of(company=company) == Identity("", "")
    change_company(company=company, actor=build.BOB, wanted={"vat_number": "SE556047352101"})
    assert identity_of(company=company) == Identity("", "SE556047352101")


def test_a_number_stays_as_it_was_written() -> None:
    assert [checked_number(text) for text in ("123 456 785", "")] == ["123 456 785", ""]
