"""What lies between the bank and the books at the end of a day, told from the details."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.proof.figures import Proof, prove
from reskontra.bank.proof.paper import all_lines
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.bank.reconciliation.report import reconciliation_report
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


def test_an_account_in_another_currency_is_proved_in_its_own_and_its_gl_told_in_local(story: Story) -> None:
    """60 EUR of cash at 11.00, a fee of 5 EUR the books lack; at the month's end a euro is 12.00."""
    story.tells(
        """
        rate      EUR 2026-01-01 10.00
        bank      B2 1000.00 EUR
        rate      EUR 2026-03-15 11.00
        rate      EUR 2026-03-31 12.00
        batch      EURO bank:B2
        type       EURO customer:C2 -60.00 currency=EUR on=2026-03-20
        type       EURO customer:C2 -7.00 currency=EUR on=2026-03-20
        post-batch EURO
        statement B2 2026-03-31
        line      60.00 text=kassa
        line      -5.00 text=avgift
        import
        """
    )
    company = story.company
    account = find_bank_account(company=company, number="B2")
    new = NewReconciliation("B2", END, 1055_00, "77")
    found = create_reconciliation(company=company, actor=build.BOB, new=new)
    take_statements(company=company, actor=build.BOB, name=found.name, import_number=1)
    match_reconciliation(company=company, actor=build.BOB, name=found.name, days=20)
    local = 1000_00 * 10 + 67_00 * 11
    proved = ProofFigures(bank=1055_00, books=1067_00, outstanding=67_00, missing=55_00)
    before = prove(company=company, account=account, as_of=END)
    assert (before.figures, before.gl_local_minor) == (proved, local)
    story.tell("adjust 2026-03-31 banks")
    after = prove(company=company, account=account, as_of=END)
    assert (after.figures, after.outstanding, after.missing) == (proved, before.outstanding, before.missing)
    assert proved.unexplained == 0
    assert after.gl_local_minor == 1067_00 * 12
    report = reconciliation_report(company=company, name=found.name)
    assert (report.gl_local_minor, report.gl_minor, report.ledger_minor) == (1067_00 * 12, 1067_00, 1067_00)
    told = [f"{line.word}: {line.amount}" for line in all_lines(company, after)]
    assert told[-1] == "G/L account 1940 in SEK, exchange adjustments among it: 12,804.00"
    assert (
        prove(company=company, account=find_bank_account(company=company, number="B1"), as_of=END).gl_local_minor
        is None
    )
