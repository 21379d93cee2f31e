"""How a customer is collected from is said on the page of its claims."""

from __future__ import annotations

import pytest

from reskontra.collections.customer_setup import CustomerSetupFacts, customer_setup
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from tests import build
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
PAGE = "collecting/customers/C1/"


def test_what_is_said_is_kept_and_what_came_back_is_forgotten_by_another_address_alone(company: CompanyFacts) -> None:
    alfa = build.customer(company, number="C1")
    CustomerTerms.objects.create(
        company_id=company.id, party_id=alfa.id, bounced_at=bulk.moment(), bounced_address="a@b.example"
    )
    clerk = Browser(company, role="CLERK")

    def seen() -> str:
        (found,) = clerk.get(PAGE).values("//form[.//input[@value='setup']]//input[@name='seen']/@value")
        return found

    form = {"form": "setup", "seen": seen(), "consumer": "on", "fee_agreed": "on", "channel": "", "email": ""}
    assert "C1 Alfa AB is set up." in clerk.post(PAGE, form).text
    assert customer_setup(company=company, customer=alfa) == CustomerSetupFacts(
        is_consumer=True, is_fee_agreed=True, is_interest_told=False, bounced_address="a@b.example"
    )
    assert clerk.post(PAGE, form).status == 422
    unfit = clerk.post(PAGE, form | {"seen": seen(), "email": "alfa"})
    assert unfit.values("//*[@aria-invalid='true']/@name") == ["email"]
    clerk.post(PAGE, form | {"seen": seen(), "channel": "PRINT"})
    assert customer_setup(company=company, customer=alfa).channel == "PRINT"
    assert customer_setup(company=company, customer=alfa).bounced_address == ""
