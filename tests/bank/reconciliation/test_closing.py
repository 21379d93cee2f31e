"""Posting a bank reconciliation, and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from reskontra.bank.models import ReconciledEntry, Reconciliation
from reskontra.bank.reconciliation import closing as module
from reskontra.bank.reconciliation.changing import ReconciliationPosted
from reskontra.bank.reconciliation.documents import (
    NewReconciliation,
    change_reconciliation,
    change_statement_number,
    create_reconciliation,
    delete_reconciliation,
)
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.lines import add_line, delete_line
from reskontra.bank.reconciliation.matching import (
    match_by_hand,
    match_reconciliation,
    remove_entries,
    remove_entry,
)
from reskontra.bank.reconciliation.queries import find_reconciliation
from reskontra.bank.reconciliation.suggesting import suggest_lines
from reskontra.bank.reconciliation.transferring import transfer_differences
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import Journal, JournalLine
from reskontra.ledger.actions import start_run
from reskontra.ledger.models import BankAccount, BankEntry, VoucherLine
from reskontra.ledger.queries import find_bank_account
from reskontra.ledger.reversal import BankEntryReconciled, reverse_vouchers
from tests import books, build
from tests.bank.reconciliation.books import DAY, account, begun, moved, states
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TABLES = (BankAccount, BankEntry, Journal, JournalLine, Reconciliation, ReconciledEntry, VoucherLine)


def rows() -> list[object]:
    return [list(table.objects.order_by("id").values()) for table in TABLES]


def without_moments(found: list[object]) -> list[object]:
    return [[{**row, "posted_at": None, "gl_minor": None} for row in table] for table in found]  # type: ignore[attr-defined]


def matched(company: CompanyFacts) -> int:
    entry = moved(company, account(company), 500_00, "Alfa")
    begun(company, (500_00, "Alfa"))
    match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    return entry


def test_posting_closes_the_entries_and_notes_the_statement(company: CompanyFacts) -> None:
    entry = matched(company)
    amounts = list(VoucherLine.objects.values())
    assert module.post_reconciliation(company=company, actor=build.BOB, name="B1-1") == 1
    assert states(company) == {entry: "CLOSED"}
    assert BankEntry.objects.get(id=entry).closed_date == DAY
    bank = find_bank_account(company=company, number="B1")
    assert (bank.last_statement_number, bank.balance_last_statement_minor) == ("1", 1500_00)
    assert list(VoucherLine.objects.values()) == amounts
    assert begun(company).name == "B1-2"


def test_undone_every_field_is_as_before_and_it_can_be_posted_again(company: CompanyFacts) -> None:
    matched(company)
    before = rows()
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    posted = rows()
    assert module.undo_reconciliation(company=company, actor=build.BOB, name="B1-1").entries == 1
    assert rows() == before
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert without_moments(rows()) == without_moments(posted)


def test_what_is_posted_is_not_changed(company: CompanyFacts) -> None:
    entry = matched(company)
    before = books.contents()
    with pytest.raises(module.ReconciliationNotPosted):
        module.undo_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert books.contents() == before
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    here: dict[str, Any] = {"company": company, "actor": build.BOB, "name": "B1-1"}
    attempts: list[Callable[[], object]] = [
        lambda: delete_reconciliation(**here),
        lambda: module.post_reconciliation(**here),
        lambda: add_line(**here, day=DAY, minor=1_00, text=""),
        lambda: delete_line(**here, number=1),
        lambda: match_reconciliation(**here, again=True),
        lambda: match_by_hand(**here, numbers=[1], entries=[entry]),
        lambda: remove_entries(**here, number=1),
        lambda: remove_entry(**here, entry=entry),
        lambda: change_reconciliation(**here, ending_minor=1_00),
        lambda: change_statement_number(**here, number="9"),
        lambda: suggest_lines(**here, ending=DAY),
        lambda: take_statements(**here, import_number=1),
        lambda: transfer_differences(**here, numbers=[1], batch="KASSA", today=DAY),
    ]
    before = books.contents()
    for attempt in attempts:
        with pytest.raises(ReconciliationPosted):
            attempt()
    assert books.contents() == before


def later_posted(company: CompanyFacts) -> None:
    """B1-1 and B1-2, one after the other."""
    matched(company)
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    moved(company, find_bank_account(company=company, number="B1"), 30_00)
    begun(company, (30_00, ""), ending=1530_00)
    match_reconciliation(company=company, actor=build.BOB, name="B1-2")
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-2")


def test_one_before_a_later_one_is_undone_with_a_warning_and_posted_again(company: CompanyFacts) -> None:
    later_posted(company)
    before = rows()
    done = module.undo_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert done == module.Undone(1, ("B1-2",))
    bank = find_bank_account(company=company, number="B1")
    assert (bank.last_statement_number, bank.balance_last_statement_minor) == ("2", 1530_00)
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert without_moments(rows()) == without_moments(before)
    for name in ("B1-1", "B1-2"):
        module.undo_reconciliation(company=company, actor=build.BOB, name=name)
    bank = find_bank_account(company=company, number="B1")
    assert (bank.last_statement_number, bank.balance_last_statement_minor) == ("", 1000_00)
    assert set(states(company).values()) == {"MATCHED"}


def test_a_preview_changes_nothing_and_figures_are_kept(company: CompanyFacts) -> None:
    entry = matched(company)
    moved(company, find_bank_account(company=company, number="B1"), 70_00)
    before = books.contents()
    found = module.preview_posting(company=company, name="B1-1")
    assert books.contents() == before
    assert [one.id for one in found.entries] == [entry]
    assert (found.number_before, found.number_after) == ("", "1")
    assert (found.balance_before_minor, found.balance_after_minor) == (1000_00, 1500_00)
    module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    kept = find_reconciliation(company=company, name="B1-1")
    assert (kept.gl_minor, kept.outstanding_minor, kept.outstanding_checks_minor) == (1570_00, 70_00, 0)
    assert kept.posted_by == build.BOB
    with pytest.raises(ReconciliationPosted):
        module.preview_posting(company=company, name="B1-1")


def test_differences_that_cancel_out_are_posted_where_that_is_set(company: CompanyFacts) -> None:
    bank = account(company)
    first, second = moved(company, bank, 40_00), moved(company, bank, 60_00)
    begun(company, (50_00, ""), (50_00, ""), (5_00, ""))
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[1], entries=[first])
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[2], entries=[second])
    with pytest.raises(module.LineUnreconciled):
        module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    change_settings(company=company, actor=build.BOB, values={module.DIFFERENCES_CANCEL: True})
    before = books.contents()
    with pytest.raises(module.DifferencesRemain):
        module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert books.contents() == before
    delete_line(company=company, actor=build.BOB, name="B1-1", number=3)
    change_reconciliation(company=company, actor=build.BOB, name="B1-1", ending_minor=1100_00)
    assert module.post_reconciliation(company=company, actor=build.BOB, name="B1-1") == 2
    module.undo_reconciliation(company=company, actor=build.BOB, name="B1-1")
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[1, 2], entries=[second])
    before = books.contents()
    with pytest.raises(module.SharedEntryDiffers):
        module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert books.contents() == before


def test_a_statement_without_movements_is_meant(company: CompanyFacts) -> None:
    account(company)
    begun(company)
    assert module.post_reconciliation(company=company, actor=build.BOB, name="B1-1", is_empty_meant=True) == 0


def test_what_does_not_add_up_or_is_not_matched_is_refused(company: CompanyFacts) -> None:
    account(company)
    begun(company)
    begun(company, (500_00, "Alfa"), ending=1400_00)
    begun(company, (500_00, "Alfa"))
    before = books.contents()
    for name, refusal in (
        ("B1-1", module.ReconciliationEmpty),
        ("B1-2", module.ReconciliationOutOfBalance),
        ("B1-3", module.LineUnreconciled),
    ):
        with pytest.raises(refusal):
            module.post_reconciliation(company=company, actor=build.BOB, name=name)
    assert books.contents() == before


def test_a_blocked_account_is_refused(company: CompanyFacts) -> None:
    matched(company)
    BankAccount.objects.update(is_blocked=True)
    before = books.contents()
    with pytest.raises(module.ReconcilingBlockedAccount):
        module.post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert books.contents() == before


def test_payments_left_for_it_are_closed_by_it_and_not_by_their_journal(story: Story) -> None:
    story.tells(
        """
        bank      B1 1000.00
        mapping   avgift gl:6570
        statement B1 2026-03-02
        line      500.00 text="avgift"
        line      800.00 text="avgift"
        import
        match
        post 1 payments-only
        """
    )
    company = story.company
    opening = find_bank_account(company=company, number="B1").balance_last_statement_minor or 0
    day = date(2026, 3, 2)
    new = NewReconciliation("B1", day, opening + 500_00)
    found = create_reconciliation(company=company, actor=build.BOB, new=new)
    add_line(company=company, actor=build.BOB, name=found.name, day=day, minor=500_00, text="Alfa AB")
    assert match_reconciliation(company=company, actor=build.BOB, name=found.name).matched == 1
    story.tell("post 2")
    held = BankEntry.objects.get(company=company.id, amount_minor=500_00, transaction__isnull=False)
    assert (held.state, held.statement_id) == ("MATCHED", None)
    module.post_reconciliation(company=company, actor=build.BOB, name=found.name)
    held.refresh_from_db()
    assert (held.state, held.closed_date) == ("CLOSED", day)
    module.undo_reconciliation(company=company, actor=build.BOB, name=found.name)
    held.refresh_from_db()
    assert (held.state, held.closed_date) == ("MATCHED", None)


def test_the_voucher_of_a_held_entry_is_not_reversed(company: CompanyFacts) -> None:
    entry = matched(company)
    voucher = BankEntry.objects.get(id=entry).voucher_id
    before = books.contents()
    with pytest.raises(BankEntryReconciled):
        take_back(company, voucher)
    assert books.contents() == before


def take_back(company: CompanyFacts, voucher: int) -> None:
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        reverse_vouchers(company=company, run=run, voucher_ids=[voucher])
