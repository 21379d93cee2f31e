"""A time that is signed off takes no new statement, and keeps those it has."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.actions.undo import refuse_needed
from reskontra.bank.proof.locking import refuse_statement
from reskontra.bank.queries import find_import
from reskontra.ledger.sign_offs import BankAccountSigned
from tests.bank.proof.test_signing import sign
from tests.story import Story

__all__ = ["refuse_statement"]
pytestmark = pytest.mark.django_db


def test_a_signed_time_takes_no_new_statement_and_its_statements_are_not_undone(story: Story) -> None:
    story.tells("statement B1 2026-03-31\nline 500.00 text=x\nimport")
    sign(story)
    story.tells("statement B1 2026-03-30 opening=9999.00\nline 1.00 text=y\nimport refused bank_account_signed")
    found = find_import(company=story.company, number=1)
    with pytest.raises(BankAccountSigned) as refusal:
        refuse_needed(company=story.company, found=found, transaction_ids=[])
    assert refusal.value.values["day"] == date(2026, 3, 31)
