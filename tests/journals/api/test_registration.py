"""Payment registration, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_from_the_list_to_the_ledger() -> None:
    book = api_book()
    program, clerk = Program(book.company), Program(book.company, role="CLERK", name="till")
    batch = {"batch": "REG", "balancing": "bank:B1", "series": "REG"}
    assert program.post("typed-journals/cash-receipts/batches", batch).status == 201
    assert program.get("payment-registration").data["code"] == "registration_not_set_up"
    assert clerk.ask("PUT", "payment-registration/setup", {"batch": "REG", "everybody": True}).status == 403
    setup = program.ask("PUT", "payment-registration/setup", {"batch": "REG", "everybody": True}).data
    assert (setup["account"], setup["own"], setup["posted_balance"]) == ("bank:B1", False, "10000.00")
    stale = {"If-Match": program.get("payment-registration/setup").headers["ETag"]}
    program.ask("PUT", "payment-registration/setup", {"batch": "REG"})
    for said in ({"batch": "REG"}, {"batch": "REG", "everybody": True}, {"batch": "OUT", "side": "vendor"}):
        assert program.ask("PUT", "payment-registration/setup", said, headers=stale).status == 412, said
    program.post(f"journals/{book.journal}/lines/1/unapply")
    payment = {"entry": book.entry, "date": "2026-03-02", "amount": "400.00"}
    entered = clerk.post("payment-registration/enter", {"payments": [payment]}).data["items"]
    assert [(one["document_number"], one["remaining"]) for one in entered] == [("INV-1", "600.00")]
    assert clerk.get("payment-registration", find="INV-1").data["items"] == entered
    assert program.get("payment-registration").data["items"][0]["payment_made"] is False
    wrong = clerk.post("payment-registration/enter", {"payments": [payment], "side": "vendor"})
    assert wrong.data["code"] == "entry_unknown"
    assert clerk.post("payment-registration/post").data["code"] == "token_role_too_low"
    preview = clerk.post("payment-registration/post", {"preview": True}).data
    assert (preview["sum"], preview["run"]) == ("400.00", 0)
    assert clerk.post("payment-registration/clear").data == {"count": 1}
    program.post("payment-registration/enter", {"payments": [payment]})
    posted = program.post("payment-registration/post", key="p").data
    assert (posted["sum"], posted["documents"], posted["accounts"]) == ("400.00", 1, preview["accounts"])
    assert program.get(f"entries/{book.entry}").data["remaining_amount"] == "600.00"
    assert program.get("payment-registration/setup").data["posted_balance"] == "10400.00"
    (found,) = program.get("payment-registration/search", amount="1000").data["items"]
    assert (found["number"], found["state"], found["remaining"]) == ("INV-1", "open", "600.00")
