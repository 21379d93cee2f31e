"""finance-charges suggest, add-line, update-text and what changes lines."""

from __future__ import annotations

import pytest

from reskontra.collections import cli_finance_charges_edit  # noqa: F401 - adds its commands
from reskontra.collections.cli_finance_charges import app
from reskontra.companies.queries import CompanyFacts
from tests.collections.charging import TOLD, make
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_draft_is_changed(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    make(company)
    told = done(app, "change", "RFU000001", "--due", "2026-04-15").out
    assert told == "RFU000001: 187.50 SEK to pay, due 2026-04-15.\n"
    assert "0.00 SEK to pay" in done(app, "delete-lines", "RFU000001", 1).out
    assert "187.50 SEK to pay" in done(app, "add-line", "RFU000001", "INV-1").out
    assert "no open document 9" in refused(app, "add-line", "RFU000001", "9")
    assert "193.75 SEK to pay" in done(app, "suggest", "RFU000001", "--document-date", "2026-03-03").out
    assert "193.75 SEK to pay" in done(app, "update-text", "RFU000001").out
