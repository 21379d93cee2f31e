"""Claims that others collect, by the API."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_claims_go_are_told_and_come_back() -> None:
    book = api_book()
    program, elsewhere = Program(book.company), Program(build.new_company(name="Sydan AB"))
    program.post("interest-terms/install", {"code": "SE-RÄNTELAGEN"})
    given = program.post("hand-overs", {"entries": [book.entry], "to": "enforcement", "note": "As agreed"}, key="k")
    assert (given.status, given.data["number"], given.data["remaining_amount"]) == (201, 1, "1000.00")
    assert program.post("hand-overs", {"entries": [book.entry]}).data["code"] == "claim_handed_over"
    assert program.get("hand-overs", customer="C1").data["items"] == [program.get("hand-overs/1").data]
    assert b"INV-1" in program.get("hand-overs/1/file").content
    assert zipfile.ZipFile(io.BytesIO(program.get("hand-overs/1/case").content)).namelist()
    for path in ("hand-overs/1", "hand-overs/1/file", "hand-overs/1/case"):
        assert elsewhere.get(path).status == 404
    assert elsewhere.post("hand-overs/1/take-back").status == 404
    assert program.post("hand-overs/1/take-back").data["taken_back"] is True
    assert program.post("hand-overs/1/take-back").data["code"] == "hand_over_taken_back"
    assert program.get("hand-overs/9").status == 404
