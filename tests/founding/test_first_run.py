"""The first person: once, with the secret, while nobody can sign in."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.actions import CompanyExists
from reskontra.companies.queries import companies, fiscal_years
from reskontra.core.errors import Refused
from reskontra.core.identifiers.currency import NotACurrency
from reskontra.core.presets import PresetUnknown
from reskontra.founding.first_run import (
    CompanyUnnamed,
    FirstPerson,
    FirstRunOver,
    NewCompany,
    found,
    is_first_run,
    open_first_run,
)
from reskontra.interface.auth import role_in
from reskontra.interface.passwords import PasswordWeak
from reskontra.interface.people import PasswordsDiffer, add_demo_user, add_user, find_user, people
from tests import build

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
ANNA = FirstPerson("anna", "en lång mening 7", "en lång mening 7", "Anna Ek", "sv")
NORDAN = NewCompany("Nordan AB", "se-bas", first_month=7)


def test_she_is_administrator_of_a_company_with_its_years() -> None:
    token = open_first_run()
    assert is_first_run(token)
    username, company = found(token=token, person=ANNA, wanted=NORDAN, today=TODAY)
    assert role_in(company=company.id, user_id=find_user(username=username).id) == "ADMINISTRATOR"
    assert [code for code, _first, _last in fiscal_years(company=company)] == ["2024/25", "2025/26"]
    assert not is_first_run(token)
    with pytest.raises(FirstRunOver):
        found(token=token, person=ANNA, wanted=None, today=TODAY)


def test_a_new_secret_takes_the_place_of_the_one_before() -> None:
    first, second = open_first_run(), open_first_run()
    assert (is_first_run(first), is_first_run(second), is_first_run("")) == (False, True, False)


def test_where_somebody_can_sign_in_nobody_is_first() -> None:
    token = open_first_run()
    add_demo_user(name="Demo")
    assert is_first_run(token)
    add_user(username="bo", password="en lång mening 7")
    assert not is_first_run(token)
    with pytest.raises(FirstRunOver):
        found(token=token, person=ANNA, wanted=NORDAN, today=TODAY)


def test_companies_that_are_there_are_hers() -> None:
    one, other = build.new_company(), build.new_company(name="Sydan AB")
    username, first = found(token=open_first_run(), person=ANNA, wanted=None, today=TODAY)
    assert first == one
    assert {one.id, other.id} == set(people()[0].roles)
    assert username == "anna"


@pytest.mark.parametrize(
    ("person", "wanted", "refusal"),
    [
        (FirstPerson("anna", "en lång mening 7", "en annan"), NORDAN, PasswordsDiffer),
        (FirstPerson("anna", "kort", "kort"), NORDAN, PasswordWeak),
        (ANNA, NewCompany("", "se-bas"), CompanyUnnamed),
        (ANNA, NewCompany("Nordan AB", "månen"), PresetUnknown),
        (ANNA, NewCompany("Nordan AB", "se-bas", currency="kronor"), NotACurrency),
        (ANNA, NewCompany("sydan ab", "se-bas"), CompanyExists),
    ],
)
def test_a_refusal_changes_nothing_and_the_secret_stays(
    person: FirstPerson, wanted: NewCompany, refusal: type[Refused]
) -> None:
    build.new_company(name="Sydan AB")
    token = open_first_run()
    with pytest.raises(refusal):
        found(token=token, person=person, wanted=wanted, today=TODAY)
    assert (len(companies()), people()) == (1, [])
    assert is_first_run(token)
