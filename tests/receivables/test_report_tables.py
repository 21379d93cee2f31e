"""Reports on customers and vendors, as tables that are printed and shown."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.parties.queries import find_party
from reskontra.receivables.report_tables import (
    balances_report,
    credit_limits_report,
    detailed_report,
)
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 6, 30)


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    build.invoice(company, build.customer(company), due_date="2026-05-01")
    return company


def test_balances_are_tied_to_the_control_account(books: CompanyFacts) -> None:
    found = balances_report(company=books, ledger="CUSTOMER", as_of=DAY)
    rows = list(found.rows)
    assert [row[0] for row in rows] == ["C1"]
    assert found.total is not None
    assert found.total[-1] == rows[0][-1]
    assert found.after["difference"] == Money(0, "SEK")


def test_credit_limits_of_customers_over_theirs_alone(books: CompanyFacts) -> None:
    assert [row[0] for row in credit_limits_report(company=books, as_of=DAY).rows] == ["C1"]
    assert list(credit_limits_report(company=books, as_of=DAY, is_passed=True).rows) == []


def test_every_row_that_moved_an_entry(books: CompanyFacts) -> None:
    party = find_party(company=books, ledger="CUSTOMER", number="C1")
    found = detailed_report(company=books, party=party, as_of=DAY)
    assert found.facts["account"] == "C1"
    assert len(list(found.rows)) == 1
