"""What stands around every page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.frame import frame, initials
from reskontra.interface.people import give_role
from tests import build
from tests.web import Browser


@pytest.mark.parametrize(
    ("name", "letters"), [("Alma Sand", "AS"), ("Alma Öst Sand", "AS"), ("alma", "AL"), ("Å", "Å"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_outside_a_company_there_are_language_theme_and_help_alone() -> None:
    request = RequestFactory().get("/account/login/")
    assert frame(request).keys() == {"theme", "languages", "is_demo", "themes", "single_sign_on", "help"}
    request.COOKIES["theme"] = "pink"
    assert frame(request)["theme"] == "auto"


@pytest.mark.django_db
def test_a_user_sees_her_companies_and_no_other(company: CompanyFacts) -> None:
    browser = Browser(company, name=build.ALICE, role="CLERK")
    other = build.new_company(name="Arken AB")
    build.new_company(name="Sydan AB")
    give_role(company=other.id, actor=build.BOB, username=build.ALICE, role="READER")
    page = browser.get("")
    assert page.texts("//details[contains(@class, 'company')]//a") == ["Arken AB", "Nordan AB"]
    assert page.texts("//details[contains(@class, 'company')]//a[@aria-current]") == ["Nordan AB"]
    assert "Alice · Clerk" in page.text
    assert "Sydan" not in page.text


@pytest.mark.django_db
def test_the_place_where_one_is_stands_out(company: CompanyFacts) -> None:
    browser = Browser(company)
    here = "//nav//a[@aria-current='page']"
    assert browser.get("").texts(here) == ["Home"]
    assert browser.get("journals/").texts(here) == ["Payment reconciliation"]
