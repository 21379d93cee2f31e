"""The pages that a person looked at last, in a cookie that is hers alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.recent import COOKIE, MOST, ROOM, SHOWN
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db
RECENT = "//ul[@class='recent']//a/@href"


@pytest.fixture
def browser(company: CompanyFacts) -> Browser:
    build.customer(company)
    return Browser(company)


def test_pages_are_noted_the_newest_first_and_each_once(browser: Browser) -> None:
    for path in ("customers/C1/", "reports/trial-balance/", "customers/C1/"):
        browser.get(path)
    assert browser.get("").values(RECENT) == [
        f"/{browser.company.id}/customers/C1/",
        f"/{browser.company.id}/reports/trial-balance/",
    ]


def test_what_is_no_page_is_not_noted(browser: Browser) -> None:
    browser.get("")
    browser.get("search/?q=x")
    browser.get("customers/C9/")
    browser.get("reports/trial-balance/?format=csv")
    browser.get("search/?q=x", htmx=True)
    browser.get(f"reports/trial-balance/?from={'1' * 200}")
    assert browser.get("").values(RECENT) == []


def test_another_user_at_the_same_browser_sees_nothing_of_it(browser: Browser) -> None:
    browser.get("customers/C1/")
    other = Browser(browser.company, name="bob")
    other.client.cookies[COOKIE] = browser.client.cookies[COOKIE].value
    assert other.get("").values(RECENT) == []


def test_another_company_has_its_own(browser: Browser) -> None:
    browser.get("customers/C1/")
    assert Browser(build.new_company(name="Sydan AB")).get("").values(RECENT) == []


@pytest.mark.parametrize("forged", ["x", "eyJhIjoxfQ:1:abc", "", "x" * 5000])
def test_what_somebody_else_made_counts_for_nothing(browser: Browser, forged: str) -> None:
    browser.client.cookies[COOKIE] = forged
    assert browser.get("").values(RECENT) == []


def test_it_is_signed_hidden_from_scripts_small_and_gone_after_signing_out(browser: Browser) -> None:
    for number in range(MOST + 3):
        build.customer(browser.company, number=f"K{number}", name=f"Kund {number} " + "Ö" * 60)
        browser.get(f"customers/K{number}/")
    cookie = browser.client.cookies[COOKIE]
    assert cookie["httponly"]
    assert len(cookie.value) <= ROOM
    assert len(browser.get("").values(RECENT)) == SHOWN
    browser.client.post("/account/logout/")
    assert browser.client.cookies[COOKIE].value == ""


def test_looking_writes_nothing(browser: Browser) -> None:
    browser.get("customers/C1/")
    with CaptureQueriesContext(connection) as captured:
        browser.get("reports/trial-balance/")
    assert not [one["sql"] for one in captured if one["sql"].split()[0] not in ("SELECT", "BEGIN")]
