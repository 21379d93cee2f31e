"""When a statement closes, what the bank account notes, and when it opens again."""

from __future__ import annotations

import pytest

from reskontra.ledger.models import BankEntry
from reskontra.ledger.queries import find_bank_account
from reskontra.matching.actions.close_statement import close_statements, reopen_statements
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      800.00 name="Beta AB" ocr=10033
        import
        match
        """
    )
    return story


def test_the_last_line_closes_it(imported: Story) -> None:
    imported.tells("post 1\nbank-says B1 matched=1 closed=1 last=10000.00\npost 2")
    imported.tell("bank-says B1 matched=0 closed=3 last=11300.00")
    account = find_bank_account(company=imported.company, number="B1")
    assert account.last_statement_number == "S-1"
    days = BankEntry.objects.filter(statement__isnull=False).values_list("closed_date", flat=True)
    assert {day.isoformat() for day in days if day} == {"2026-03-02"}


def test_a_journal_with_open_lines_closes_nothing(imported: Story) -> None:
    assert close_statements(company=imported.company, journals=[imported.facts]) == []
    imported.tell("journal PRJ000001 open")


def test_closing_again_changes_nothing(imported: Story) -> None:
    imported.tell("post")
    assert close_statements(company=imported.company, journals=[imported.facts]) == ["S-1"]
    imported.tell("bank-says B1 matched=0 closed=3 last=11300.00")


def test_lines_left_for_a_bank_reconciliation_keep_it_open(imported: Story) -> None:
    imported.tells("post 1 payments-only\npost 2")
    imported.tells("journal PRJ000001 posted\nbank-says B1 open=1 matched=1 closed=1 last=10000.00")


def test_an_earlier_statement_closed_later_is_not_the_last(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        statement B1 2026-03-03
        line      800.00 name="Beta AB" ocr=10033
        import
        match     PRJ000001 PRJ000002
        post      PRJ000002
        bank-says B1 last=11300.00
        post      PRJ000001
        bank-says B1 last=11300.00 matched=0
        """
    )
    assert find_bank_account(company=story.company, number="B1").last_statement_number == "S-2"


def test_reopening_notes_what_it_opened_with(imported: Story) -> None:
    imported.tell("post")
    vouchers = BankEntry.objects.filter(statement__isnull=False).values_list("voucher_id", flat=True)
    reopen_statements(company=imported.company, vouchers=list(vouchers))
    imported.tell("bank-says B1 matched=2 closed=1 last=10000.00")
    close_statements(company=imported.company, journals=[imported.facts])
    imported.tell("bank-says B1 matched=0 closed=3 last=11300.00")
