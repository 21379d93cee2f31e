"""reminders suggest, change, delete-lines, line-fee and update-text on the command line."""

from __future__ import annotations

import pytest

from reskontra.collections import cli_reminders_edit  # noqa: F401 - adds its commands
from reskontra.collections.cli_reminders import app
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import debtor, make, terms
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_a_draft_is_changed(company: CompanyFacts) -> None:
    terms(company, line_cost="DEMAND", line_fee_minor=50_00)
    build.invoice(company, debtor(company))
    (made,) = make(company).made
    told = done(app, "line-fee", made.number, 2, "--amount", "70.00", "--text", "Avgift", "--reason", "Avtal").out
    assert told == "BPU000001: 1,070.00 SEK to pay, due 2026-04-10, level 1.\n"
    assert "due 2026-04-15" in done(app, "change", made.number, "--due", "2026-04-15").out
    assert "level 1" in done(app, "line-level", made.number, 1, 3).out
    assert "have no level 4" in refused(app, "line-level", made.number, 1, 4)
    done(app, "line-level", made.number, 1, 1)
    assert "level 2" in done(app, "update-text", made.number, "--level", 2).out
    assert "1,000.00 SEK" in done(app, "delete-lines", made.number, 2, "--reason", "Kulans").out
    assert "1,050.00 SEK" in done(app, "suggest", made.number, "--document-date", "2026-04-01").out
    done(app, "delete-lines", made.number, 1)
    assert "1,050.00 SEK" in done(app, "add-line", made.number, "INV-1", "--level", 1).out
    assert "no open document 9" in refused(app, "add-line", made.number, "9")
    assert "has no line 9" in refused(app, "delete-lines", made.number, 9)
