"""What customers owe in a few figures."""

from __future__ import annotations

from datetime import date

import pytest

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
