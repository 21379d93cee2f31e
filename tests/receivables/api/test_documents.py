"""Documents by the API: drafted, changed, posted; many of them at once."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.receivables.api.documents import NewDocumentBody, NewDocumentLine, document_of, line_of
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def one(amount: str = "100.00", **told: Any) -> dict[str, Any]:
    return {"party": "customer:C1", "date": "2026-03-01", "lines": [{"account": "3001", "amount": amount}], **told}


def test_a_document_is_drafted_changed_posted_and_credited() -> None:
    program = Program(api_book().company)
    made = program.post("documents", one(text="Råd"))
    number = made.data["draft"]
    assert (made.status, made.data["total"], made.data["status"]) == (201, "100.00", "draft")
    lines = [{"account": "3001", "quantity": "2", "price": "75.00"}]
    changed = program.ask("PATCH", f"documents/{number}", {"lines": lines})
    assert (changed.data["total"], changed.data["text"]) == ("150.00", "Råd")
    preview = program.post("documents/post", {"drafts": [number], "preview": True})
    posted = program.post("documents/post", {"drafts": [number]}, key="k")
    assert program.post("documents/post", {"drafts": [number]}, key="k").data == posted.data
    assert (preview.data["run"], posted.data["documents"][0]["status"]) == (0, "posted")
    own = posted.data["documents"][0]["number"]
    assert program.get(f"documents/{own}").data["draft"] == number
    credit = program.post(f"documents/{own}/credit", {"date": "2026-03-02"})
    assert (credit.data["type"], credit.data["applies_to"]) == ("credit_memo", own)
    assert program.ask("DELETE", f"documents/{credit.data['draft']}").status == 204
    assert program.get(f"documents/{credit.data['draft']}").status == 404
    listed = program.get("documents", status="posted").data["items"]
    assert [found["number"] for found in listed] == [own]


def test_many_documents_are_all_done_or_none_or_each() -> None:
    program = Program(api_book().company)
    count = len(program.get("documents").data["items"])
    documents = [one(), one(party="customer:NOBODY"), one("200.00"), one(date="2031-01-01")]
    none = program.post("documents/bulk", {"documents": documents, "post": True})
    assert (none.status, none.data["findings"][0]["place"]) == (422, "document 2, party")
    closed = program.post("documents/bulk", {"documents": [one(), one(date="2031-01-01")], "post": True})
    assert closed.data["findings"][0]["place"].startswith("document 2")
    assert len(program.get("documents").data["items"]) == count
    each = program.post("documents/bulk", {"documents": documents, "post": True, "each": True}, key="k")
    assert (each.data["done"], each.data["refused"]) == (2, 2)
    results = each.data["results"]
    assert [bool(found["voucher"]) for found in results] == [True, False, True, False]
    assert [[why["code"] for why in found["findings"]] for found in results] == [
        [], ["party_unknown"], [], ["no_fiscal_year"],
    ]  # fmt: skip
    assert results[1]["draft"] is None
    assert (
        program.post("documents/bulk", {"documents": documents, "post": True, "each": True}, key="k").data == each.data
    )


def test_findings_tell_the_document_and_the_line() -> None:
    told = NewDocumentBody(party="customer:C1", lines=[NewDocumentLine(account="3001", amount="1.00")], currency="sek")
    read = document_of(told, "document 7")
    assert (read.place, read.lines[0].place, read.currency) == ("document 7", "document 7, line 1", "SEK")
    assert line_of(told.lines[0]).amount == "1.00"
