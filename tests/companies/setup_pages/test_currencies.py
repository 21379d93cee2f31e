"""Currencies and tolerances, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.currencies import Tolerance, currencies
from reskontra.companies.queries import CompanyFacts
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_currency_is_changed_and_added(company: CompanyFacts) -> None:
    browser = Browser(company)
    seen = browser.get("setup/currencies/?edit=EUR").values("//input[@name='seen']/@value")[0]
    typed = {
        "form": "currency",
        "seen": seen,
        "edit": "EUR",
        "code": "EUR",
        "percent": "0,5",
        "max_tolerance": "1 000,50",
    }
    assert "EUR: tolerance 0.5 %, at most 1,000.50." in browser.post("setup/currencies/", typed).text
    found = next(one for one in currencies(company=company) if one.code == "EUR")
    assert found.tolerance == Tolerance(50, 100050)
    browser.post("setup/currencies/", {"form": "currency", "code": "usd"})
    assert "USD" in [one.code for one in currencies(company=company)]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("code", "kronor", "kronor"),
        ("percent", "101", "A payment tolerance of"),
        ("max_tolerance", "-5", "below zero"),
        ("rounding_limit", "två", '"två" is not an amount.'),
    ],
)
def test_a_refusal_stands_at_its_field(company: CompanyFacts, field: str, text: str, said: str) -> None:
    page = Browser(company).post("setup/currencies/", {"form": "currency", "code": "GBP", field: text})
    assert page.status == 422
    assert said in page.texts(f"//*[@id='currency-{field}-told']")[0]
