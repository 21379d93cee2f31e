"""What is told of customers' credit and of days to come; the cases are in tests/scenarios/documents.txt."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from reskontra.core.money import Money
from reskontra.parties.models import Party
from reskontra.receivables.documents.notices import document_notices
from tests import build
from tests.documents import DAY, draft, post

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def limit(company: CompanyFacts, number: str, minor: int) -> None:
    Party.objects.filter(company=company.id, number=number).update(credit_limit_minor=minor)


def test_what_is_open_and_what_is_drafted_count(company: CompanyFacts) -> None:
    build.customer(company)
    build.customer(company, number="C2", name="Beta AB")
    limit(company, "C1", 1000_00)
    limit(company, "C2", 1000_00)
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=10 * PAR)
    draft(company, "3001;500.00;25", due_date=date(2026, 3, 31))
    post(company)
    draft(company, "3001;100.00", is_credit_memo=True)
    draft(company, "3001;10.00", currency="USD")
    made = [draft(company, "3001;50.00", currency="EUR"), draft(company, "3001;900.00", party="customer:C2")]
    (notice,) = document_notices(company=company, documents=made, today=DAY)
    assert notice.code == "credit_limit"
    assert notice.values == {"party": "C1", "exposure": Money(1025_00, "SEK"), "limit": Money(1000_00, "SEK")}


def test_what_is_due_by_today(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;100.00", due_date=DAY)
    post(company)
    made = draft(company, "3001;1.00")
    (notice,) = document_notices(company=company, documents=[made], today=DAY)
    assert notice.values == {"party": "C1", "due": Money(100_00, "SEK"), "date": DAY}
    assert document_notices(company=company, documents=[made], today=date(2026, 2, 28)) != [notice]


def test_vendors_and_credit_memos_are_not_looked_at(company: CompanyFacts) -> None:
    build.customer(company)
    build.vendor(company)
    limit(company, "C1", 1)
    memo = draft(company, "3001;5.00", is_credit_memo=True)
    bill = draft(company, "6990;5.00", party="vendor:V1", external_number="F-1")
    assert document_notices(company=company, documents=[memo, bill], today=DAY) == []
