"""Bank accounts, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import bank_balance, find_bank_account
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db
NEW = {"form": "bank", "number": "B1", "iban": build.BANK_IBAN, "currency": "SEK", "name": "Företagskonto"}


def test_an_account_is_added_with_what_was_on_it(company: CompanyFacts) -> None:
    typed = {**NEW, "opening": "10 000,50", "opening_date": "2025-12-31"}
    page = Browser(company).post("setup/bank-accounts/", typed)
    assert "Bank account B1 added" in page.text
    found = find_bank_account(company=company, number="B1")
    assert bank_balance(company=company, bank_account_id=found.id) == 1000050


def test_an_account_is_opened_later_and_matched_at_once_or_not(company: CompanyFacts) -> None:
    browser = Browser(company)
    browser.post("setup/bank-accounts/", NEW)
    typed = {"form": "opening", "edit": "B1", "opening": "500", "opening_date": "2026-01-01"}
    assert "Bank account B1 begins with 500.00 SEK." in browser.post("setup/bank-accounts/", typed).text
    page = browser.get("setup/bank-accounts/?edit=B1")
    assert not page.texts("//form[@id='form-opening']")
    seen = page.values("//input[@name='seen']/@value")[0]
    browser.post("setup/bank-accounts/", {"form": "matching", "edit": "B1", "seen": seen})
    assert find_bank_account(company=company, number="B1").disables_auto_match
    stale = browser.post("setup/bank-accounts/", {"form": "matching", "edit": "B1", "seen": seen, "auto_match": "on"})
    assert "changed B1" in stale.text


def test_the_number_of_the_last_check_is_given(company: CompanyFacts) -> None:
    browser = Browser(company)
    browser.post("setup/bank-accounts/", NEW)
    typed = {"form": "checks", "edit": "B1", "last_check": "A"}
    odd = browser.post("setup/bank-accounts/?edit=B1", typed)
    assert (odd.status, "No number comes after check A" in odd.text) == (422, True)
    told = browser.post("setup/bank-accounts/?edit=B1", {**typed, "last_check": "1000"}).text
    assert "The last check of B1 is 1000." in told
    page = browser.get("setup/bank-accounts/?edit=B1")
    assert page.values("//input[@name='last_check']/@value") == ["1000"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("iban", "SE1250000000058398257466", "SE12"),
        ("bankgiro", "1234-5678", "1234-5678"),
        ("opening_date", "", "needs a day"),
        ("gl_account", "9999", "9999"),
        ("currency", "kr", "kr"),
        ("number", "", "is empty"),
    ],
)
def test_a_refusal_stands_at_its_field(company: CompanyFacts, field: str, text: str, said: str) -> None:
    typed = {**NEW, "opening": "5", "opening_date": "2026-01-01", field: text}
    page = Browser(company).post("setup/bank-accounts/", typed)
    assert page.status == 422
    assert said in page.texts(f"//*[@id='bank-{field}-told']")[0]
