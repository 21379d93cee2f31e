"""A payment plan in writing: its days and amounts, in the customer's language, and what is to be paid next."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.payment_plans import PlanCancelled, PlanUnknown, cancel_payment_plan
from reskontra.collections.plan_letters import PlanCustomerBlocked, plan_letter
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.edit import change_party
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.letters.test_pdf import text

pytestmark = pytest.mark.django_db


def said(company: CompanyFacts) -> str:
    return text(plan_letter(company=company, number=1, on=cases.TODAY).content)


def test_a_plan_is_told_in_writing(company: CompanyFacts) -> None:
    """The fee is paid with the first instalment; what is paid of it is asked for no more."""
    build.bank_account(company, number="B1", bankgiro="5050-1055")
    alfa = cases.two_invoices(company)
    cases.planned(company, "INV-1", "INV-2", fee="170.00")
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", wanted={"language": "en"})
    told = said(company)
    for words in (
        "Payment plan", "Invoice INV-1", "Fee for this plan", "Total 1,670.00", "1 31 Mar 2026 670.00 1,000.00",
        "3 31 May 2026 500.00 0.00", "Next instalment", "more than 5 days late", "5050-1055",
    ):  # fmt: skip
        assert words in told
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", wanted={"language": "sv"})
    assert "Betalningsplan" in said(company)
    assert "Avgift för den här planen" in said(company)
    cases.pay(company, alfa, "INV-1", "300.00", day=date(2026, 3, 2))
    assert "370,00 SEK" in said(company)


def test_letters_that_are_not_written(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    with pytest.raises(PlanUnknown):
        said(company)
    cases.planned(company, "INV-1")
    Party.objects.filter(company=company.id).update(is_privacy_blocked=True)
    with pytest.raises(PlanCustomerBlocked, match="1 is of a customer who is blocked"):
        said(company)
    cancel_payment_plan(company=company, actor=build.BOB, number=1)
    with pytest.raises(PlanCancelled):
        said(company)
