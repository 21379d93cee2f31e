"""load customers, load vendors, party posting-group."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli_parties import load
from reskontra.parties.cli_parties import party
from reskontra.parties.queries import find_party
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "parties.csv"
    path.write_text("number,name\n1,Alfa\n2,Beta\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("noun", "ledger"), [("customers", "CUSTOMER"), ("vendors", "VENDOR")])
def test_a_file_is_loaded_and_loaded_again(company: CompanyFacts, file: Path, noun: str, ledger: str) -> None:
    said = [done(load, noun, file).out for _ in range(2)]
    assert said == ["parties.csv: 2 new, 0 changed, 0 unchanged.\n", "parties.csv: 0 new, 0 changed, 2 unchanged.\n"]
    assert find_party(company=company, ledger=ledger, number="2").name == "Beta"


def test_findings_are_told_a_line_each_with_the_file(company: CompanyFacts, file: Path) -> None:
    file.write_text("number,name,currency\n1,,SEK\n2,Beta,ABC\n", encoding="utf-8")
    first, second = refused(load, "customers", file).splitlines()
    assert first == "parties.csv, row 2, name: name is empty. Write a value."
    assert second.startswith('parties.csv, row 3, currency: "ABC" is not ')


def test_a_file_that_is_not_there_is_refused(company: CompanyFacts, file: Path) -> None:
    other = file.with_name("none.csv")
    assert refused(load, "customers", other).startswith(f"{other} cannot be read: ")


def test_without_a_company_nothing_is_read(db: None, file: Path) -> None:
    assert refused(load, "vendors", file) == ("There is no company yet. Make one with reskontra init --company NAME.\n")


def test_the_posting_group_comes_from_the_file_and_from_the_command(company: CompanyFacts, file: Path) -> None:
    file.write_text("number,name,posting_group\n1,Alfa,EU\n2,Beta,\n", encoding="utf-8")
    done(load, "customers", file)
    assert "EU" in done(party, "show", "1").out
    assert done(party, "posting-group", "2", "EXPORT").out == (
        "2 has the posting group EXPORT; what is posted already keeps its own.\n"
    )
    assert done(party, "show", "2", "--format", "json").json["posting_group"] == "EXPORT"
    assert "of the company" in done(party, "posting-group", "1", "").out
    assert '"IMPORT" is no posting group of a customer' in refused(party, "posting-group", "1", "IMPORT")
    file.write_text("number,name,posting_group\n1,Alfa,EXPORT\n", encoding="utf-8")
    assert refused(load, "vendors", file).startswith("parties.csv, row 2, posting_group: ")
