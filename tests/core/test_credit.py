"""What of a credit limit is used."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reskontra.core.credit import CreditPosition


@pytest.mark.parametrize(
    ("case", "position", "available", "percent", "is_passed"),
    [
        ("half", CreditPosition(1000, 500), 500, "50.0", False),
        ("to the limit", CreditPosition(1000, 1000), 0, "100.0", False),
        ("over", CreditPosition(1000, 1001), -1, "100", True),
        ("no limit", CreditPosition(0, 500), 0, "0", False),
        ("owed by us", CreditPosition(1000, -200), 1200, "0", False),
        ("rounded half up", CreditPosition(8000, 5), 7995, "0.1", False),
        ("with drafts", CreditPosition(1000, 700, 200), 100, "90.0", False),
        ("drafts pass it", CreditPosition(1000, 700, 301), -1, "100", True),
        ("a draft credit memo frees", CreditPosition(1000, 1100, -200), 100, "90.0", False),
    ],
)
def test_a_position(case: str, position: CreditPosition, available: int, percent: str, is_passed: bool) -> None:
    assert (position.available_minor, position.is_passed) == (available, is_passed)
    assert position.expended_percent == Decimal(percent)
