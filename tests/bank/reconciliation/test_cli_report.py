"""bank-reconciliation report, and what posting would do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.reconciliation.cli_report import bank_reconciliation
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.reconciliation.books import account, begun, moved
from tests.command_line import done

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_report_and_preview(company: CompanyFacts, tmp_path: Path) -> None:
    bank = account(company)
    moved(company, bank, 500_00, "Alfa"), moved(company, bank, 70_00, "Beta")
    begun(company, (500_00, "Alfa"))
    assert "1 line has no bank entry" in done(bank_reconciliation, "report", "B1-1").out
    match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    found = done(bank_reconciliation, "report", "B1-1", "--format", "json").json
    assert (found["proof"], found["bank_ledger"], found["warnings"]) == ("1570.00", "1570.00", [])
    assert [one["text"] for one in found["outstanding"]] == ["Beta"]
    for ending, magic in (("pdf", b"%PDF"), ("csv", b"kind,date,"), ("xlsx", b"PK")):
        file = tmp_path / f"report.{ending}"
        done(bank_reconciliation, "report", "B1-1", "--output", str(file))
        assert file.read_bytes().startswith(magic)
    assert "nothing is done yet" in done(bank_reconciliation, "post", "B1-1", "--preview").out
    done(bank_reconciliation, "post", "B1-1")
    assert "open again" in done(bank_reconciliation, "undo", "B1-1").out
