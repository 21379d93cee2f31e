"""What customers owe in a few figures."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.open_sums import OpenSums, open_sums
from reskontra.receivables.report_tables import balances_report
from tests import reported_book

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_they_are_those_of_the_balances(company: CompanyFacts) -> None:
    reported_book.reported(company)
    day = date(2026, 12, 31)
    total = balances_report(company=company, ledger="CUSTOMER", as_of=day).total
    assert total is not None
    found = open_sums(company=company, on=day)
    assert (found.entries, found.overdue_minor, found.minor) == (total[2], total[3].minor, total[4].minor)  # type: ignore[union-attr]


def test_of_nothing_they_are_nothing(company: CompanyFacts) -> None:
    assert open_sums(company=company, on=date(2026, 1, 1)) == OpenSums(0, 0, 0, 0, 0, (0, 0, 0))


def test_they_are_read_in_an_index_alone(company: CompanyFacts) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("asked of SQLite's planner")
    with CaptureQueriesContext(connection) as asked:
        open_sums(company=company, on=date(2026, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        assert "COVERING INDEX receivables_entry_owed (company_id=? AND ledger=?)" in str(cursor.fetchall())
