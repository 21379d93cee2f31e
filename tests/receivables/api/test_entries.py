"""Entries by the API: listed, shown, applied, unapplied and edited."""

from __future__ import annotations

import pytest

from reskontra.receivables.api.entries import EntryUnknown, named
from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_an_entry_is_settled_opened_and_edited() -> None:
    book = api_book()
    program = Program(book.company)
    party = build.customer(book.company)
    memo = build.document(book.company, party, number="CM-1", amount="-400.00", document_type="credit_memo").entry_id
    listed = program.get("entries", sort="number")
    assert [(one["document_number"], one["remaining_amount"]) for one in listed.data["items"]] == [
        ("CM-1", "-400.00"), ("INV-1", "1000.00"),
    ]  # fmt: skip
    order = {"to": [{"entry": book.entry}], "preview": True}
    held = program.post(f"entries/{memo}/apply", order)
    assert (held.status, held.data["findings"][0]["code"]) == (422, "document_reserved")
    program.post(f"journals/{book.journal}/lines/1/unapply")
    preview = program.post(f"entries/{memo}/apply", order, key="k")
    assert program.get(f"entries/{book.entry}").data["remaining_amount"] == "1000.00"
    done = program.post(f"entries/{memo}/apply", order | {"preview": False})
    assert done.data["settled"][0]["remaining_amount"] == "600.00"
    assert preview.data["settled"] == done.data["settled"]
    shown = program.get(f"entries/{book.entry}").data
    assert [one["amount"] for one in shown["details"]] == ["1000.00", "-400.00"]
    back = program.post(f"entries/{memo}/unapply", {"reason": "wrong"})
    assert back.data["left"] == "-400.00"
    assert program.post(f"entries/{memo}/unapply").data["code"] == "not_applied"
    edited = program.ask("PATCH", f"entries/{book.entry}", {"due_date": "2026-03-01", "on_hold": "AB"})
    assert (edited.data["due_date"], edited.data["on_hold"]) == ("2026-03-01", "AB")
    assert program.post("entries/recompute-tolerance").data == {"count": 0}


def test_entries_are_leafed_through_and_narrowed() -> None:
    book = api_book()
    program = Program(book.company, role="READER", scopes=["entries:read"])
    party = build.customer(book.company, number="C2", name="Beta AB")
    for number in ("INV-2", "INV-3"):
        build.invoice(book.company, party, number=number, amount="10.00")
    whole = [one["id"] for one in program.get("entries").data["items"]]
    page = program.get("entries", limit=2).data
    ids = [one["id"] for one in page["items"]]
    while page["next_cursor"]:
        page = program.get("entries", limit=2, cursor=page["next_cursor"]).data
        ids += [one["id"] for one in page["items"]]
    assert (len(ids) > 2, ids) == (True, whole)
    assert len(program.get("entries", account="C2", due_from="2026-02-09", overdue=True).data["items"]) == 2
    assert {one["ledger"] for one in program.get("entries", ledger="vendor").data["items"]} <= {"vendor"}
    assert program.get("entries", cursor="!").status == 400
    with pytest.raises(EntryUnknown):
        named(book.company, book.entry, 999_999)
