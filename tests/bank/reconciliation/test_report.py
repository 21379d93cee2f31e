"""The test report."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation import report as module
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, change_reconciliation, create_reconciliation
from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.matching import match_by_hand, match_reconciliation
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.reconciliation.books import DAY, account, begun, moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def codes(company: CompanyFacts, name: str = "B1-1") -> list[str]:
    return [one.code for one in module.reconciliation_report(company=company, name=name).warnings]


def test_it_proves_the_bank_ledger_at_its_own_date_and_later_too(company: CompanyFacts) -> None:
    bank = account(company)
    moved(company, bank, 500_00, "A"), moved(company, bank, 70_00, "B"), moved(company, bank, 9_00, "C")
    begun(company, (500_00, "A"))
    match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    april = date(2026, 4, 30)
    new = NewReconciliation("B1", april, 1570_00)
    create_reconciliation(company=company, actor=build.BOB, new=new)
    add_line(company=company, actor=build.BOB, name="B1-2", day=DAY, minor=70_00, text="B")
    match_reconciliation(company=company, actor=build.BOB, name="B1-2")
    post_reconciliation(company=company, actor=build.BOB, name="B1-2")
    moved(company, bank, 11_00, "posted afterwards, of before")
    march = module.reconciliation_report(company=company, name="B1-1")
    assert [one.description for one in march.outstanding] == ["B", "C"]
    assert (march.proof_minor, march.found.outstanding_minor) == (1579_00, 79_00)
    later = module.reconciliation_report(company=company, name="B1-2")
    assert [one.description for one in later.outstanding] == ["C"]


def test_what_looks_wrong_is_told_and_stops_nothing(company: CompanyFacts) -> None:
    bank = account(company)
    first = moved(company, bank, 500_00, "A")
    late = moved(company, bank, 9_00, "C", date(2026, 4, 2))
    begun(company, (500_00, "A"), (10_00, "C"), (1_00, ""), ending=1600_00)
    assert codes(company) == ["ending_differs", "lines_unmatched", "proof_differs"]
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[1], entries=[first])
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[2], entries=[late])
    change_reconciliation(company=company, actor=build.BOB, name="B1-1", statement_date=date(2026, 3, 30))
    found = module.reconciliation_report(company=company, name="B1-1")
    assert [one.code for one in found.warnings] == [
        "ending_differs", "lines_later", "entries_later", "lines_unmatched", "lines_differ", "proof_differs",
    ]  # fmt: skip
    assert found.difference_minor == 2_00
