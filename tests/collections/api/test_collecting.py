"""The worklist worked off by a program."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.interface.clock import today
from tests.api_book import api_book
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_customers_are_given_to_a_collector_and_put_on_hold() -> None:
    book = api_book()
    Browser(book.company, role="CLERK", name="carol")
    program = Program(book.company)
    assert program.ask("PUT", "worklist/owner", {"customers": ["C1"], "owner": "carol"}).data["customers"] == 1
    nobody = program.ask("PUT", "worklist/owner", {"customers": ["C1"], "owner": "nobody"})
    assert (nobody.status, nobody.data["code"]) == (422, "collector_unknown")
    assert program.get("worklist").data["items"][0]["owner"] == "carol"
    held = program.ask("PUT", "worklist/hold", {"customers": ["C1"], "code": "X"})
    assert held.data == {"customers": 1, "documents": 1}
    assert program.get(f"entries/{book.entry}").data["on_hold"] == "X"
    assert program.get("worklist", which="held").data["items"][0]["number"] == "C1"
    assert program.ask("PUT", "worklist/hold", {"customers": ["C1"], "code": ""}).data["documents"] == 1


def test_what_is_known_of_a_customer_and_of_a_dispute_is_changed() -> None:
    book = api_book()
    program, later = Program(book.company), (today() + timedelta(days=20)).isoformat()
    said = {"channel": "print", "consumer": False}
    assert program.ask("PATCH", "customers/C1/collection", said).data == {"customer": "C1", "changed": said}
    assert program.ask("PATCH", "customers/C9/collection", said).status == 404
    shown = program.get("customers/C1/collection").data
    assert (shown["channel"], shown["consumer"], shown["fee_agreed"], shown["email"]) == ("print", False, False, "")
    assert program.get("customers/C9/collection").status == 404
    dispute = program.post("disputes", {"entry": book.entry, "reason": "price"}).data
    moved = program.ask("PATCH", f"disputes/{dispute['number']}", {"deadline": later, "note": "Asked the shop"})
    assert (moved.status, moved.data["deadline"]) == (200, later)
    assert program.ask("PATCH", "disputes/99", {"note": "x"}).status == 404


def test_a_statement_of_account_is_looked_at_as_a_pdf() -> None:
    program = Program(api_book().company)
    file = program.get("account-statements/C1/file", since="2026-01-01", to="2026-12-31")
    assert (file.status, file.content[:5]) == (200, b"%PDF-")
    assert file.headers["Content-Disposition"] == 'attachment; filename="statement-C1.pdf"'
    nothing = program.get("account-statements/C1/file", since="2020-01-01", to="2020-01-31")
    assert (nothing.status, nothing.data["code"]) == (422, "statement_tells_nothing")
    assert program.get("statement-runs").data["items"] == []
