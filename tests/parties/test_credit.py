"""Customers with a credit limit."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.actions import PartyUnchanged, limit_credit
from reskontra.parties.credit import CreditLimit, credit_limits
from reskontra.parties.load import CreditLimitNegative
from reskontra.parties.queries import PartyUnknown
from tests import build
from tests.loading import events

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_customers_with_a_limit_by_number(company: CompanyFacts) -> None:
    beta = build.customer(company, number="C2", name="Beta AB", credit_limit="2000.50")
    alfa = build.customer(company, number="C1", name="Alfa AB")
    build.customer(company, number="C3", name="Gamma AB", credit_limit="0")
    before = events(company)
    limit_credit(company=company, actor=build.BOB, number="C1", limit_minor=5_00)
    assert credit_limits(company=company) == [
        CreditLimit(alfa.id, "C1", "Alfa AB", 5_00),
        CreditLimit(beta.id, "C2", "Beta AB", 2000_50),
    ]
    assert events(company) == before + 1
    limit_credit(company=company, actor=build.BOB, number="C2", limit_minor=0)
    assert [limit.number for limit in credit_limits(company=company)] == ["C1"]


def test_what_is_refused(company: CompanyFacts) -> None:
    build.customer(company)
    build.vendor(company)
    for number, minor, wanted in (
        ("C1", -1, CreditLimitNegative),
        ("C9", 1, PartyUnknown),
        ("V1", 1, PartyUnknown),
        ("C1", 0, PartyUnchanged),
    ):
        with pytest.raises(wanted):
            limit_credit(company=company, actor=build.BOB, number=number, limit_minor=minor)
