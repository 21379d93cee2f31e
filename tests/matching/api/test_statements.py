"""Statements by the API: uploaded, looked at, and taken back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.actions.import_statement import ImportOutcome
from reskontra.matching.api.statements import imported_data
from tests.api_book import api_book
from tests.program import Program
from tests.statements import Line, Statement, camt053

pytestmark = pytest.mark.django_db
CONTENT = camt053(Statement([Line("5.00", "Beta", "x")], id="S-2", day="2026-03-03", opening="11077.00"))


def file(content: bytes = CONTENT) -> SimpleUploadedFile:
    return SimpleUploadedFile("two.xml", content)


def test_a_statement_is_uploaded_looked_at_and_taken_back() -> None:
    program = Program(api_book().company)
    done = program.upload("statements", file=file())
    assert (done.status, done.data["new"], done.data["journals"][0]["statement"]) == (201, 1, "S-2")
    again = program.upload("statements", file=file())
    assert (again.data["new"], again.data["already_imported_by"]) == (0, "token:webshop")
    number = done.data["number"]
    assert [one["number"] for one in program.get("statements").data["items"]] == ["S-1", "S-2"]
    assert program.get(f"imports/{number}").data["file"] == "two.xml"
    (line,) = program.get(f"imports/{number}/lines", bank_account="B1").data["items"]
    assert (line["amount"], line["name"], line["text"]) == ("5.00", "Beta", "x")
    fields = program.get(f"imports/{number}/lines/1").data["fields"]
    raw = program.get(f"imports/{number}/lines/1", raw=True).data["fields"]
    assert fields != raw
    assert program.get(f"imports/{number}/file").content == CONTENT
    assert program.get("expected-payments").data["items"] == []
    assert program.post(f"imports/{number}/undo", {"reason": "wrong"}).data["transactions"] == 1
    assert program.get(f"imports/{number + 1}").status == 404


def test_what_is_no_statement_is_refused_and_a_large_one_waits() -> None:
    program = Program(api_book().company)
    assert program.upload("statements", file=file(b"hello")).status == 422
    assert program.upload("statements").status == 400
    assert program.upload("statements", file=file(), format="mt940").data["code"] == "format_differs"
    assert program.upload("statements", file=file(), overrides="balance").data["code"] == "override_reason_missing"
    waits = program.upload("statements", file=file(), background="true")
    assert (waits.status, waits.data["kind"]) == (202, "import")
    other = program.upload("statements", file=file(CONTENT.replace(b"Beta", b"Gamma")), background="true")
    assert other.data["job"] != waits.data["job"]


def test_what_was_imported_before_says_when() -> None:
    assert imported_data(ImportOutcome(1, (), 0, 0, 0))["already_imported_at"] is None
