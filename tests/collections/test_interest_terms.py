"""Interest terms as rules take them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.collections.interest_terms import InterestTermsUnknown, find_interest_terms, interest_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import DayCount, InterestRate
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_terms_with_their_rates_and_fees(company: CompanyFacts) -> None:
    assert list(interest_terms(company=company)) == ["STANDARD"]  # of the preset
    with pytest.raises(InterestTermsUnknown):
        find_interest_terms(company=company, code="NONE")
    story = Story(company)
    story.tells(
        """
        interest-terms M percent=1.5 per=30 count=ACTUAL_ACTUAL fee=60.00 fee_in=EUR:5.00 minimum=50.00 grace=7D
        interest-terms N percent=2
        interest-rate M 2026-01-01 11
        interest-rate M 2025-01-01 12
        interest-rate M 2026-01-01 4 currency=EUR
        """
    )
    terms = find_interest_terms(company=company, code="M")
    assert (terms.name, terms.percent, terms.period_days, terms.day_count) == ("M", Decimal("1.5"), 30, DayCount.ACTUAL)
    assert (terms.fee_minor, terms.minimum_minor, terms.grace, dict(terms.fees)) == (60_00, 50_00, "7D", {"EUR": 5_00})
    dated = (
        InterestRate(date(2025, 1, 1), Decimal(12), 365), InterestRate(date(2026, 1, 1), Decimal(11), 365)
    )  # fmt: skip
    assert (terms.rates_in("SEK"), terms.rates_in("NOK")) == (dated, dated)
    assert terms.rates_in("EUR") == (InterestRate(date(2026, 1, 1), Decimal(4), 365),)
    assert interest_terms(company=company)["N"].rates_in("SEK") == (InterestRate(date.min, Decimal(2), 365),)
