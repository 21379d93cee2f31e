"""Claims that are barred, or soon will be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reskontra.collections.limitation import claims_near_limitation, limitation_report
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import DayFarAway
from reskontra.core.limitation import LimitationUnknown
from reskontra.core.money import Money
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
AS_OF = date(2026, 3, 10)
QUERIES = 6  # open documents, consumers, letters, promises, plans, payments


def arose(company: CompanyFacts, account: str, **documents: str) -> None:
    party = build.find_party(company=company, ledger="CUSTOMER", number=account)
    for number, day in documents.items():
        build.invoice(company, party, number=number, posting_date=day)


def test_claims_to_the_day(company: CompanyFacts, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    build.customer(company)
    person = build.customer(company, number="C2", name="Pia Person")
    CustomerTerms.objects.create(company_id=company.id, party_id=person.id, is_consumer=True)
    arose(company, "C1", A1="2016-03-09", A2="2016-03-10", A3="2017-03-10", A4="2017-03-11", A5="2016-06-01")
    arose(company, "C2", P1="2023-03-09", P2="2024-02-29", P3="2024-03-11", P4="2022-01-10", P5="2023-03-05")
    for number in ("A5", "P4", "P5"):
        cases.issued(company, f"R-{number}", of=number)  # on 2 March 2026
    with django_assert_max_num_queries(QUERIES):
        found = claims_near_limitation(company=company, as_of=AS_OF)
    told = [(one.cells[4], str(one.limitation.last_day), one.limitation.days_left(AS_OF)) for one in found]
    assert told == [
        ("P4", "2025-01-10", -424),  # reminded of when it was barred already
        ("A1", "2026-03-09", -1), ("P1", "2026-03-09", -1), ("A2", "2026-03-10", 0),
        ("P2", "2027-02-28", 355), ("A3", "2027-03-10", 365),
    ]  # fmt: skip
    found = claims_near_limitation(company=company, as_of=AS_OF, within=1096)
    assert [(one.cells[4], str(one.limitation.last_day)) for one in found if one.limitation.by] == [
        ("P5", "2029-03-02")
    ]
    with django_assert_max_num_queries(QUERIES):
        report = limitation_report(company=company, as_of=AS_OF, within=0)
    assert report.after == {
        "total_local": Money(4000_00, "SEK"), "past": 3, "past_local": Money(3000_00, "SEK"),
    }  # fmt: skip


def test_other_laws_and_far_days_are_refused(company: CompanyFacts) -> None:
    with pytest.raises(LimitationUnknown, match="a company in FI"):
        limitation_report(company=replace(company, country="FI"), as_of=AS_OF)
    with pytest.raises(DayFarAway):
        limitation_report(company=company, as_of=date.max)
