"""VAT codes, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.vat_codes import vat_codes
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_code_is_added_and_changed(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.post("setup/vat-codes/", {"form": "vat", "code": "S7", "rate": "7,5", "sales_account": "2611"})
    assert "VAT code S7: 7.5 %." in page.text
    seen = browser.get("setup/vat-codes/?edit=S7").values("//input[@name='seen']/@value")[0]
    browser.post("setup/vat-codes/", {"form": "vat", "edit": "S7", "code": "S7", "rate": "8", "seen": seen})
    found = next(one for one in vat_codes(company=company) if one.code == "S7")
    assert (found.rate_basis_points, found.sales_account) == (800, "")


@pytest.mark.parametrize(("field", "text"), [("rate", "120"), ("sales_account", "0000"), ("code", "x" * 30)])
def test_a_refusal_stands_at_its_field(company: CompanyFacts, field: str, text: str) -> None:
    page = Browser(company).post("setup/vat-codes/", {"form": "vat", "code": "S7", "rate": "7", field: text})
    assert page.status == 422
    assert page.texts(f"//*[@id='vat-{field}-told']/p")
