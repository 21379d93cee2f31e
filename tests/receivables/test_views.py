"""Pages of the customer and vendor ledgers."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_customers_and_vendors_are_tabs_of_one_place(company: CompanyFacts) -> None:
    build.customer(company)
    build.vendor(company)
    browser = Browser(company, role="READER", language="sv")
    for path, name in (("customers/", "Alfa AB"), ("vendors/", "Vide AB")):
        page = browser.get(path)
        assert name in page.text
        assert page.texts("//nav[@class='tabs']/a") == [
            "Kunder", "Kundposter", "Kundfakturor", "Leverantörer", "Leverantörsposter", "Leverantörsfakturor",
        ]  # fmt: skip
        assert page.texts("//header//nav/a[@aria-current='page']") == ["Kunder"]


def test_entries_of_a_ledger_are_its_own(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company))
    build.invoice(company, build.vendor(company), number="77", amount="-300.00")
    browser = Browser(company)
    assert browser.get("customer-entries/").texts("//tbody/tr/td[1]") == ["INV-1"]
    assert browser.get("vendor-entries/").texts("//tbody/tr/td[1]") == ["77"]
