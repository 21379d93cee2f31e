"""Transactions of an imported statement on a bank reconciliation."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.actions.undo import ImportReconciled
from reskontra.bank.reconciliation import importing as module
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation, delete_reconciliation
from reskontra.bank.reconciliation.lines import delete_line
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.core.errors import Refused
from reskontra.journals.queries import journals
from reskontra.ledger.queries import find_bank_account
from reskontra.matching.actions.undo_import import undo_import
from tests import books, build
from tests.bank.reconciliation.books import moved
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

DAY = date(2026, 3, 2)
IMPORTED = """
bank      B1 1000.00
bank      B2 0.00
mapping   avgift gl:6570
statement B1 2026-03-02
line      500.00 name="Alfa AB" text="Faktura 17" ocr=10025
line      -80.00 text="avgift"
import
"""


def taken(story: Story, name: str = "B1-1") -> module.Taken:
    return module.take_statements(company=story.company, actor=build.BOB, name=name, import_number=1)


def begun(story: Story, bank: str = "B1") -> str:
    new = NewReconciliation(bank, DAY, 0)
    return create_reconciliation(company=story.company, actor=build.BOB, new=new).name


def test_untouched_transactions_move_are_matched_and_posted(story: Story) -> None:
    story.tells(IMPORTED)
    company = story.company
    bank = find_bank_account(company=company, number="B1")
    moved(company, bank, 500_00, "Alfa", DAY), moved(company, bank, -80_00, "Bank", DAY)
    begun(story)
    assert taken(story) == module.Taken(("S-1",), 2, 2)
    found = find_reconciliation(company=company, name="B1-1")
    assert (found.opening_minor, found.ending_minor, found.statement_date) == (1000_00, 1420_00, DAY)
    first = lines_of(company=company, found=found)[0]
    assert (first.amount_minor, first.party, first.reference) == (500_00, "Alfa AB", "10025")
    assert journals(company=company) == []
    assert taken(story).lines == 0
    assert match_reconciliation(company=company, actor=build.BOB, name="B1-1").matched == 2
    assert post_reconciliation(company=company, actor=build.BOB, name="B1-1") == 2


def test_taken_away_a_transaction_is_back_on_its_payment_journal(story: Story) -> None:
    story.tells(IMPORTED)
    company = story.company
    begun(story)
    taken(story)
    delete_line(company=company, actor=build.BOB, name="B1-1", number=2)
    (journal,) = journals(company=company)
    assert (journal.state, journal.open_lines) == ("OPEN", 1)
    before = books.contents()
    with pytest.raises(ImportReconciled):
        undo_import(company=company, actor=build.BOB, number=1)
    assert books.contents() == before
    assert taken(story) == module.Taken(("S-1",), 1, 1)
    delete_reconciliation(company=company, actor=build.BOB, name="B1-1")
    (journal,) = journals(company=company)
    assert journal.open_lines == 2
    story.tells("match 1")
    assert undo_import(company=company, actor=build.BOB, number=1).lines == 2


@pytest.mark.parametrize(
    ("told", "account", "refusal"),
    [
        ("apply 2 gl:6570", "B1", module.TransactionWorkedOn),
        ("match\npost 2", "B1", module.TransactionPosted),
        ("", "B2", module.NoStatementToTake),
    ],
)
def test_what_is_worked_on_posted_or_elsewhere_is_not_taken(
    story: Story, told: str, account: str, refusal: type[Refused]
) -> None:
    story.tells(IMPORTED + told)
    name = begun(story, account)
    before = books.contents()
    with pytest.raises(refusal):
        taken(story, name)
    assert books.contents() == before


def test_a_transaction_is_on_one_reconciliation(story: Story) -> None:
    story.tells(IMPORTED)
    begun(story), begun(story)
    taken(story)
    before = books.contents()
    with pytest.raises(module.TransactionReconciled):
        taken(story, "B1-2")
    assert books.contents() == before


def test_a_transaction_in_another_currency_stays_on_its_payment_journal(story: Story) -> None:
    story.tells(
        """
        rate      EUR 2026-01-01 10.00
        bank      B1 1000.00
        statement B1 2026-03-02
        line      50.00 currency=EUR text=euro
        import    currency
        """
    )
    begun(story)
    before = books.contents()
    with pytest.raises(module.TransactionInOtherCurrency):
        taken(story)
    assert books.contents() == before
