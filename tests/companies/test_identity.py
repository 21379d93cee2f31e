"""The numbers by which documents name the company."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.identity import (
    CompanyNumberTooLong,
    CompanyNumberWithoutLetters,
    Identity,
    identity_of,
    set_identity,
)
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Refused
from reskontra.core.identifiers.organisation_number import OrganizationNumberCheckDigitDiffers
from tests import books, build

pytestmark = pytest.mark.django_db


def test_it_is_set_and_left(company: CompanyFacts) -> None:
    assert identity_of(company=company) == Identity("", "")
    set_identity(company=company, actor=build.BOB, organisation_number=" 556047-3521 ")
    set_identity(company=company, actor=build.BOB, vat_number="SE556047352101")
    assert identity_of(company=company) == Identity("5560473521", "SE556047352101")
    assert find_company(name="").vat_number == "SE556047352101"
    set_identity(company=company, actor=build.BOB, organisation_number="")
    assert identity_of(company=company) == Identity("", "SE556047352101")
    assert Event.objects.filter(company=company.id, action="company.identified").count() == 3


def test_another_countrys_number_is_taken_as_it_is() -> None:
    company = build.new_company(name="Vest AS", country="NO", currency="NOK", preset="ifrs")
    assert set_identity(company=company, actor=build.BOB, organisation_number="123 456 785") == Identity(
        "123 456 785", ""
    )


@pytest.mark.parametrize(
    ("case", "numbers", "refusal"),
    [
        ("too long", {"vat_number": "S" * 31}, CompanyNumberTooLong),
        ("signs alone", {"vat_number": "-–-"}, CompanyNumberWithoutLetters),
        ("an organisation number too", {"organisation_number": "—"}, CompanyNumberWithoutLetters),
        ("a check digit", {"organisation_number": "556047-3522"}, OrganizationNumberCheckDigitDiffers),
    ],
)
def test_refusals(company: CompanyFacts, case: str, numbers: dict[str, str], refusal: type[Refused]) -> None:
    before = books.contents()
    with pytest.raises(refusal):
        set_identity(company=company, actor=build.BOB, **numbers)
    assert books.contents() == before
