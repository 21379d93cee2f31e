"""Payment terms, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import terms_list
from tests.web import Browser

pytestmark = pytest.mark.django_db
NEW = {"form": "terms", "code": "45D", "due": "45D", "discount": "10D", "percent": "1,5", "credit_memos": "on"}


def test_terms_are_added_and_changed(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert "45D: due 45D" in browser.post("setup/terms/", NEW).text
    found = next(one for one in terms_list(company=company) if one.code == "45D")
    assert (found.name, str(found.discount_percent), found.discounts_credit_memos) == ("45D", "1.5", True)
    page = browser.get("setup/terms/?edit=45D")
    assert page.values("//input[@name='percent']/@value") == ["1.5"]
    seen = page.values("//input[@name='seen']/@value")[0]
    browser.post("setup/terms/", {"form": "terms", "edit": "45D", "code": "45D", "due": "44D", "seen": seen})
    found = next(one for one in terms_list(company=company) if one.code == "45D")
    assert (found.due_formula, found.discount_formula, found.discounts_credit_memos) == ("44D", "", False)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("due", "i morgon", '"i morgon"'),
        ("percent", "mycket", '"mycket" is no percentage.'),
        ("percent", "101", "101"),
        ("discount", "", "Give both, or neither."),
        ("code", "", '"Code" is empty.'),
    ],
)
def test_a_refusal_stands_at_its_field(company: CompanyFacts, field: str, text: str, said: str) -> None:
    page = Browser(company).post("setup/terms/", {**NEW, field: text})
    assert page.status == 422
    assert said in page.texts(f"//*[@id='terms-{field}-told']")[0]
    assert not any(one.code == "45D" for one in terms_list(company=company))
