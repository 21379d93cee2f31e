"""Number series, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_series_is_added_once(company: CompanyFacts) -> None:
    typed = {"form": "series", "code": "PAY", "prefix": "P-", "digits": "4"}
    page = Browser(company).post("setup/series/", typed)
    assert "Series PAY begins with P-0001." in page.text
    assert "P-0001" in page.texts("//tr[td[1]='PAY']/td[4]")
    again = Browser(company).post("setup/series/", typed)
    assert again.status == 422
    assert "There is a number series PAY already" in again.texts("//*[@id='series-code-told']")[0]
    other = Browser(company).post("setup/series/", {**typed, "code": "PAY2"})
    assert "Series PAY writes its numbers" in other.texts("//*[@id='series-prefix-told']")[0]
    none = Browser(company).post("setup/series/", {**typed, "digits": "många"})
    assert '"många" is no whole number.' in none.texts("//*[@id='series-digits-told']")[0]
