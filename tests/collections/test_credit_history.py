"""The highest level of reminders and broken promises stand among a customer's figures of credit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reskontra.collections.credit_history import collected, credit_report
from reskontra.companies.queries import CompanyFacts
from reskontra.core.credit_metrics import Collected
from reskontra.interface.tables import Report
from reskontra.parties.queries import find_party
from tests.collections import claim_cases as cases
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def figures(report: Report) -> dict[str, object]:
    return {str(row[0]): row[2] for row in report.rows}


def test_levels_and_promises_are_told(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.issued(company, "R-1", level=2)
    promise = cases.promised(company, "INV-1", day=date(2026, 3, 20))
    for until, wanted in (
        (cases.TODAY - timedelta(days=1), {}),
        (promise.last_date, {"C1": Collected(2, 0)}),
        (promise.last_date + timedelta(days=1), {"C1": Collected(2, 1)}),
    ):
        assert collected(company=company, until=until) == wanted, until
    cases.pay(company, alfa, "INV-1", "1000.00", day=promise.last_date + timedelta(days=3))
    assert collected(company=company, until=date(2026, 4, 20)) == {"C1": Collected(2, 1)}  # paid, and too late
    party = find_party(company=company, ledger="CUSTOMER", number="C1")
    since, until = date(2026, 1, 1), date(2026, 4, 20)
    alone = figures(credit_report(company=company, since=since, until=until, party=party))
    assert (alone["reminder_level"], alone["broken_promises"]) == (2, 1)
    whole = credit_report(company=company, since=since, until=until)
    assert whole.total is not None
    keys = [column.key for column in whole.columns]
    assert [whole.total[keys.index(key)] for key in ("reminder_level", "broken_promises")] == [2, 1]
    page = Browser(company).get("customers/C1/")
    assert page.texts("//dt[.='Highest reminder level']/following-sibling::dd[1]") == ["2"]
