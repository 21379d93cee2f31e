"""Interest terms added and changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reskontra.audit.trail import newest
from reskontra.collections.change_interest_terms import (
    InterestAmountNegative,
    InterestTermsChange,
    InterestTermsChoiceUnknown,
    InterestTermsThere,
    add_interest_terms,
    change_interest_terms,
)
from reskontra.collections.interest_terms import InterestTermsUnknown, interest_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import TermsCodeUnfit
from reskontra.core.dates import NotADateFormula
from reskontra.core.errors import Refused
from reskontra.core.interest import InterestPeriodOutOfBounds, InterestRateOutOfBounds
from reskontra.core.late_payment_law import FeeAboveLaw
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_terms_are_added_and_changed(company: CompanyFacts) -> None:
    wanted = InterestTermsChange(name="By the month", percent=Decimal("1.5"), period_days=30, fees={"EUR": 5_00})
    made = add_interest_terms(company=company, actor=build.BOB, code="MONTH", change=wanted)
    assert (made.name, made.percent, made.method, dict(made.fees)) == (
        "By the month", Decimal("1.5"), "DAILY", {"EUR": 5_00},
    )  # fmt: skip
    changed = change_interest_terms(
        company=company,
        actor=build.BOB,
        code="MONTH",
        change=InterestTermsChange(fees={}, grace="7d", charged="ALL"),
    )
    assert (changed.name, dict(changed.fees), changed.grace, changed.charged) == ("By the month", {}, "7D", "ALL")
    action, content = newest(company=company.id)
    assert (action, content["before"]["charged"], content["after"]["charged"]) == ("interest_terms.set", "OPEN", "ALL")
    with pytest.raises(InterestTermsThere):
        add_interest_terms(company=company, actor=build.BOB, code="MONTH", change=InterestTermsChange())
    with pytest.raises(InterestTermsUnknown):
        change_interest_terms(company=company, actor=build.BOB, code="OTHER", change=InterestTermsChange())


@pytest.mark.parametrize(
    ("code", "change", "refusal"),
    [
        (" M", InterestTermsChange(), TermsCodeUnfit),
        ("M", InterestTermsChange(method="HOURLY"), InterestTermsChoiceUnknown),
        ("M", InterestTermsChange(grace="soon"), NotADateFormula),
        ("M", InterestTermsChange(minimum_minor=-1), InterestAmountNegative),
        ("M", InterestTermsChange(fees={"EUR": -1}), InterestAmountNegative),
        ("M", InterestTermsChange(percent=Decimal("-0.1")), InterestRateOutOfBounds),
        ("M", InterestTermsChange(period_days=0), InterestPeriodOutOfBounds),
        ("M", InterestTermsChange(fee_minor=60_01), FeeAboveLaw),
    ],
)
def test_terms_that_cannot_be(
    company: CompanyFacts, code: str, change: InterestTermsChange, refusal: type[Refused]
) -> None:
    before = books.contents()
    with pytest.raises(refusal):
        add_interest_terms(company=company, actor=build.BOB, code=code, change=change)
    assert (books.contents(), list(interest_terms(company=company))) == (before, ["STANDARD"])
