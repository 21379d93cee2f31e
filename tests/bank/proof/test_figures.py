"""What lies between the bank and the books at the end of a day, told from the details."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.proof.figures import Proof, prove
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.core.bank_proof import ProofFigures
from reskontra.ledger.queries import find_bank_account
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
END = date(2026, 3, 31)


def proof(story: Story, as_of: date = END) -> Proof:
    account = find_bank_account(company=story.company, number="B1")
    return prove(company=story.company, account=account, as_of=as_of)


def test_what_is_on_one_side_alone_is_listed_and_what_came_later_changes_nothing(month: Story) -> None:
    before = proof(month, date(2026, 3, 30))
    assert (before.figures, before.statement_date, before.books_minor) == (None, None, 10000_00)
    found = proof(month)
    assert found.figures == ProofFigures(bank=10460_00, books=10525_00, outstanding=25_00, missing=-40_00)
    assert found.figures.unexplained == 0
    assert [(row.day, row.minor, row.text) for row in found.missing] == [(END, -40_00, "avgift")]
    assert [(row.minor, row.day) for row in found.outstanding] == [(25_00, END)]
    month.tells(
        """
        posting-date 2026-04-02
        apply      2 gl:6570
        post       2
        statement  B1 2026-04-03
        line       300.00 text=x
        import
        """
    )
    again = proof(month)
    assert (again.figures, again.missing, again.outstanding) == (found.figures, found.missing, found.outstanding)
    later = proof(month, date(2026, 4, 3)).figures
    assert later == ProofFigures(bank=10760_00, books=10485_00, outstanding=25_00, missing=300_00)


def test_what_is_taken_back_counts_until_then(month: Story) -> None:
    found = proof(month)
    month.tells("reverse 1")
    again = proof(month)
    assert again.figures == ProofFigures(bank=10460_00, books=10025_00, outstanding=25_00, missing=460_00)
    assert len(again.missing) == 2
    assert found.figures is not None


def test_what_a_statement_leaves_out_is_unexplained(month: Story) -> None:
    month.tells("statement B1 2026-04-03 opening=10520.00\nline 1.00 text=y\nimport gap")
    later = proof(month, date(2026, 4, 3)).figures
    assert later == ProofFigures(bank=10521_00, books=10525_00, outstanding=25_00, missing=-39_00)
    assert later.unexplained == -60_00


def test_what_a_posted_reconciliation_closed_of_an_imported_statement_is_on_both_sides(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-31
        line      25.00 text=kassa
        line      -3.00 text=ränta
        import
        batch      KASSA bank:B1
        type       KASSA customer:C2 -25.00 on=2026-03-30
        type       KASSA customer:C2 3.00 on=2026-03-30 as=refund
        type       KASSA customer:C2 -7.00 on=2026-03-31
        post-batch KASSA
        """
    )
    found = create_reconciliation(
        company=story.company, actor=build.BOB, new=NewReconciliation("B1", END, 10022_00, "77")
    )
    take_statements(company=story.company, actor=build.BOB, name=found.name, import_number=1)
    match_reconciliation(company=story.company, actor=build.BOB, name=found.name, days=1)
    before = proof(story).figures
    assert before == ProofFigures(bank=10022_00, books=10029_00, outstanding=29_00, missing=22_00)
    post_reconciliation(company=story.company, actor=build.BOB, name=found.name)
    after = proof(story).figures
    assert after == ProofFigures(bank=10022_00, books=10029_00, outstanding=7_00, missing=0)
