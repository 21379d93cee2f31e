"""A statement as data ties to itself: opening, lines, closing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reskontra.collections.customer_statements import Said
from reskontra.collections.statement_data import statement_data
from reskontra.core.customer_statement import Account, Asked, Item, Movement, blocks_of
from reskontra.parties.card import Card

DAY = date(2026, 3, 10)
CARD = Card(1, "CUSTOMER", "C1", "Alfa", *[""] * 16, 0, True, "")  # type: ignore[arg-type]


def test_amounts_are_strings_and_days_iso() -> None:
    item = Item(1, "INVOICE", "F1", "", DAY, DAY, "JPY", 700, 500)
    moved = (
        Movement(1, 1, "INITIAL", DAY, 700, "JPY", "INVOICE", "F1", "", DAY),
        Movement(2, 2, "INITIAL", DAY, -200, "JPY", "PAYMENT", "P1", "", DAY),
    )
    asked = Asked(date(2026, 3, 1), date(2026, 3, 31), shows_overdue=True)
    data = statement_data(Said(CARD, blocks_of([Account("JPY", 0, 2, (item,), moved)], asked)), asked)
    (block,) = data["currencies"]
    assert block["opening_balance"] == "0"
    assert [line["amount"] for line in block["lines"]] == ["700", "-200"]
    assert sum(Decimal(line["amount"]) for line in block["lines"]) == Decimal(block["closing_balance"])
    assert block["overdue"][0]["due_date"] == "2026-03-10"
    assert block["ages"][-1] == {"from": "2026-03-01", "to": "2026-03-31", "amount": "500"}
    assert statement_data(Said(CARD, ()), Asked(DAY, DAY, ages=""))["currencies"] == []
