"""What is erased and kept, in words."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.retention import SWEDISH
from reskontra.privacy.erasing import Erased, Going
from reskontra.privacy.telling import told_of


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (None, "Nothing is kept but the number: no voucher names the person."),
        (
            date(2033, 12, 31),
            "Kept until 31 Dec 2033 by BFL 7 kap. 2 §: vouchers, what the bank told of payments, and whom the vouchers "
            "name.",
        ),
    ],
)
def test_it_is_told_table_by_table(until: date | None, last: str) -> None:
    going = (Going("Contacts noted", 2, is_whole=True), Going("Disputes", 1, is_whole=False))
    assert [*told_of(Erased(going, 3, 1, until), kept=SWEDISH)] == [
        "Contacts noted: 2 rows, whole.",
        "Disputes: texts in 1 row.",
        "Contents of 3 audit events, 1 file.",
        last,
    ]
