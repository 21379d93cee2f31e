"""What is known of the company itself, changed with audit."""

from __future__ import annotations

import json

import pytest

from reskontra.audit.models import Event, Payload
from reskontra.companies.edit import COLUMNS, change_company, company_values
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Malformed, Refused
from tests import books, build

pytestmark = pytest.mark.django_db


def change(company: CompanyFacts, **wanted: str) -> dict[str, list[str]]:
    return change_company(company=company, actor=build.BOB, wanted=wanted)


def test_what_is_named_is_changed_and_the_rest_stays(company: CompanyFacts) -> None:
    assert company_values(company=company) == {**dict.fromkeys(COLUMNS, ""), "name": "Nordan AB"}
    changed = change(company, name=" Sunnan AB ", organisation_number=" 556047-3521 ", address="Storgatan 1")
    assert changed == {
        "name": ["Nordan AB", "Sunnan AB"], "organisation_number": ["", "5560473521"], "address": ["", "Storgatan 1"],
    }  # fmt: skip
    event = Event.objects.filter(company=company.id).latest("number")
    assert (event.actor, event.action, event.subject) == (build.BOB, "company.changed", "Sunnan AB")
    assert json.loads(Payload.objects.get(event=event).content) == changed
    assert find_company(name="sunnan ab").organisation_number == "5560473521"
    before = books.contents()
    assert change(company, name="Sunnan AB", city="") == {}
    assert books.contents() == before
    assert change(company, organisation_number="") == {"organisation_number": ["5560473521", ""]}
    assert change(company, name="SUNNAN AB") == {"name": ["Sunnan AB", "SUNNAN AB"]}


def test_another_countrys_number_is_taken_as_it_is() -> None:
    company = build.new_company(name="Vest AS", country="NO", currency="NOK", preset="ifrs")
    assert change(company, organisation_number="123 456 785") == {"organisation_number": ["", "123 456 785"]}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("name", "", "csv_value_missing"),
        ("name", "Ö" * 201, "csv_value_too_long"),
        ("name", "Nor\0dan", "csv_value_holds_nul"),
        ("name", "VÄSTAN AB", "company_exists"),
        ("email", "info(at)nordan.se", "email_unreadable"),
        ("vat_number", "S" * 31, "company_number_too_long"),
        ("vat_number", "-–-", "company_number_without_letters"),
        ("organisation_number", "—", "company_number_without_letters"),
        ("organisation_number", "556047-3522", "organization_number_check_digit_differs"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_column(
    company: CompanyFacts, column: str, value: str, code: str
) -> None:
    build.new_company(name="Västan AB")
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as refusal:
        change(company, **{"city": "Umeå", column: value})
    assert (refusal.value.code, refusal.value.place) == (code, column)
    assert books.contents() == before
