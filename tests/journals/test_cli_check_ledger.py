"""check-ledger on the command line: written by hand, printed, listed, outstanding, voided."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.cli_check_ledger import check_ledger
from reskontra.journals.cli_typed import typed_journal
from reskontra.ledger.cli import bank_account
from tests import build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def payments(company: CompanyFacts) -> typer.Typer:
    build.bank_account(company, opening="10000.00")
    build.vendor(company, name="Leverans AB")
    app = typed_journal("PAYMENT", "Payments.")
    done(app, "batch", "add", "UT", "--balancing", "bank:B1")
    for words in (["--amount", "100", "--check", "7"], ["--amount", "200", "--print-check"], ["--amount", "300"]):
        done(app, "add", "UT", "vendor:V1", "--date", "2026-03-10", *words)
    return app


def test_checks_from_the_line_to_the_void(payments: typer.Typer, tmp_path: Path) -> None:
    assert "has no number of a last check" in refused(check_ledger, "issue", "UT", "3")
    assert done(bank_account, "set", "B1", "--last-check", "1000").out == "The last check of B1 is 1000.\n"
    assert done(check_ledger, "issue", "UT", "3").out == "Line 3 is paid by check 1001.\n"
    assert "A test print: nothing was stored." in done(check_ledger, "print", "UT", "--test").out
    register = tmp_path / "checks.pdf"
    done(check_ledger, "print", "UT", "--output", str(register))
    assert register.read_bytes().startswith(b"%PDF")
    done(payments, "post", "UT")
    listed = done(check_ledger, "list", "B1", "--format", "json").json["checks"]
    assert [(one["check"], one["amount"], one["state"]) for one in listed] == [
        ("1002", "200.00", "Posted"), ("7", "100.00", "Posted"), ("1001", "300.00", "Posted"),
    ]  # fmt: skip
    told = done(check_ledger, "void", "B1", "7", "--preview").out
    assert "A preview: nothing was stored." in told
    assert "on its own date: its bank entries are closed." in done(check_ledger, "void", "B1", "7").out
    later = done(check_ledger, "void", "B1", "1001", "--date", "2026-04-02", "--keep-applied", "--reason", "Lost").out
    assert later == "Check 1001 is voided by A-2026-5; its bank entries wait for a statement.\n"
    assert "500.00" in done(check_ledger, "outstanding", "B1", "--as-of", "2026-03-31").out
    assert "0 checks." in done(check_ledger, "list", "B1", "--state", "voided").out
    assert "is voided already" in refused(check_ledger, "void", "B1", "7")
    assert run(check_ledger, "list", "B1", "--state", "lost").code == 2
