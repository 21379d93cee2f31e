"""What customers say of what they owe, by the API."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.interface.clock import today
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_promises_disputes_and_plans_are_kept_and_ended() -> None:
    book = api_book()
    program, later = Program(book.company), (today() + timedelta(days=20)).isoformat()
    promise = program.post("promises", {"entries": [book.entry], "date": later, "note": "by phone"}, key="k")
    assert (promise.status, promise.data["amount"], promise.data["documents"]) == (201, "1000.00", ["INV-1"])
    assert program.get("promises", customer="C1").data["items"] == [promise.data]
    assert program.post("promises", {"entries": [999_999], "date": later}).data["code"] == "entry_unknown"
    withdrawn = program.post(f"promises/{promise.data['number']}/withdraw").data
    assert withdrawn["state"] == "withdrawn"
    dispute = program.post("disputes", {"entry": book.entry, "reason": "price", "amount": "200.00"})
    assert (dispute.status, dispute.data["held_amount"]) == (201, "200.00")
    closed = program.post(f"disputes/{dispute.data['number']}/close", {"outcome": "rejected"}).data
    assert (closed["outcome"], program.get("disputes").data["items"]) == ("rejected", [])
    plan = {"entries": [book.entry], "count": 4, "first": later}
    preview = program.post("payment-plans", {**plan, "preview": True}).data
    made = program.post("payment-plans", plan).data
    assert (preview["instalments"], [one["amount"] for one in made["instalments"]]) == (
        made["instalments"], ["250.00"] * 4,
    )  # fmt: skip
    assert program.get("payment-plans").data["items"][0]["number"] == made["number"]
    sent = program.post("payment-plans/send", {"channel": "print"}).data
    assert sent["to_print"] == [str(made["number"])]
    assert program.post("payment-plans/mark-sent", {"numbers": [made["number"]]}).data == {"count": 1}
    assert program.post(f"payment-plans/{made['number']}/cancel").data["state"] == "cancelled"
    assert program.post("payment-plans/99/cancel").status == 404


def test_the_worklist_tells_whom_to_call_and_the_call_is_kept() -> None:
    program = Program(api_book().company)
    (first,) = program.get("worklist").data["items"]
    assert (first["number"], first["overdue"], first["last_contact"]) == ("C1", "1000.00", None)
    assert program.post("contacts", {"customers": ["C1"], "text": "called", "kind": "call"}).data == {"count": 1}
    assert program.get("worklist").data["items"][0]["last_contact_kind"] == "call"
