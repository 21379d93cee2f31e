"""reskontra statement show, lines, file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank import cli_lines  # noqa: F401 - adds the commands
from reskontra.bank.cli import statement
from reskontra.companies.queries import CompanyFacts
from tests.bank.files import Pay, Stmt, account, camt, load
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db

FILE = camt(Stmt((Pay("5.00", text="=1+1", name="@Alfa"), Pay("-6.00", text="Avgift")), closing="7.00"))


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    account(company)
    load(company, FILE, "balance")
    return company


def test_an_import_is_shown_with_its_statements(books: CompanyFacts) -> None:
    told = done(statement, "show", 1).out.splitlines()
    assert told[0].startswith("Import 1: bank.xml, camt.053, on ")
    assert told[1:3] == ["Overrides balance: The bank was asked.", "S-1  B1  2026-03-02  2 lines"]
    assert done(statement, "show", 1, "--format", "json").json["statements"] == ["S-1"]


def test_a_line_is_shown_as_stored_and_in_the_files_words(books: CompanyFacts) -> None:
    fields = done(statement, "show", 1, "--line", 1, "--format", "json").json["fields"]
    named = {field["name"]: field["value"] for field in fields}
    assert (named["amount"], named["booking_date"], named["text.1"]) == ("5.00", "2026-03-02", "=1+1")
    assert named["counterparty.name"] == "@Alfa"
    assert "Ntry/NtryDtls/TxDtls/RmtInf/Ustrd" in done(statement, "show", 1, "--line", 2, "--raw").out
    assert "has no line 3" in refused(statement, "show", 1, "--line", 3)
    assert run(statement, "show", 1, "--raw").code == 2


def test_lines_go_out_so_that_no_spreadsheet_reckons_with_them(books: CompanyFacts, tmp_path: Path) -> None:
    rows = done(statement, "lines", "--format", "csv").out.splitlines()
    assert rows[1].startswith("1,B1,S-1,1,2026-03-02,2026-03-02,5.00,SEK,'@Alfa,")
    assert "'=1+1" in rows[1]
    assert ",-6.00,SEK," in rows[2]
    assert len(done(statement, "lines", 1, "--bank-account", "B1", "--format", "json").json["lines"]) == 2
    assert done(statement, "lines", "--from", "2026-03-03", "--format", "json").json["lines"] == []
    path = tmp_path / "lines.xlsx"
    done(statement, "lines", "--output", path)
    assert path.read_bytes()[:2] == b"PK"
    assert "no import 4" in refused(statement, "lines", 4)


def test_the_file_comes_out_as_it_went_in(books: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "out.xml"
    assert done(statement, "file", 1, path).out == f"out.xml: {len(FILE)} bytes.\n"
    assert path.read_bytes() == FILE
