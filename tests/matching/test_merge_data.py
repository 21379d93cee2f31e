"""What merging did is told with decimal strings."""

from __future__ import annotations

from datetime import date

from reskontra.core.money import Money
from reskontra.matching.actions.merge_parties import Merged
from reskontra.matching.merge_data import merged_data
from reskontra.receivables.moving import MovedEntry


def test_each_entry_with_its_voucher() -> None:
    moved = MovedEntry(1, "INV-1", Money(123_45, "SEK"), "A-2026-1", date(2026, 3, 1))
    assert merged_data(Merged((moved,), 1, 2, 3), True) == {
        "preview": True, "accounts": 1, "relations": 2, "lines_to_match": 3,
        "moved": [{"document_number": "INV-1", "currency": "SEK", "amount": "123.45", "voucher": "A-2026-1"}],
    }  # fmt: skip
