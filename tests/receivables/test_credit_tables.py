"""Figures of credit as a report."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.credit_tables import customer_metrics_report, metrics_report
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_divides_by_nothing_is_empty(company: CompanyFacts) -> None:
    party = build.customer(company)
    time = {"since": date(2026, 1, 1), "until": date(2026, 3, 31)}
    with override("en"):
        alone = customer_metrics_report(company=company, party=party, **time)
        whole = metrics_report(company=company, **time)
    assert {row[2] for row in alone.rows} == {None}
    assert alone.notes == []
    assert list(whole.rows) == []
    assert whole.total is not None
    assert whole.total[8] is None
    assert whole.notes == [
        "Credit sales are invoices less credit memos, VAT included. Days to payment are from the document date."
    ]
