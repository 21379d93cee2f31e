"""bank-reconciliation check-apply and check-remove; suggest with checks."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation.cli_checks import bank_reconciliation
from tests.bank.reconciliation.drawn import drawn, typed
from tests.command_line import done, refused
from tests.story import Story

__all__ = ["drawn"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_command_line_applies_and_takes_off(drawn: Story) -> None:
    typed(drawn, -310_00)
    said = done(bank_reconciliation, "check-apply", "B1-1", "1", "--line", "1").out
    assert "Line 1 of B1-1 has 1 check of -300.00, and differs by -10.00." in said
    assert "Line 1 is -310.00\xa0SEK, and its check 1 was drawn for 300.00\xa0SEK." in said
    assert "which is printed" not in done(bank_reconciliation, "check-apply", "B1-1", "2", "3").out
    assert "is printed, and its payment is not in the books" in refused(
        bank_reconciliation, "check-apply", "B1-1", "1001"
    )
    assert "Check 2 is off line 2 of B1-1." in done(bank_reconciliation, "check-remove", "B1-1", "2").out
    assert "has check 2" in refused(bank_reconciliation, "check-remove", "B1-1", "2")
    assert (
        "1 line more" in done(bank_reconciliation, "suggest", "B1-1", "--to-date", "2026-03-11", "--include-checks").out
    )
