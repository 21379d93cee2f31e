"""Fees of a level by amount and by currency, by page; where the law allows none by amount, none are asked for."""

from __future__ import annotations

import pytest

from reskontra.collections.reminder_terms import find_reminder_terms
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db
PLACE = "setup/reminder-terms/STANDARD/"
RANGE = {
    "form": "range", "level": "1", "of": "", "currency": "EUR", "threshold": "0", "fee": "50", "percent": "1,5",
    "least": "", "most": "400",
}  # fmt: skip


def test_ranges_and_currencies(db: None) -> None:
    company = build.new_company(name="Fjord AS", preset="ifrs", country="NO", currency="EUR")
    browser = Browser(company)

    def level() -> object:
        found = find_reminder_terms(company=company, code="STANDARD").level(1)
        ranges = {
            place: [(one.threshold_minor, one.fee_minor, str(one.percent.normalize()), one.most_minor) for one in of]
            for place, of in found.ranges.items()
        }
        return found.fee_calculation, dict(found.fees), ranges

    assert "Level 1 of STANDARD is kept." in browser.post(PLACE, RANGE).text
    browser.post(PLACE, {**RANGE, "threshold": "1000", "fee": "100"})
    browser.post(PLACE, {**RANGE, "fee": "60"})  # in place of the first
    page = browser.post(PLACE, {**RANGE, "of": "line", "currency": "sek", "most": ""})
    assert "by amount, 2 ranges" in page.text
    browser.post(PLACE, {"form": "currency", "level": "1", "currency": "usd", "fee": "5", "line_fee": ""})
    assert level() == (
        "SINGLE", {"USD": (5_00, 0)},
        {(False, "EUR"): [(0, 60_00, "1.5", 400_00), (1000_00, 100_00, "1.5", 400_00)],
         (True, "SEK"): [(0, 50_00, "1.5", 0)]},
    )  # fmt: skip
    before = level()
    for wrong in ({"percent": "101"}, {"least": "500"}, {"currency": "KRONOR"}, {"threshold": ""}, {"level": "9"}):
        assert browser.post(PLACE, {**RANGE, **wrong}).status == 422
    browser.post(PLACE, {"remove": "9\tUSD"})
    assert level() == before
    browser.post(PLACE, {"remove": "1\tUSD"})
    browser.post(PLACE, {"remove": "1\tEUR\t\t0"})
    browser.post(PLACE, {"remove": "1\tSEK\tline\t0"})
    assert level() == ("SINGLE", {}, {(False, "EUR"): [(1000_00, 100_00, "1.5", 400_00)]})


def test_a_swedish_company_is_not_asked(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.get(f"{PLACE}?edit=1")
    assert (page.texts("//*[@id='form-currency']//h2") != [], page.texts("//*[@id='form-range']")) == (True, [])
    assert "1981:739" in browser.post(PLACE, {**RANGE, "currency": "SEK"}).text
