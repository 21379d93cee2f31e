"""What a deposit posted stands with its lines; one that the bank has brought is not undone."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Findings
from reskontra.journals.deposit_posting import DepositMatched, post_deposit, undo_deposit
from reskontra.journals.deposits import find_deposit
from reskontra.journals.models import TypedLine
from reskontra.journals.typed_lines import typed_lines
from reskontra.ledger.models import BankEntry, Voucher
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("way", "externals", "texts"),
    [("", ["771", "772"], ["Alfa AB", "Alfa AB"]), ("lump", ["INS000001"], ["B1"])],
)
def test_what_the_bank_is_told(story: Story, way: str, externals: list[str], texts: list[str]) -> None:
    story.tells(f"""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        deposit  B1 500.00 {way}
        paid-in  INS000001 customer:C1 200.00 external=771
        paid-in  INS000001 customer:C1 300.00 external=772
        post-deposit INS000001
    """)
    found = find_deposit(company=story.company, number="INS000001")
    assert (found.state, found.voucher, found.counter) == ("POSTED", "A-2026-1", "")
    lines = typed_lines(company=story.company, journal_id=found.journal_id, states=["POSTED"])
    assert {line.voucher_id for line in lines} == {found.voucher_id}
    entries = BankEntry.objects.filter(voucher=found.voucher_id).order_by("id")
    assert [entry.external_document_number for entry in entries] == externals
    assert [entry.description for entry in entries] == texts
    assert Voucher.objects.filter(company=story.company.id, source="GENERAL").count() == 1


@pytest.mark.damages_books
def test_one_that_a_statement_holds_is_not_undone(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        deposit  B1 500.00
        paid-in  INS000001 gl:1910 500.00
        post-deposit INS000001
    """)
    BankEntry.objects.filter(company=story.company.id, amount_minor=500_00).update(state="MATCHED")
    with pytest.raises(DepositMatched, match="INS000001 is on a bank statement"):
        undo_deposit(company=story.company, actor=build.BOB, number="INS000001", reason="Twice")


def test_a_line_on_the_own_bank_account_from_before_it_was_refused_when_typed_is_not_posted(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        deposit  B1 500.00
        paid-in  INS000001 gl:1910 500.00
    """)
    TypedLine.objects.filter(company=story.company.id).update(account_type="BANK", account_number="B1")
    with pytest.raises(Findings, match="line 1, account: The line takes the money from bank account B1"):
        post_deposit(company=story.company, actor=build.BOB, number="INS000001", today=None)
