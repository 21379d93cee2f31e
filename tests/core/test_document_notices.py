"""What is told of a customer's credit, and what not."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.credit import CreditPosition
from reskontra.core.document_notices import WARNINGS, CustomerCredit, DocumentNotice, credit_notices

TODAY = date(2026, 3, 1)


def codes(limit: int, owed: int, due: int, warnings: str) -> list[str]:
    customers = {"C1": CustomerCredit("C1", CreditPosition(limit, owed), due)}
    return [one.code for one in credit_notices(customers, warnings=warnings, today=TODAY, currency="SEK")]


@pytest.mark.parametrize(
    ("case", "limit", "owed", "due", "told"),
    [
        ("within the limit", 1000, 1000, 0, []),
        ("over it", 1000, 1001, 0, ["credit_limit"]),
        ("no limit", 0, 10**9, 0, []),
        ("something due", 0, 10, 10, ["balance_due"]),
        ("more to its credit than due", 0, -10, -1, []),
        ("both", 1000, 2000, 10, ["credit_limit", "balance_due"]),
    ],
)
def test_what_is_told(case: str, limit: int, owed: int, due: int, told: list[str]) -> None:
    assert codes(limit, owed, due, "both") == told


@pytest.mark.parametrize(
    ("warnings", "told"),
    [
        ("both", ["credit_limit", "balance_due"]),
        ("limit", ["credit_limit"]),
        ("overdue", ["balance_due"]),
        ("none", []),
    ],
)
def test_what_the_company_wants_to_be_told(warnings: str, told: list[str]) -> None:
    assert warnings in WARNINGS
    assert codes(1000, 2000, 10, warnings) == told


def test_a_notice_is_a_sentence() -> None:
    (notice,) = credit_notices(
        {"C1": CustomerCredit("C1", CreditPosition(1000_00, 1250_00), 0)}, warnings="both", today=TODAY, currency="SEK"
    )
    assert str(notice) == "Note: C1 owes 1250.00 SEK with what is drafted, and has the credit limit 1000.00 SEK."
    assert all(text.startswith("Note: ") and text.endswith(".") for text in DocumentNotice.TEMPLATES.values())
