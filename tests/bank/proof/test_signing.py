"""A signed proof stays as it was, and the time until then is locked until an administrator takes it back."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.trail import newest
from reskontra.bank.proof import checks, locking, paper
from reskontra.bank.proof.signing import sign_proof, withdraw_sign_off
from reskontra.bank.reconciliation.closing import post_reconciliation, undo_reconciliation
from reskontra.bank.reconciliation.matching import apply_entries
from reskontra.companies.files import read_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_proof import ProofFigures
from reskontra.core.errors import Refused
from reskontra.interface.second_pair import actor_is_told
from reskontra.interface.tokens import create_token
from reskontra.ledger.queries import find_bank_account
from reskontra.ledger.sign_offs import BankAccountSigned, SignOffFacts, sign_offs, standing_sign_offs
from tests import books, build
from tests.bank.reconciliation.books import account, begun, moved
from tests.letters.test_pdf import text
from tests.story import Story

__all__ = ["checks", "locking", "paper"]
pytestmark = pytest.mark.django_db
END, TODAY = date(2026, 3, 31), date(2026, 4, 10)


def sign(story: Story, as_of: date = END, *, actor: str = build.ALICE, explanation: str = "") -> SignOffFacts:
    return sign_proof(
        company=story.company, actor=actor, number="B1", as_of=as_of, today=TODAY, explanation=explanation
    )


def withdraw(story: Story, as_of: date = END, reason: str = "The fee was forgotten.") -> None:
    withdraw_sign_off(company=story.company, actor=build.BOB, number="B1", as_of=as_of, reason=reason)


def code_of(command: object, *words: object, **more: object) -> str:
    """What it is refused with; nothing is changed then."""
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        command(*words, **more)  # type: ignore[operator]
    assert books.contents() == before
    return refusal.value.code


def test_what_is_signed_is_frozen_with_its_paper_and_locks_the_time_until_then(month: Story) -> None:
    assert code_of(sign, month, date(2026, 4, 11)) == "day_not_over"
    assert code_of(sign, month, date(2026, 3, 1)) == "no_statement_yet"
    signed = sign(month)
    assert signed.figures == ProofFigures(10460_00, 10525_00, 25_00, -40_00)
    assert (signed.signed_by, signed.stands, signed.waits_for_second) == (build.ALICE, True, False)
    told = text(read_file(company=month.company, file_id=signed.file_id))
    assert "The books agree with the bank." in told
    assert f"Signed by {build.ALICE}" in told
    assert newest(company=month.company.id)[0] == "bank_account.signed"
    assert standing_sign_offs(company=month.company) == {signed.bank_account_id: signed}
    assert code_of(sign, month) == "signed_already"
    assert code_of(sign, month, date(2026, 3, 30)) == "signed_later"
    month.tells(
        """
        batch      MER bank:B1
        type       MER customer:C2 -1.00 on=2026-03-31
        post-batch MER refused bank_account_signed B1 2026-03-31 Alice
        apply      2 gl:6570
        post       2 refused bank_account_signed
        reverse    1 refused bank_account_signed
        statement  B1 2026-03-31
        line       1.00 text=sen
        import     refused bank_account_signed
        """
    )


def test_work_goes_on_after_the_day_and_changes_nothing_that_was_signed(month: Story) -> None:
    sign(month)
    month.tells(
        """
        posting-date 2026-04-01
        apply      2 gl:6570
        post       2
        journal    PRJ000001 posted
        statement  B1 2026-04-03
        line       1000.00 name="ALFA AB" ocr=10017
        import
        match
        post
        """
    )
    later = sign(month, date(2026, 4, 3))
    assert later.figures == ProofFigures(11460_00, 11485_00, 25_00, 0)
    assert code_of(withdraw, month) == "signed_on_top"


def test_taken_back_with_a_reason_it_stays_to_be_seen_and_the_time_is_open(month: Story) -> None:
    assert code_of(withdraw, month) == "not_signed"
    sign(month)
    assert code_of(withdraw, month, reason=" ") == "withdrawal_reason_missing"
    withdraw(month)
    (found,) = sign_offs(company=month.company)
    assert (found.withdrawn_by, found.withdrawn_reason, found.stands) == (build.BOB, "The fee was forgotten.", False)
    assert newest(company=month.company.id) == (
        "bank_account.unsigned",
        {"as_of": "2026-03-31", "reason": "The fee was forgotten."},
    )
    month.tells("apply 2 gl:6570\npost 2")
    assert sign(month).figures == ProofFigures(10460_00, 10485_00, 25_00, 0)


def test_two_people_sign_where_the_company_wants_it(month: Story) -> None:
    month.tells("setting proofs_need_two true")
    first = sign(month)
    assert first.waits_for_second
    month.tells("apply 2 gl:6570\npost 2 refused bank_account_signed")
    create_token(company=month.company.id, actor=build.ALICE, name="robot", role="ACCOUNTANT", scopes=["write"])
    for herself in (build.ALICE, build.ALICE.upper(), "token:robot"):
        assert code_of(sign, month, actor=herself) == "second_person_needed"
    with actor_is_told():
        assert code_of(sign, month, actor=build.BOB) == "second_pair_unproven"
    both = sign(month, actor=build.BOB)
    assert (both.second_by, both.waits_for_second, both.figures) == (build.BOB, False, first.figures)
    assert f"And by {build.BOB}" in text(read_file(company=month.company, file_id=both.file_id))
    assert code_of(sign, month, actor=build.BOB) == "signed_already"


def test_what_nothing_explains_is_signed_with_an_explanation(month: Story) -> None:
    month.tells("statement B1 2026-04-03 opening=10520.00\nline 1.00 text=y\nimport gap")
    assert code_of(sign, month, date(2026, 4, 3)) == "proof_unexplained"
    signed = sign(month, date(2026, 4, 3), explanation="A statement of 60.00 is to come.")
    told = text(read_file(company=month.company, file_id=signed.file_id))
    assert "The books differ by −60.00 SEK that nothing explains. Explanation: A statement of 60.00 is to come." in told


def test_a_statement_typed_by_hand_is_the_bank_s_word_and_is_locked_too(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 100_00)
    found = begun(company, (100_00, "Kassa"))
    apply_entries(company=company, actor=build.BOB, name=found.name, number=1, entries=[entry])
    post_reconciliation(company=company, actor=build.BOB, name=found.name)
    signed = sign_proof(company=company, actor=build.ALICE, number="B1", as_of=END, today=TODAY)
    assert signed.figures == ProofFigures(1100_00, 1100_00, 0, 0)
    assert code_of(undo_reconciliation, company=company, actor=build.BOB, name=found.name) == "bank_account_signed"
    with pytest.raises(BankAccountSigned):
        moved(company, find_bank_account(company=company, number="B1"), 1_00)
