"""The pages of statements show the latest lines, and say how many more are in the PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.collections import statement_pages
from reskontra.collections.statement_pages import runs_page, statement_page
from reskontra.collections.statement_runs import issue_statements
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.test_statement_asked import ASKED

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_long_account_is_cut_on_the_page(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = build.customer(company)
    for number in range(4):
        build.invoice(company, customer, number=f"INV-{number}", amount="100.00", posting_date=f"2026-01-1{number}")
    monkeypatch.setattr(statement_pages, "MOST_ROWS", 3)
    asked = replace(ASKED, currency="", style="balance")
    page = statement_page(company=company, customer=customer, asked=asked, may_issue=True)
    cells = [row.cells[1] for row in page.lists[0].rows]
    assert cells == ["Opening balance", "1 earlier line in the PDF", "Invoice INV-1", "Invoice INV-2", "Invoice INV-3",
                     "Closing balance"]  # fmt: skip
    assert page.lists[0].rows[-1].cells[-1] == "400.00"
    assert page.forms[0].also == ("issue", "Issue and keep")
    issue_statements(company=company, actor=build.ALICE, asked=asked)
    other = build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, other, number="INV-9", amount="100.00", posting_date="2026-01-20")
    shown = runs_page(company=company, asked=asked, is_asked=True, may_issue=False)
    assert [one.title for one in shown.lists] == ["2 customers get a statement", "Runs"]
    assert shown.forms[0].also == ("", "")
