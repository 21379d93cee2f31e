"""Posting groups, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.group_accounts import group_accounts
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_accounts_are_changed_and_the_control_account_stays(company: CompanyFacts) -> None:
    browser = Browser(company)
    before = group_accounts(company=company)[0]
    page = browser.get(f"setup/posting-groups/?edit={before.key}")
    typed = {
        "form": "group", "edit": before.key, "seen": page.values("//input[@name='seen']/@value")[0],
        "discount_account": before.discount_account, "tolerance_account": "3740", "rounding_account": "3740",
        "charge_account": "6570", "control_account": "1930",
    }  # fmt: skip
    assert "are saved." in browser.post("setup/posting-groups/", typed).text
    after = group_accounts(company=company)[0]
    assert (after.charge_account, after.control_account) == ("6570", before.control_account)
    seen = browser.get(f"setup/posting-groups/?edit={before.key}").values("//input[@name='seen']/@value")[0]
    wrong = browser.post("setup/posting-groups/", {**typed, "seen": seen, "charge_account": "0000"})
    assert wrong.status == 422
    assert "0000" in wrong.text
    assert browser.get("setup/posting-groups/?edit=CUSTOMER:X").status == 200
