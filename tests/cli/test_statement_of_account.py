"""reskontra statement-of-account, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskontra.cli.program import program
from reskontra.cli.statement_of_account import statement_of_account
from reskontra.collections.models import StatementRun
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MARCH = ("statement-of-account", "--from", "2026-03-01", "--to", "2026-03-31", "--lang", "en")


@pytest.fixture(autouse=True)
def _book(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    build.invoice(company, alfa, number="INV-1", amount="1000.00", posting_date="2026-01-10", due_date="2026-02-09")


def test_a_preview_keeps_nothing_and_a_folder_issues(tmp_path: Path) -> None:
    assert statement_of_account.__doc__
    told = done(program, *MARCH).out
    assert "1,000.00" in told
    assert "Nothing is issued" in told
    (said,) = json.loads(done(program, *MARCH, "--overdue", "--format", "json").out)
    (block,) = said["currencies"]
    assert (said["customer"], block["opening_balance"], block["closing_balance"]) == ("C1", "1000.00", "1000.00")
    assert [one["document"] for one in block["overdue"]] == ["INV-1"]
    assert [one["amount"] for one in block["ages"]] == ["0.00", "0.00", "0.00", "1000.00", "0.00"]
    done(program, *MARCH, "C1", "--style", "open", "--format", "pdf", "--output", str(tmp_path / "C1.pdf"))
    assert (tmp_path / "C1.pdf").read_bytes().startswith(b"%PDF")
    told = done(program, "statement-of-account", "C1", "--pdf", str(tmp_path / "own.pdf"), "--lang", "en").out
    assert (told, (tmp_path / "own.pdf").read_bytes()[:4]) == ("", b"%PDF")
    for format, begins in (("csv", "account,name,currency"), ("json", "["), ("table", "Customer"), ("xlsx", "PK")):
        file = tmp_path / f"C1.{format}"
        done(program, *MARCH, "C1", "--format", format, "--output", str(file))
        assert file.read_bytes().startswith(begins.encode()), format
    assert "Closing balance" in (tmp_path / "C1.csv").read_text()
    assert not StatementRun.objects.exists()
    told = done(program, *MARCH, "--output", str(tmp_path / "out")).out
    assert told.startswith("Run 1: 1 statement issued.")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["statement-C1-1.pdf", "statements-1.pdf"]


def test_nobody_and_refusals(tmp_path: Path) -> None:
    early = ("statement-of-account", "--from", "2025-01-01", "--to", "2025-01-31", "--lang", "en")
    for more in ((), ("--output", str(tmp_path / "out")), ("--format", "pdf", "--output", str(tmp_path / "x.pdf"))):
        assert done(program, *early, *more).out == "No customer has anything to be told for this period.\n"
    assert not (tmp_path / "x.pdf").exists()
    assert refused(program, *MARCH, "C9").startswith('There is no customer "C9"')
    assert refused(program, *MARCH, "--aging", "CM").startswith("Counted back from 2026-03-01")
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refused(program, *MARCH, "--output", str(tmp_path / "file"))
    assert not StatementRun.objects.exists()
