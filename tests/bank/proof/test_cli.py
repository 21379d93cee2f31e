"""bank-account proof, sign, sign-offs and unsign on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.proof import cli
from reskontra.ledger.cli import bank_account
from tests.command_line import done, refused
from tests.letters.test_pdf import text
from tests.story import Story

__all__ = ["cli"]
pytestmark = pytest.mark.django_db
DAY = ("--as-of", "2026-03-31")


def test_a_month_is_proved_signed_and_taken_back(month: Story, tmp_path: Path) -> None:
    found = done(bank_account, "proof", "B1", *DAY, "--format", "json").json
    assert (found["bank"], found["books"], found["unexplained"]) == ("10460.00", "10525.00", "0.00")
    assert [(row["kind"], row["amount"]) for row in found["rows"]] == [("outstanding", "25.00"), ("missing", "-40.00")]
    assert "Unexplained difference: 0.00" in done(bank_account, "proof", "B1", *DAY).out
    assert "awaits" not in done(bank_account, "sign", "B1", *DAY).out
    file = tmp_path / "proof.pdf"
    done(bank_account, "proof", "B1", *DAY, "--output", file)
    assert "Signed by" in text(file.read_bytes())
    assert "signed off as of 2026-03-31" in refused(bank_account, "sign", "B1", *DAY)
    assert "is taken back" in done(bank_account, "unsign", "B1", *DAY, "--reason", "Wrong.").out
    assert "Wrong." in done(bank_account, "sign-offs").out
    (one,) = done(bank_account, "sign-offs", "B1", "--format", "json").json
    assert (one["bank_account"], one["withdrawn_reason"], one["unexplained"]) == ("B1", "Wrong.", "0.00")
    assert "nothing can be proved" in done(bank_account, "proof", "B1", "--as-of", "2026-03-01").out
