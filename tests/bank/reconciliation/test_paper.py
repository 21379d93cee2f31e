"""The test report on paper, in the reader's words."""

from __future__ import annotations

import pytest
from django.utils import translation

from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.bank.reconciliation.paper import report_pdf, report_sheet
from reskontra.bank.reconciliation.report import reconciliation_report
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.reconciliation.books import account, begun, moved
from tests.letters.test_pdf import text

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_paper_tells_figures_lines_what_is_outstanding_and_what_is_wrong(company: CompanyFacts) -> None:
    bank = account(company)
    moved(company, bank, 500_00, "Alfa"), moved(company, bank, -70_00, "Beta")
    begun(company, (500_00, '#panic("Alfa")'))
    report = reconciliation_report(company=company, name="B1-1")
    told = text(report_pdf(company, report))
    assert "2 things look wrong:" in told
    assert "1 line has no bank entry." in told
    match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    report = reconciliation_report(company=company, name="B1-1")
    with translation.override("sv"):
        one, other = (report_pdf(company, report) for _ in range(2))
        told = text(one)
    assert one == other
    for wanted in ("Testrapport B1-1", "Bokfört av Bob", "Allt stämmer.", '#panic("Alfa")', "−70,00", "1 430,00"):
        assert wanted in told.replace("\xa0", " ")
    sheet = report_sheet(company, report)
    assert [(row[0], row[5].minor) for row in sheet.rows] == [("Line", 500_00), ("Outstanding", -70_00)]
