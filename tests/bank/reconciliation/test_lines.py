"""Lines of a bank reconciliation."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation import lines as module
from reskontra.bank.reconciliation.matching import apply_entries
from reskontra.bank.reconciliation.queries import ReconciliationLineUnknown, lines_of
from reskontra.companies.queries import CompanyFacts
from tests import books, build
from tests.bank.reconciliation.books import DAY, account, begun, moved, states

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_deleted_line_frees_its_entries(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    found = begun(company, (500_00, "Alfa"), (1_00, ""))
    apply_entries(company=company, actor=build.BOB, name="B1-1", number=1, entries=[entry])
    module.delete_line(company=company, actor=build.BOB, name="B1-1", number=1)
    assert states(company) == {entry: "OPEN"}
    assert [one.number for one in lines_of(company=company, found=found)] == [2]


def test_a_line_without_amount_and_one_that_is_not_there_are_refused(company: CompanyFacts) -> None:
    account(company)
    begun(company)
    before = books.contents()
    with pytest.raises(module.LineWithoutAmount):
        module.add_line(company=company, actor=build.BOB, name="B1-1", day=DAY, minor=0, text="")
    with pytest.raises(ReconciliationLineUnknown):
        module.delete_line(company=company, actor=build.BOB, name="B1-1", number=4)
    assert books.contents() == before
