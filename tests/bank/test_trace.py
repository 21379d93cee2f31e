"""Bank transactions by the references they bear."""

from __future__ import annotations

import pytest

from reskontra.bank.models import BankTransaction, TransactionReference
from reskontra.bank.trace import traced_transactions, transactions_with
from reskontra.companies.queries import CompanyFacts
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_transaction_is_found_by_each_of_its_references(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells("""
        bank      B1 10000.00
        statement B1 2026-03-02
        line      1000.00 ocr=18 name="Alfa AB"
        line      200.00 text="INV-2"
        import""")
    row = BankTransaction.objects.get(company=company.id, number=1)
    (paid_with,) = TransactionReference.objects.filter(company=company.id)
    references = {row.bank_reference, row.end_to_end_id, paid_with.raw} - {""}
    assert references
    for reference in references:
        assert transactions_with(company=company, reference=reference) == [row.id]
    for reference in ("", "nothing", "INV-2"):
        assert transactions_with(company=company, reference=reference) == []
    (found,) = traced_transactions(company=company, ids=[row.id])
    assert (found.bank_account, str(found.amount), found.payer, found.state) == (
        "B1", "1000.00 SEK", "Alfa AB", "BOOKED",
    )  # fmt: skip
    assert found.file_import == 1
    assert (found.journal, found.line, found.voucher_id) == ("PRJ000001", 1, 0)
