"""Lines suggested from the bank ledger."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation import suggesting as module
from reskontra.bank.reconciliation.queries import lines_of
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import BankAccount
from tests import books, build
from tests.bank.reconciliation.books import account, begun, moved, states

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def suggested(company: CompanyFacts, day: int = 31) -> int:
    return module.suggest_lines(company=company, actor=build.BOB, name="B1-1", ending=date(2026, 3, day))


def test_a_line_for_each_open_entry_matched_and_never_twice(company: CompanyFacts) -> None:
    bank = account(company)
    early = moved(company, bank, 500_00, "Alfa", date(2026, 3, 10))
    late, beyond = moved(company, bank, -20_00, "Charge"), moved(company, bank, 1_00, day=date(2026, 4, 1))
    found = begun(company)
    assert suggested(company, 15) == 1
    assert suggested(company) == 1  # cut down to the day of the statement, and what is matched is left out
    lines = lines_of(company=company, found=found)
    assert [(line.amount_minor, line.difference_minor, line.description) for line in lines] == [
        (500_00, 0, "Alfa"), (-20_00, 0, "Charge"),
    ]  # fmt: skip
    assert lines[0].document_number.startswith("A-2026-")
    assert states(company) == {early: "MATCHED", late: "MATCHED", beyond: "OPEN"}
    before = books.contents()
    with pytest.raises(module.NothingToSuggest):
        suggested(company)
    assert books.contents() == before


def test_an_account_that_is_not_matched_by_itself_gets_bare_lines(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    BankAccount.objects.update(disables_auto_match=True)
    begun(company)
    assert suggested(company) == 1
    assert states(company) == {entry: "OPEN"}
