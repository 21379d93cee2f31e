"""Both kinds of documents have the command to write electronic invoices: all that are named, or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reskontra.collections.cli_electronic import add_export, finance_charges, reminders
from reskontra.companies.queries import CompanyFacts
from tests.collections import charging
from tests.collections.test_electronic_invoices import a_reminder, known
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_invoices_are_written_to_a_folder(company: CompanyFacts, tmp_path: Path) -> None:
    assert callable(add_export)
    a_reminder(company)
    assert "BR-CO-26" in refused(reminders, "export-ubl", "BP000001", "--folder", tmp_path)
    known(company)
    assert "no reminder" in refused(reminders, "export-ubl", "BP000001", "BP9", "--folder", tmp_path)
    assert list(tmp_path.iterdir()) == []
    told = done(reminders, "export-ubl", "BP000001", "--folder", tmp_path, "--to", "0088:7350000000009").out
    assert told == f"1 invoice written to {tmp_path}.\n"
    assert b"7350000000009" in (tmp_path / "BP000001.xml").read_bytes()
    charging.make(company, date(2026, 5, 4))
    charging.issue(company)
    done(finance_charges, "export-ubl", "RF000001", "--folder", tmp_path)
    assert b">INV-1<" in (tmp_path / "RF000001.xml").read_bytes()
