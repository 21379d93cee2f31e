"""Payment terms and grace as rules take them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.companies.actions import change_settings
from reskontra.companies.models import Terms
from reskontra.companies.payment_terms import discount_excludes_vat, discount_grace, payment_terms
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_terms_by_code(company: CompanyFacts) -> None:
    Terms.objects.filter(company=company.id, kind="PAYMENT", code="30D").update(
        discount_formula="10D", discount_basis_points=250
    )
    found = payment_terms(company=company)
    assert found["30D"].due.after(date(2026, 3, 1)) == date(2026, 3, 31)
    assert found["30D"].discount
    assert (str(found["30D"].discount), found["30D"].discount_percent) == ("10D", Decimal("2.5"))
    assert not found["30D"].discounts_credit_memos
    Terms.objects.filter(company=company.id, code="30D").update(discounts_credit_memos=True)
    assert payment_terms(company=company)["30D"].discounts_credit_memos
    assert found[""].due.after(date(2026, 3, 1)) == date(2026, 3, 1)


def test_grace_is_none_until_it_is_set(company: CompanyFacts) -> None:
    assert discount_grace(company=company).after(date(2026, 3, 1)) == date(2026, 3, 1)
    change_settings(company=company, actor=build.BOB, values={"discount_grace": "5D"})
    assert discount_grace(company=company).after(date(2026, 3, 1)) == date(2026, 3, 6)


def test_a_discount_is_of_the_whole_amount_until_it_is_said(company: CompanyFacts) -> None:
    assert not discount_excludes_vat(company=company)
    change_settings(company=company, actor=build.BOB, values={"discount_excludes_vat": True})
    assert discount_excludes_vat(company=company)
