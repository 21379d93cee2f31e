"""note add, list, remove and save, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db


def test_a_note_with_a_file_there_and_back(company: CompanyFacts, tmp_path: Path) -> None:
    build.invoice(company, build.customer(company))
    (tmp_path / "avtal.txt").write_text("tre rater")
    assert done("note", "add", "customer:C1", "Ring först") == "Note 1 is kept beside C1.\n"
    assert done("note", "add", "entry:customer:INV-1", "--file", tmp_path / "avtal.txt") == (
        "Note 2 is kept beside INV-1.\n"
    )
    (found,) = json.loads(done("note", "list", "entry:customer:INV-1", "--format", "json"))
    assert (found["number"], found["file"], found["size"], found["created_by"]) == (2, "avtal.txt", 9, build.ALICE)
    assert "Ring först" in done("note", "list", "customer:C1")
    assert not found["invoice_copy"]
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1.7")
    done("note", "add", "entry:customer:INV-1", "--file", tmp_path / "1.pdf", "--invoice-copy")
    assert json.loads(done("note", "list", "entry:customer:INV-1", "--format", "json"))[0]["invoice_copy"]
    done("note", "save", "2", "--output", tmp_path / "back.txt")
    assert (tmp_path / "back.txt").read_text() == "tre rater"
    assert done("note", "remove", "1") == "Note 1 is taken away.\n"
    assert json.loads(done("note", "list", "customer:C1", "--format", "json")) == []


def test_what_is_none_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    build.customer(company)
    (tmp_path / "x.exe").write_bytes(b"MZ")
    assert "names no entry" in refused("note", "add", "thing:1", "x")
    assert 'There is no customer "C9"' in refused("note", "add", "customer:C9", "x")
    assert "says nothing" in refused("note", "add", "customer:C1", " ")
    assert "is of a kind" in refused("note", "add", "customer:C1", "--file", tmp_path / "x.exe")
    assert "cannot be the copy" in refused("note", "add", "customer:C1", "x", "--invoice-copy")
    assert "cannot be read" in refused("note", "add", "customer:C1", "--file", tmp_path / "none.txt")
    assert "There is no note 7" in refused("note", "remove", "7")
    assert "There is no note 7" in refused("note", "save", "7")
