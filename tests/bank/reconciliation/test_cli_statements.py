"""bank-reconciliation import, suggest, change, number."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.reconciliation.cli_statements import bank_reconciliation
from reskontra.companies.queries import CompanyFacts
from tests.bank.reconciliation.books import account, begun, moved
from tests.command_line import done, refused
from tests.statements import Line, Statement, camt053

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_lines_come_from_a_file_and_from_the_books(company: CompanyFacts, tmp_path: Path) -> None:
    entry = moved(company, account(company), 500_00, "Alfa")
    begun(company)
    file = tmp_path / "bank.xml"
    file.write_bytes(camt053(Statement([Line("500.00", name="Alfa AB")], opening="1000.00", day="2026-03-30")))
    said = done(bank_reconciliation, "import", "B1-1", str(file)).out
    assert "B1-1 has 1 line of S-1; 1 moved from payment journals." in said
    assert "is of 2026-03-30 and is to end with 1,500.00" in said
    assert "B1-1 has 0 lines" in done(bank_reconciliation, "import", "B1-1", str(file)).out
    done(bank_reconciliation, "change", "B1-1", "--statement-date", "2026-03-31", "--ending-balance", "2000")
    assert "1 line more" in done(bank_reconciliation, "suggest", "B1-1", "--to-date", "2026-03-31").out
    assert "B1-1 is now B1-9" in done(bank_reconciliation, "number", "B1-1", "9").out
    assert "differs by" in done(bank_reconciliation, "apply", "B1-9", "1,2", entry).out
    assert "1 bank entry is open again" in done(bank_reconciliation, "remove", "B1-9", "--entry", entry).out
    for odd in ("x", "2-1", "1,5-3"):
        assert "no number of a line" in refused(bank_reconciliation, "apply", "B1-9", odd, entry)
