"""Bank entries that a bank reconciliation holds."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger import reconciled_entries as module
from tests import books
from tests.bank.reconciliation.books import DAY, account, moved, states

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads, pytest.mark.damages_books]


def test_held_closed_and_open_again(company: CompanyFacts) -> None:
    bank = account(company)
    entry, other = moved(company, bank, 5_00), moved(company, bank, 7_00)
    module.hold_bank_entries(company=company, bank_account=bank, ids=[entry])
    assert [one.id for one in module.open_bank_entries(company=company, bank_account_id=bank.id)] == [other]
    module.close_held_entries(company=company, ids=[entry, other], closed_date=DAY)
    assert states(company) == {entry: "CLOSED", other: "OPEN"}
    module.reopen_held_entries(company=company, ids=[entry, other])
    module.release_bank_entries(company=company, ids=[entry])
    assert states(company) == {entry: "OPEN", other: "OPEN"}
    early = module.open_bank_entries(company=company, bank_account_id=bank.id, until=date(2026, 3, 30))
    assert early == []


def test_what_is_not_open_or_of_another_account_is_refused(company: CompanyFacts) -> None:
    bank = account(company)
    entry = moved(company, bank, 5_00)
    module.hold_bank_entries(company=company, bank_account=bank, ids=[entry])
    before = books.contents()
    for id in (entry, 99_999):
        with pytest.raises(module.BankEntryNotOpen):
            module.hold_bank_entries(company=company, bank_account=bank, ids=[id])
    assert books.contents() == before
