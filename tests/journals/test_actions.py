"""Journals and their lines are made in bulk."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.bank.models import BankTransaction
from reskontra.bank.queries import statements
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.actions import NewJournal, NewLine, add_lines, create_journal, supersede_lines
from reskontra.journals.models import Journal, JournalLine
from tests.bank.files import Pay, Stmt, account, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def transaction_id(company: CompanyFacts) -> int:
    """A bank transaction, on line 1 of PRJ000001."""
    account(company)
    load(company, camt(Stmt((Pay("5.00", text="Hej"),))))
    return BankTransaction.objects.get().id


def test_a_journal_gets_the_next_number_of_its_series(company: CompanyFacts, transaction_id: int) -> None:
    (statement,) = statements(company=company)
    (first,) = Journal.objects.values_list("file_import_id", flat=True)
    assert first is not None
    made = NewJournal("PAYMENT_RECONCILIATION", statement.bank_account_id, statement.id, first)
    with transaction.atomic():
        id, number = create_journal(company=company, actor="Alice", journal=made)
    row = Journal.objects.get(id=id)
    assert (number, row.number, row.state, row.created_by) == ("PRJ000002", "PRJ000002", "OPEN", "Alice")


def test_lines_are_numbered_on(company: CompanyFacts, transaction_id: int) -> None:
    JournalLine.objects.update(state="SUPERSEDED")
    journal = Journal.objects.get()
    line = NewLine(transaction_id, "2026-03-02", 500, "EUR", None, "Hej", True)
    with transaction.atomic():
        assert add_lines(company=company, journal_id=journal.id, first_number=2, lines=[line]) == 3
        assert add_lines(company=company, journal_id=journal.id, first_number=3, lines=[]) == 3
    row = JournalLine.objects.get(line_number=2)
    assert (row.amount_minor, row.account_minor, row.currency, row.state) == (500, None, "EUR", "OPEN")
    assert (row.is_duplicate_suspect, row.reviewed_by, row.account_number) == (True, "", "")


def test_only_open_lines_give_way(company: CompanyFacts, transaction_id: int) -> None:
    line = JournalLine.objects.get()
    supersede_lines(company=company, line_ids=[line.id])
    line.refresh_from_db()
    assert line.state == "SUPERSEDED"
    JournalLine.objects.update(state="REVERSED")
    supersede_lines(company=company, line_ids=[line.id])
    line.refresh_from_db()
    assert line.state == "REVERSED"
