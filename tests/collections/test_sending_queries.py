"""Each customer's own way: e-mail where there is an address, paper where it is wanted or e-mail came back."""

from __future__ import annotations

import pytest

from reskontra.collections.models import CustomerTerms
from reskontra.collections.sending_queries import DocumentNotSendable, sendings_of, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.parties.models import Party
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_way_a_letter_goes(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.issued(company, "R-1")
    ways = []
    terms = CustomerTerms.objects.create(company_id=company.id, party_id=alfa.id)
    for address, channel, email, bounced in (
        ("", "", "", False), ("a@alfa.example", "", "", False), ("a@alfa.example", "PRINT", "", False),
        ("", "EMAIL", "b@alfa.example", False), ("", "EMAIL", "b@alfa.example", True), ("", "EMAIL", "", False),
    ):  # fmt: skip
        Party.objects.filter(company=company.id).update(email=address)
        terms.channel, terms.email, terms.bounced_at = channel, email, bulk.moment() if bounced else None
        terms.save()
        (one,) = to_send(company=company, kind="REMINDER", numbers=["R-1"])
        ways.append((one.channel, one.address))
    assert ways == [
        ("PRINT", ""), ("EMAIL", "a@alfa.example"), ("PRINT", "a@alfa.example"), ("EMAIL", "b@alfa.example"),
        ("PRINT", "b@alfa.example"), ("PRINT", ""),
    ]  # fmt: skip
    assert to_send(company=company, kind="FINANCE_CHARGE") == []
    assert sendings_of(company=company, party_id=alfa.id) == []
    with pytest.raises(DocumentNotSendable):
        to_send(company=company, kind="REMINDER", numbers=["R-1", "R-9"])
