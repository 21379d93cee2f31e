"""reskontra statement import, list, expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reskontra.bank.cli import statement
from reskontra.companies.queries import CompanyFacts
from reskontra.matching import cli_imports  # noqa: F401 - adds statement import
from tests.bank.files import Entry, Pay, Stmt, account, camt

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mars.xml"
    path.write_bytes(camt(Stmt((Pay("5.00"), Pay("-1.00")))))
    return path


def run(*words: str) -> tuple[int, str]:
    """Exit status, and what was printed, in English."""
    done = CliRunner().invoke(statement, [*words, "--lang", "en"])
    return done.exit_code, done.output


def test_an_import_prints_its_journals_one_a_line(company: CompanyFacts, file: Path) -> None:
    account(company)
    status, output = run("import", str(file))
    assert status == 0
    assert output.splitlines()[:2] == [
        "Import 1: 2 new, 0 known, 0 expected.",
        "PRJ000001  statement S-1  2026-03-02  2 lines",
    ]
    status, output = run("import", str(file))
    assert status == 0
    assert "mars.xml was imported on" in output
    assert "0 new" in output


def test_a_refusal_ends_with_one_and_names_the_file(company: CompanyFacts, file: Path) -> None:
    status, output = run("import", str(file))
    assert status == 1
    assert output.startswith("mars.xml, The file is for account")


def test_statements_and_expected_payments_are_listed(company: CompanyFacts, tmp_path: Path) -> None:
    account(company)
    path = tmp_path / "mars.xml"
    path.write_bytes(camt(Stmt((Pay("5.00"), Entry((Pay("7.77"),), status="PDNG", day="2026-03-09")))))
    assert run("import", str(path))[0] == 0
    status, output = run("list")
    assert status == 0
    assert "1,005.00" in output
    status, output = run("expected")
    assert status == 0
    assert "7.77" in output


def test_a_format_that_the_file_is_not_in_is_refused(company: CompanyFacts, file: Path) -> None:
    account(company)
    status, output = run("import", str(file), "--format", "mt940")
    assert status == 1
    assert "camt.053" in output


def test_lists_as_json(company: CompanyFacts, tmp_path: Path) -> None:
    account(company)
    path = tmp_path / "mars.xml"
    path.write_bytes(camt(Stmt((Pay("5.00"), Entry((Pay("7.77"),), status="PDNG", day="2026-03-02")))))
    assert run("import", str(path))[0] == 0
    listed = json.loads(run("list", "--format", "json")[1])["statements"]
    assert [(one["number"], one["ending_balance"], one["new"], one["expected"]) for one in listed] == [
        ("S-1", "1005.00", 1, 1)
    ]
    expected = json.loads(run("expected", "--format", "json")[1])["expected"]
    assert [(one["amount"], one["date"]) for one in expected] == [("7.77", "2026-03-02")]
