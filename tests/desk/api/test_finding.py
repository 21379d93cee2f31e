"""What a number leads to, and what fits a text, by the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_number_and_a_text_find_what_there_is() -> None:
    book = api_book()
    program, elsewhere = Program(book.company), Program(build.new_company(name="Sydan AB"))
    found = program.get("find", number="INV-1").data
    assert (found["found"], found["entries"][0]["document_number"]) == (["entry"], "INV-1")
    assert program.get("find", number="nothing").data["code"] == "number_unknown"
    by_name = program.get("search", q="Alfa").data
    assert [one["number"] for one in by_name["parties"]] == ["C1"]
    by_amount = program.get("search", q="1000").data
    assert by_amount["entries"][0]["entry"] == book.entry
    assert by_amount["bank_transactions"][0]["journal"] == book.journal
    assert program.get("search", q=book.voucher).data["vouchers"][0]["voucher"] == book.voucher
    assert not any(elsewhere.get("search", q="Alfa").data.values())
