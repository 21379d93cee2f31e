"""Many statements are issued in the background, few while the page waits."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.models import StatementRun
from reskontra.collections.statement_jobs import AT_ONCE, ISSUE, issue_in_background, issued_words
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked
from reskontra.interface.jobs import find_job
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_many_go_on_in_the_background(company: CompanyFacts) -> None:
    asked = Asked(date(2026, 3, 1), date(2026, 3, 31), style="open", ages="")
    assert issue_in_background(company=company, actor=build.ALICE, asked=asked, customers=AT_ONCE) is None
    build.invoice(company, build.customer(company), number="INV-1", posting_date="2026-01-10")
    number = issue_in_background(company=company, actor=build.ALICE, asked=asked, customers=AT_ONCE + 1)
    assert number
    job = find_job(company=company.id, number=number)
    told: list[tuple[int, int]] = []
    outcome = ISSUE.run(job, lambda done, total: told.append((done, total)))
    assert outcome == {"run": 1, "count": 1}
    assert told == [(1, 1)]
    assert StatementRun.objects.get(company=company.id).style == "OPEN"
    assert issued_words(outcome) == ["Run 1: 1 statement issued."]
    assert ISSUE.url(job).endswith("/statements-of-account/")
