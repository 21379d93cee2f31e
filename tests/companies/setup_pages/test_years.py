"""Fiscal years and periods, as a page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts, fiscal_years, periods
from tests.web import Browser

pytestmark = pytest.mark.django_db


def states(company: CompanyFacts) -> list[str]:
    return [period.state for period in periods(company=company)]


def test_periods_are_closed_opened_and_locked(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.post("setup/years/", {"close": "2025:2025-03-31"})
    assert "2025: 3 periods are closed, the first begins 1 Jan 2025." in page.text
    assert states(company)[:4] == ["CLOSED"] * 3 + ["OPEN"]
    browser.post("setup/years/", {"reopen": "2025:2025-01-31"})
    assert states(company)[:2] == ["OPEN", "CLOSED"]
    seen = browser.get("setup/years/").values("//form[@id='form-lock']/input[@name='seen']/@value")[0]
    page = browser.post("setup/years/", {"form": "lock", "seen": seen, "through": "2025:2025-02-28"})
    assert "2025: 1 period is locked" in page.text
    assert states(company)[:3] == ["OPEN", "LOCKED", "CLOSED"]


def test_nothing_to_close_is_told(company: CompanyFacts) -> None:
    Browser(company).post("setup/years/", {"close": "2025:2025-03-31"})
    page = Browser(company).post("setup/years/", {"close": "2025:2025-03-31"})
    assert page.status == 422
    assert "No period of 2025 up to 2025-03-31 is open." in page.text
    assert Browser(company).post("setup/years/", {"close": "1999:x"}).status == 422


def test_a_year_is_added_also_a_broken_one(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.post("setup/years/", {"form": "add", "start": "2027-01-01", "months": "18"})
    assert "Fiscal year 2027/28 added." in page.text
    assert fiscal_years(company=company)[-1][2].isoformat() == "2028-06-30"
    overlapping = browser.post("setup/years/", {"form": "add", "start": "2028-01-01", "months": "12"})
    assert overlapping.status == 422
    assert "overlaps the fiscal year 2027/28" in overlapping.texts("//*[@id='add-start-told']")[0]
    long = browser.post("setup/years/", {"form": "add", "start": "2030-01-01", "months": "40"})
    assert long.status == 422
    assert browser.post("setup/years/", {"form": "add", "start": "9999-12-01", "months": "12"}).status == 422
