"""The audit trail by the API: it names the token."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_what_a_program_did_is_under_its_name() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(f"journals/{book.journal}/accept", {"lines": [1]})
    program.post("documents/post")
    first = program.get("audit", actor="token:webshop", limit=1).data
    assert first["items"][0]["actor"] == "token:webshop"
    rest = program.get("audit", actor="token:webshop", cursor=first["next_cursor"]).data
    assert [one["action"] for one in rest["items"]][-1] == "journal.lines.accepted"
