"""What a line was matched by is told once, and a person's hand last."""

from __future__ import annotations

from datetime import date

from reskontra.bank.reconciliation.queries import MatchedEntry, ReconciliationLine
from reskontra.bank.reconciliation.words import reason_of
from reskontra.core.bank_matching import Agreed


def test_what_they_have_in_common_in_words() -> None:
    day = date(2026, 3, 31)
    agreed = ((Agreed.AMOUNT, Agreed.DAY), (Agreed.AMOUNT,), ())
    entries = tuple(MatchedEntry(n, day, 1, "A-1", "", codes, 1, False) for n, codes in enumerate(agreed))
    assert reason_of(ReconciliationLine(1, 1, day, 3, "", entries)) == "the amount, the day, hand"
    assert reason_of(ReconciliationLine(1, 1, day, 3, "", ())) == ""
