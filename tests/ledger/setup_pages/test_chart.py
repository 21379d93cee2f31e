"""The chart of accounts, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_an_account_is_added_once(company: CompanyFacts) -> None:
    typed = {"form": "account", "number": "3999", "name": "Övrigt", "side": ""}
    page = Browser(company).post("setup/chart/", typed)
    assert "Account 3999 is in the chart." in page.text
    again = Browser(company).post("setup/chart/", typed)
    assert again.status == 422
    assert "3999 is in the chart already" in again.texts("//*[@id='account-number-told']")[0]
    assert Browser(company).get("setup/chart/?from=3999").texts("//tbody/tr/td[1]")[0] == "3999"
