"""entry move on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables import cli_corrections
from reskontra.receivables.cli_entries import entry
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_an_entry_is_moved(company: CompanyFacts) -> None:
    assert cli_corrections.move
    build.invoice(company, build.customer(company))
    build.customer(company, number="C2", name="Beta AB")
    words = ("move", "customer:INV-1", "--to", "C2", "--reason", "Wrong customer.")
    told = done(entry, *words, "--preview").out.splitlines()
    assert told == [
        "INV-1: 1,000.00\xa0SEK moved to C2 on 2026-01-10, voucher A-2026-1.", "A preview: nothing was stored.",
    ]  # fmt: skip
    found = done(entry, *words, "--date", "2026-02-01", "--format", "json").json
    assert (found["amount"], found["posting_date"], found["preview"]) == ("1000.00", "2026-02-01", False)
    assert "INV-1 stands on C2 already" in refused(entry, *words)
