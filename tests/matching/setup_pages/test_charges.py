"""Charge limits, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.matching.actions.charge_limits import limits_in_order
from tests.web import Browser

pytestmark = pytest.mark.django_db
TYPED = {"form": "charge", "max": "100,50", "percent": "10", "bank": "", "country": "de", "currency": "eur"}


def scopes(company: CompanyFacts) -> set[tuple[str, str, str]]:
    return {one.scope for one in limits_in_order(company=company)}


def test_a_limit_is_set_and_removed(company: CompanyFacts) -> None:
    browser = Browser(company)
    before = scopes(company)
    page = browser.post("setup/charges/", TYPED)
    assert "A charge of 100.50 EUR, at most 10.0 %, may be kept of payments of DE, EUR." in page.text
    assert scopes(company) == before | {("", "DE", "EUR")}
    page = browser.post("setup/charges/", {"remove": "|DE|EUR"})
    assert "The charge limit is removed." in page.text
    assert scopes(company) == before
    again = browser.post("setup/charges/", {"remove": "|DE|EUR"})
    assert again.status == 422
    assert "There is no charge limit of DE, EUR." in again.text


@pytest.mark.parametrize(("field", "text"), [("max", "mycket"), ("percent", "200"), ("country", "tyskland")])
def test_a_refusal_stands_at_its_field(company: CompanyFacts, field: str, text: str) -> None:
    page = Browser(company).post("setup/charges/", {**TYPED, field: text})
    assert page.status == 422
    assert page.texts(f"//*[@id='charge-{field}-told']/p[@class='said']")
