"""report audit-sample on the command line: its days."""

from __future__ import annotations

import pytest

from reskontra.ledger.cli import report
from reskontra.receivables import cli_samples
from tests.api_book import api_book
from tests.command_line import done

__all__ = ["cli_samples"]
pytestmark = pytest.mark.django_db


def test_only_what_was_posted_on_the_days_is_drawn() -> None:
    api_book()
    days = ("--from", "2020-01-01", "--to", "2020-12-31")
    assert done(report, "audit-sample", *days, "--format", "json").json["population"]["count"] == 0
    assert "Drawn of" in done(report, "audit-sample", "--of", "vendors").out
