"""load customers and load vendors."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.cli import load
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
