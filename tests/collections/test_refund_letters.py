"""Accounts in letters of repayments; the letters themselves are in test_refund_sending.py."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.refund_letters import account_word
from reskontra.core.money import Money
from reskontra.receivables.repayments_list import RepaymentLine


@pytest.mark.parametrize(
    ("kind", "number", "told"),
    [
        ("BANKGIRO", "50501055", "bankgiro 5050-1055"),
        ("PLUSGIRO", "4128", "plusgiro 4 12-8"),
        ("IBAN", "SE3550000000054910000003", "IBAN SE35 5000 0000 0549 1000 0003"),
        ("OTHER", "12 34", "12 34"),
    ],
)
def test_an_account_is_told_as_it_is_read(kind: str, number: str, told: str) -> None:
    money = Money(100, "SEK")
    one = RepaymentLine(
        1, "APPROVED", "C1", "Alfa", "K-1", money, money, kind, number, "", "a", "b", 1, "CREDIT_MEMO",
        date(2026, 1, 1), money, None,
    )  # fmt: skip
    assert account_word(one) == told
