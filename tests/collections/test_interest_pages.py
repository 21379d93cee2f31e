"""Interest terms and rates as a page of set-up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.collections.interest_rates import PRESETS, interest_rates
from reskontra.collections.interest_terms import find_interest_terms, interest_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.late_payment_law import half_year_of
from reskontra.interface.clock import today
from tests.web import Browser

pytestmark = pytest.mark.django_db
PAGE = "setup/interest/"
LAW = next(iter(PRESETS))
TYPED = {
    "form": "terms", "edit": "", "code": "M", "name": "By the month", "method": "DAILY", "percent": "1,5", "days": "30",
    "day_count": "ACTUAL", "charged": "ALL", "grace": "7d", "due": "20D", "minimum": "50", "fee": "60,00",
    "reference": "", "posts_interest": "on", "posts_fee": "on",
}  # fmt: skip


def test_terms_are_typed_changed_and_refused_at_their_fields(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert "STANDARD" in browser.get(PAGE).text
    assert "M is saved: 1.5 % in 30 days." in browser.post(PAGE, TYPED).text
    one = find_interest_terms(company=company, code="M")
    assert (one.grace, one.minimum_minor, one.fee_minor, one.posts_fee, one.bears_on_fees) == (
        "7D", 50_00, 60_00, True, False,
    )  # fmt: skip
    for field, value in (("fee", "60,01"), ("percent", "101"), ("grace", "soon"), ("days", "0")):
        page = browser.post(PAGE, {**TYPED, "code": "N", field: value})
        assert page.status == 422
        told = f"//*[@id='terms-{'percent' if field == 'days' else field}-told']"
        assert page.texts(told) or page.texts(f"//*[@id='terms-{field}-told']"), field
    assert set(interest_terms(company=company)) == {"M", "STANDARD"}
    changed_meanwhile = {**TYPED, "edit": "M", "seen": "0"}
    assert browser.post(PAGE, changed_meanwhile).status == 422


def test_rates_of_the_law_and_a_new_half_year(company: CompanyFacts) -> None:
    browser = Browser(company)
    browser.post(PAGE, {"form": "install", "install": LAW})
    half_year = half_year_of(today())
    assert ("is not entered" in browser.get(PAGE).text) is (half_year > date(2026, 1, 1))
    following = date(half_year.year + 1, 1, 1).isoformat()
    typed = {"form": "reference", "bank": "SE", "from": following, "percent": "-0,5", "source": "riksbanken.se"}
    assert "7.5 %" in browser.post(PAGE, typed).text  # STANDARD follows it too
    assert browser.post(PAGE, typed).status == 422
    assert browser.post(PAGE, {**typed, "percent": "two"}).status == 422
    assert "is not entered" not in browser.get(PAGE).text
    open_page = browser.get(f"{PAGE}?edit={LAW}")
    assert "riksbanken.se" in open_page.text
    rate = {"form": "rate", "edit": LAW, "from": "2010-01-02", "percent": "9", "days": "365", "currency": "eur"}
    assert browser.post(PAGE, rate).status == 200
    assert browser.post(PAGE, rate).status == 422
    first = interest_rates(company=company, code=LAW)[-1]
    assert (first.currency, first.percent) == ("EUR", Decimal(9))
    browser.post(PAGE, {"remove": f"{LAW}\t2010-01-02\tEUR"})
    assert {one.currency for one in interest_rates(company=company, code=LAW)} == {""}
