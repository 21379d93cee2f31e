"""Pages of the general ledger and of bank accounts."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    build.bank_account(company, opening="1000.00")
    build.invoice(company, build.customer(company))
    return company


def test_every_list_leads_on(book: CompanyFacts) -> None:
    browser = Browser(book, role="READER")
    links = {
        "vouchers/": "/vouchers/", "accounts/": "/accounts/1510/", "posting-runs/": "/vouchers/?run=",
        "bank-accounts/": "/bank-accounts/B1/", "accounts/1510/": "/customers/C1/", "bank-accounts/B1/": "/vouchers/",
    }  # fmt: skip
    for path, wanted in links.items():
        page = browser.get(path)
        assert page.status == 200
        assert any(wanted in link for link in page.values("//tbody//a/@href")), path


def test_a_card_has_the_balance_above_its_entries(book: CompanyFacts) -> None:
    browser = Browser(book)
    assert "1,000.00" in browser.get("bank-accounts/B1/").texts("//dl[@class='facts']")[0]
    assert "1,000.00" in browser.get("accounts/1510/").texts("//dl[@class='facts']")[0]


def test_what_there_is_not_is_not_found(book: CompanyFacts) -> None:
    browser = Browser(book)
    for path in ("accounts/9999/", "bank-accounts/B9/"):
        assert browser.get(path).status == 404
    other = Browser(build.new_company(name="Sydan AB"), name="carla")
    assert other.get("bank-accounts/B1/").status == 404
    assert "No vouchers yet." in other.get("vouchers/").text
    assert "No bank accounts yet." in other.get("bank-accounts/").text
