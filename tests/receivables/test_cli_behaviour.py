"""report payment-behaviour on the command line."""

from __future__ import annotations

import pytest

from reskontra.ledger.cli import report
from reskontra.receivables import cli_behaviour
from tests.command_line import done, refused
from tests.matching.conftest import story
from tests.receivables.test_behaviour import paid
from tests.story import Story

__all__ = ["cli_behaviour", "paid", "story"]
pytestmark = pytest.mark.django_db
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


def test_customers_and_the_invoices_of_one(paid: Story) -> None:
    [row] = done(report, "payment-behaviour", *YEAR, "--format", "json").json["customers"]
    assert (row["account"], row["invoices"], row["days"], row["days_late"]) == ("C1", 2, "55.0", "-5.0")
    rows = done(report, "payment-behaviour", *YEAR, "--customer", "C1", "--format", "json").json["rows"]
    assert [one["document_number"] for one in rows] == ["P-1", "P-2"]
    assert done(report, "paid-invoices", *YEAR, "--format", "json").json["rows"] == rows


def test_who_is_unknown_and_days_backwards_are_told(paid: Story) -> None:
    for name in ("payment-behaviour", "paid-invoices"):
        assert "C9" in refused(report, name, "--customer", "C9")
    assert "earlier" in refused(report, "payment-behaviour", "--from", "2026-04-01", "--to", "2026-03-01")
