"""Lines by the API: each decided by who saw what stands there."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_line_is_decided_as_it_was_seen_or_not_at_all() -> None:
    book = api_book()
    first, second = Program(book.company), Program(book.company, name="second")
    line = f"journals/{book.journal}/lines/2"
    seen = first.get(line)
    tag = {"If-Match": seen.headers["ETag"]}
    for none in ("", '""', '"x"'):
        assert second.post(f"{line}/apply", {"account": "gl:3740"}, headers={"If-Match": none}).status == 412
    put = first.post(f"{line}/apply", {"account": "gl:3740"}, key="k", headers=tag)
    again = first.post(f"{line}/apply", {"account": "gl:3740"}, key="k", headers=tag)
    assert (again.data, again.headers["ETag"]) == (put.data, put.headers["ETag"])
    other = first.post(f"{line}/apply", {"account": "gl:3740"}, key="k", headers={"If-Match": put.headers["ETag"]})
    assert (other.status, other.data["code"]) == (422, "idempotency_key_reused")
    assert second.post(f"{line}/return", headers=tag).status == 412
    assert (put.data["state"], put.data["difference"]) == ("ready", "0.00")
    assert put.headers["ETag"] != seen.headers["ETag"]
    late = second.post(f"{line}/unapply", headers=tag)
    assert (late.status, late.data["code"]) == (412, "line_decided_meanwhile")
    assert first.get(line).data == put.data
    assert second.post(f"{line}/unapply", headers={"If-Match": put.headers["ETag"]}).data["applications"] == []
    assert second.post(f"{line}/undo", headers={"If-Match": "*"}).data["applications"] == put.data["applications"]


def test_a_line_is_applied_split_and_accepted() -> None:
    book = api_book()
    program = Program(book.company)
    line = f"journals/{book.journal}/lines/1"
    part = {"ledger": "customer", "number": "INV-1", "amount": "900.00"}
    assert program.post(f"{line}/apply", {"documents": [part]}).data["difference"] == "100.00"
    whole = program.post(f"{line}/apply", {"documents": [part], "account": "customer:C1"}).data
    assert ([one["amount"] for one in whole["applications"]], whole["difference"]) == (["900.00", "100.00"], "0.00")
    parts = [
        {"kind": "document", "number": "customer:INV-1", "amount": "600.00"}, {"kind": "customer", "number": "C1"},
    ]  # fmt: skip
    split = program.post(f"{line}/split", {"parts": parts}).data
    assert [one["amount"] for one in split["applications"]] == ["600.00", "400.00"]
    assert program.post(f"{line}/accept").data["reviewed"]
    assert program.get(f"journals/{book.journal}/lines/9").status == 404
    assert program.post(f"{line}/return").status == 422
    assert program.ask("PUT", f"{line}/amount", {"amount": "1.00"}).status == 422


def test_a_person_is_asked_and_the_program_is_answered() -> None:
    book = api_book()
    program, browser = Program(book.company), Browser(book.company, name="alice")
    line = f"journals/{book.journal}/lines/2"
    for action, body in (("ask", {"of": "alice", "question": "Who?"}), ("answer", {"text": "Nobody"})):
        assert program.post(f"{line}/{action}", body, headers={"If-Match": '"x"'}).status == 412
    assert program.post(f"{line}/ask", {"of": "alice", "question": "Who is it?"}).status == 200
    assert "Who is it?" in browser.get(f"journals/{book.journal}/2/").text
    assert program.get("questions").data == {"questions": []}
    browser.post(f"journals/{book.journal}/2/answer/", {"answer": "A friend"})
    (back,) = program.get("questions").data["questions"]
    assert (back["line"], back["answer"]) == (2, "A friend")
    assert program.post(f"{line}/answer", {"close": True}).status == 200
    assert program.get("questions").data == {"questions": []}
