"""The lines that bank transactions became."""

from __future__ import annotations

import pytest

from reskontra.bank.models import BankTransaction
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.trace import TracedLine, lines_of_transactions, transactions_of_vouchers, vouchers_taken_back
from reskontra.ledger.queries import find_voucher
from tests.reported_book import reported

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_line_is_found_after_its_voucher_is_reversed_too(company: CompanyFacts) -> None:
    story = reported(company)
    posted = find_voucher(company=company, name="B-2026-2")
    second = BankTransaction.objects.get(company=company.id, statement__bank_account__number="B1", number=2).id
    assert lines_of_transactions(company=company, ids=[second]) == {second: TracedLine("PRJ000001", 2, posted)}
    assert transactions_of_vouchers(company=company, ids=[posted]) == [second]
    story.tells("on PRJ000001\nreverse 2")
    assert lines_of_transactions(company=company, ids=[second]) == {second: TracedLine("PRJ000001", 2, 0)}
    assert transactions_of_vouchers(company=company, ids=[posted]) == [second]
    assert vouchers_taken_back(company=company, transaction_ids=[second]) == [posted]
    assert lines_of_transactions(company=company, ids=[]) == {}
