"""Both kinds of documents have the command to send."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_sending import add_send, finance_charges, reminders
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_both_kinds_are_sent(company: CompanyFacts, tmp_path: Path) -> None:
    assert callable(add_send)
    for app in (reminders, finance_charges):
        assert done(app, "send").out == "Nothing is to be sent.\n"
        assert "cannot be written" in refused(app, "send", "--paper", "--print-to", tmp_path)
    assert done(reminders, "sendings", "--format", "json").json == []
