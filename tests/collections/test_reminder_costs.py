"""What levels cost, in the currency of the reminder and within the law."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reskontra.collections.reminder_costs import Worth, charged_fee, level_fee
from reskontra.collections.reminder_terms import LevelFacts
from reskontra.core.exchange import PAR, Valuation
from reskontra.core.late_payment_law import Charge, Cost, Debtor
from reskontra.core.reminder_fees import FeeRange

LOCAL = Worth(Valuation("SEK", PAR), "SEK", "SE")
EURO = Worth(Valuation("EUR", 10 * PAR), "SEK", "SE")
RANGES = (
    FeeRange(0, 50_00, Decimal(1), "SEK"), FeeRange(1000_00, 100_00, Decimal(2), "SEK"),
    FeeRange(5000_00, 200_00, Decimal(3), "SEK", 0, 400_00),
)  # fmt: skip
ANYONE = Debtor("C1", is_consumer=False, is_fee_agreed=True)


def level(calculation: str = "FIXED", **facts: object) -> LevelFacts:
    return LevelFacts(1, 1, "5D", "10D", False, calculation, "", 60_00, "", 20_00, False, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "base", "worth", "expected"),
    [
        (level(), 1, LOCAL, 60_00),
        (level(), 1, EURO, 6_00),
        (level(fees={"EUR": (5_50, 1_00)}), 1, EURO, 5_50),
        (level("SINGLE", ranges={(False, "SEK"): RANGES}), 9000_00, LOCAL, 400_00),
        (level("SINGLE", ranges={(False, "SEK"): RANGES}), 400_00, EURO, 18_00),
        (level("ACCUMULATED", ranges={(False, "SEK"): RANGES}), 4000_00, LOCAL, 220_00),
        (level("ACCUMULATED", ranges={(True, "SEK"): RANGES}), 4000_00, LOCAL, 0),
        (level("SINGLE", ranges={(False, "SEK"): RANGES, (False, "EUR"): (FeeRange(0, 7_00, Decimal(0), "EUR"),)}),
         400_00, EURO, 7_00),
    ],
)  # fmt: skip
def test_the_fee_of_a_letter(case: LevelFacts, base: int, worth: Worth, expected: int) -> None:
    """The specification's 3.1 to 3.3: currency row, else converted; ranges of the currency, else local ones."""
    assert level_fee(case, base, worth, is_per_line=False) == expected


def test_the_fee_of_a_document_is_another() -> None:
    assert level_fee(level(fees={"EUR": (5_50, 1_00)}), 1, EURO, is_per_line=True) == 1_00
    assert level_fee(level(), 1, LOCAL, is_per_line=True) == 20_00


@pytest.mark.parametrize(
    ("cost", "minor", "worth", "debtor", "claims", "expected", "why"),
    [
        ("", 75_00, LOCAL, ANYONE, [], 75_00, None),
        ("REMINDER", 60_00, LOCAL, ANYONE, [()], 60_00, None),
        ("REMINDER", 60_00, LOCAL, Debtor("C1", False, False), [()], 0, "reminder_fee_not_agreed"),
        ("REMINDER", 6_00, EURO, Debtor("C1", False, False), [()], 0, "reminder_fee_not_agreed"),
        ("REMINDER", 6_00, EURO, ANYONE, [()], 6_00, None),
        ("REMINDER", 6_01, EURO, ANYONE, [()], 0, "fee_above_law"),
        ("COMPENSATION", 45_01, EURO, ANYONE, [()], 0, "fee_above_law"),
        ("COMPENSATION", 45_01, Worth(Valuation("EUR", 10 * PAR), "SEK", "DE"), ANYONE, [()], 45_01, None),
        ("COMPENSATION", 450_00, LOCAL, Debtor("C1", True, True), [()], 0, "compensation_of_consumer"),
        ("DEMAND", 180_00, LOCAL, ANYONE, [[Charge(Cost.COMPENSATION, 450_00, 450_00)]], 0, None),
        ("DEMAND", 180_00, LOCAL, ANYONE, [[Charge(Cost.COMPENSATION, 450_00, 450_00)], ()], 180_00, None),
        ("COMPENSATION", 450_00, LOCAL, ANYONE, [[Charge(Cost.REMINDER, 60_00, 60_00)]], 390_00, None),
        ("REMINDER", 60_00, Worth(Valuation("EUR", PAR), "EUR", "DE"), Debtor("C1", False, False), [()], 60_00, None),
    ],
)  # fmt: skip
def test_what_is_charged(
    cost: str, minor: int, worth: Worth, debtor: Debtor, claims: list[list[Charge]], expected: int, why: str | None
) -> None:
    found = charged_fee(cost, minor, worth, debtor, claims)
    assert (found.minor, found.left_out.code if found.left_out else None) == (expected, why)
