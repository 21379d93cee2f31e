"""Which day the proof is of where none is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.proof.pages import default_day
from reskontra.ledger.queries import find_bank_account
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_the_month_s_end_once_a_statement_reaches_it(month: Story) -> None:
    account = find_bank_account(company=month.company, number="B1")

    def day(today: date) -> date:
        return default_day(company=month.company, account=account, today=today)

    assert day(date(2026, 4, 10)) == date(2026, 3, 31)
    assert day(date(2026, 6, 1)) == date(2026, 5, 31)
    assert day(date(2026, 3, 31)) == date(2026, 3, 31)
    assert day(date(2026, 3, 20)) == date(2026, 3, 20)
