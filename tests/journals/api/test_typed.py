"""Journals filled by hand, by the API."""

from __future__ import annotations

import pytest

from reskontra.journals.api.typed import TypedLineBody, new_line
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
BATCHES = "typed-journals/cash-receipts/batches"


def test_a_receipt_is_typed_settled_and_posted() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(f"journals/{book.journal}/lines/1/unapply")  # it has reserved the invoice
    made = program.post(BATCHES, {"batch": "MANUAL", "balancing": "bank:B1"})
    assert (made.status, made.data["open_lines"]) == (201, 0)
    line = {"account": "customer:C1", "amount": "-400.00", "date": "2026-03-02", "document_type": "payment"}
    typed = program.post(f"{BATCHES}/MANUAL/lines", line, key="k")
    assert (typed.status, typed.data["line"], typed.data["settles"]) == (201, 1, [])
    again = program.ask("PUT", f"{BATCHES}/MANUAL/lines/1", line | {"amount": "-300.00"})
    assert again.data["amount"] == "-300.00"
    settled = program.ask("PUT", f"{BATCHES}/MANUAL/lines/1/settles", {"settles": ["INV-1=300.00"]})
    assert [one["document"] for one in settled.data["settles"]] == ["INV-1"]
    assert program.get(f"{BATCHES}/MANUAL/lines").data["items"] == [settled.data]
    preview = program.post(f"{BATCHES}/MANUAL/post", {"preview": True}).data
    posted = program.post(f"{BATCHES}/MANUAL/post", key="p").data
    assert (preview["accounts"], preview["run"], posted["applied"]) == (posted["accounts"], 0, 1)
    assert program.get(f"entries/{book.entry}").data["remaining_amount"] == "700.00"
    assert program.get(f"{BATCHES}/MANUAL/lines", all=True).data["items"][0]["voucher"] == posted["vouchers"][0]
    program.post(f"{BATCHES}/MANUAL/lines", line)
    assert program.ask("DELETE", f"{BATCHES}/MANUAL/lines/2").status == 204
    assert program.ask("DELETE", f"{BATCHES}/MANUAL/lines/9").status == 404
    assert program.ask("DELETE", f"{BATCHES}/MANUAL").status == 204
    assert program.get(BATCHES).data["items"] == []
    assert program.get("typed-journals/nothing/batches").status == 400


def test_what_is_not_said_is_left_to_the_rules() -> None:
    read = new_line(TypedLineBody(account="gl:3740"))
    assert (read.amount, read.document_type, read.balancing) == ("", None, None)
