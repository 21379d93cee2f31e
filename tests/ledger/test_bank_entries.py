"""Bank entries that wait for a statement."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.bank_entries import has_open_bank_entries, unmatched_bank_entries
from tests import build
from tests.postings import DAY, on_account, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_no_statement_has_brought_waits(company: CompanyFacts) -> None:
    bank = build.bank_account(company, opening="1000.00")
    paid = pay(company, bank, on_account(company, build.customer(company), 250_00))
    (entry,) = unmatched_bank_entries(company=company, bank_accounts=[bank.id])
    assert (entry.amount_minor, entry.voucher_id, entry.posting_date) == (250_00, paid.voucher.id, DAY)
    assert entry.counterparts == frozenset()
    assert unmatched_bank_entries(company=company, bank_accounts=[bank.id + 1]) == []
    assert not has_open_bank_entries(company=company, bank_account_id=bank.id, transaction_ids=[1])
