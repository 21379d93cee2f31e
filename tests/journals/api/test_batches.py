"""Batches as a whole, and their templates, by the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
BATCHES = "typed-journals/cash-receipts/batches"
LINES = """account_type,account,amount,posting_date,document_type
customer,C1,-400.00,2026-03-02,payment
customer,C1,-5,2026-03-02,payment
"""


def test_a_batch_is_filled_from_a_file_numbered_anew_and_renamed() -> None:
    program = Program(api_book().company)
    program.post(BATCHES, {"batch": "MANUAL", "balancing": "bank:B1"})
    loaded = program.upload(f"{BATCHES}/MANUAL/load", file=SimpleUploadedFile("lines.csv", LINES.encode()))
    assert loaded.data == {"count": 2, "first": 1, "last": 2}
    wrong = LINES.replace("C1,-5", "C9,-5")
    refused = program.upload(f"{BATCHES}/MANUAL/load", file=SimpleUploadedFile("lines.csv", wrong.encode()))
    assert (refused.status, refused.data["findings"][0]["place"]) == (422, "row 3, account")
    program.ask("DELETE", f"{BATCHES}/MANUAL/lines/1")
    (number,) = program.post(f"{BATCHES}/MANUAL/renumber").data["numbers"]
    renamed = program.ask("PATCH", f"{BATCHES}/MANUAL", {"batch": "SHOP"}).data
    assert (renamed["batch"], renamed["open_lines"]) == ("SHOP", 1)
    assert [one["document_number"] for one in program.get(f"{BATCHES}/SHOP/lines").data["items"]] == [number]


def test_a_template_is_made_and_changed() -> None:
    company = api_book().company
    program = Program(company)
    address = "typed-journals/cash-receipts/templates"
    made = program.ask("PUT", f"{address}/SHOP", {"name": "Shop", "balancing": "bank:B1", "from": "2026-01-01"}).data
    assert (made["balancing"], made["from"]) == ("bank:B1", "2026-01-01")
    assert program.ask("PUT", f"{address}/SHOP", {"balancing": ""}).data["balancing"] is None
    assert "SHOP" in [one["template"] for one in program.get(address).data["items"]]
    clerk = Program(company, role="CLERK", name="clerk")
    assert clerk.ask("PUT", f"{address}/SHOP", {"name": "x"}).status == 403
