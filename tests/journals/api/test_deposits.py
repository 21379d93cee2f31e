"""Bank deposits, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_deposit_from_its_header_to_its_undoing() -> None:
    book = api_book()
    program, clerk = Program(book.company), Program(book.company, role="CLERK", name="till")
    program.post(f"journals/{book.journal}/lines/1/unapply")
    begun = clerk.post("deposits", {"bank_account": "B1", "total": "900.00", "date": "2026-03-05"}, key="k")
    assert (begun.status, begun.data["difference"], begun.data["lines"]) == (201, "900.00", [])
    at = f"deposits/{begun.data['deposit']}"
    line = {"account": "customer:C1", "settles": ["INV-1=1000.00"], "external_number": "4711"}
    added = clerk.post(f"{at}/lines", line).data
    assert (added["lines"][0]["amount"], added["lines_total"], added["difference"]) == ("1000.00", "1000.00", "-100.00")
    assert program.post(f"{at}/post").data["code"] == "deposit_total_differs"
    changed = clerk.ask("PATCH", at, {"total": "1000.00", "lump_sum": True}).data
    assert (changed["total"], changed["lump_sum"], changed["posting_date"]) == ("1000.00", True, "2026-03-05")
    assert clerk.post(f"{at}/post").status == 403
    preview = clerk.post(f"{at}/post", {"preview": True}).data
    posted = program.post(f"{at}/post", key="p").data
    assert (posted["applied"], posted["accounts"]) == (1, preview["accounts"])
    shown = program.get(at).data
    assert (shown["state"], shown["voucher"]) == ("posted", posted["vouchers"][0])
    undone = program.post(f"{at}/undo", {"reason": "bounced"}).data
    assert (undone["state"], bool(undone["reversed_by"])) == ("reversed", True)
    assert program.get(f"entries/{book.entry}").data["remaining_amount"] == "1000.00"
    assert [one["deposit"] for one in program.get("deposits").data["items"]] == ["INS000002", "INS000001"]


def test_a_line_and_a_deposit_are_taken_away() -> None:
    program = Program(api_book().company)
    program.post("deposits/INS000001/lines", {"account": "gl:1910", "amount": "40.00"})
    assert program.ask("DELETE", "deposits/INS000001/lines/1").status == 204
    assert program.get("deposits/INS000001").data["difference"] == "100.00"
    assert program.ask("DELETE", "deposits/INS000001").status == 204
    assert program.get("deposits").data["items"] == []
