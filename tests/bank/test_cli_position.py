"""report bank-position on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank import cli_position
from reskontra.ledger.cli import report
from tests.command_line import done
from tests.matching.conftest import story
from tests.story import Story

__all__ = ["cli_position", "story"]
pytestmark = pytest.mark.django_db


def test_accounts_by_the_books_and_by_the_bank(story: Story, tmp_path: Path) -> None:
    story.tells("statement B1 2026-03-02\nline 5.00 text=x\nimport")
    [row] = done(report, "bank-position", "--format", "json").json["bank_accounts"]
    assert (row["account"], row["balance"], row["closing"]) == ("B1", "10000.00", "10005.00")
    assert (row["waiting"], row["difference"], row["journal"]) == ("5.00", "0.00", "PRJ000001")
    file = tmp_path / "position.pdf"
    done(report, "bank-position", "--as-of", "2026-03-31", "--output", file)
    assert file.read_bytes().startswith(b"%PDF-")
