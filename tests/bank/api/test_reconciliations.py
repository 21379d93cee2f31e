"""Bank reconciliations by the API: a statement typed, matched, posted and opened again."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_statement_is_typed_matched_posted_and_undone() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(f"journals/{book.journal}/post", {"payments_only": True})
    new = {"bank_account": "B1", "statement_date": "2026-03-31", "ending_balance": "11000.00"}
    begun = program.post("bank-reconciliations", new, key="k")
    name = begun.data["reconciliation"]
    own = f"bank-reconciliations/{name}"
    assert (begun.status, begun.data["state"]) == (201, "open")
    missing = str(11000 - float(begun.data["opening_balance"])) + "0"
    line = program.post(f"{own}/lines", {"date": "2026-03-02", "amount": missing, "text": "INV-1"})
    assert [one["amount"] for one in line.data["lines"]] == [missing]
    program.post(f"{own}/lines", {"date": "2026-03-02", "amount": "5.00"})
    assert program.ask("DELETE", f"{own}/lines/2").status == 204
    matched = program.post(f"{own}/match", {"days": 5}).data
    shown = program.get(own).data
    if not matched["matched"]:
        entries = [one["entry"] for one in shown["outstanding"]]
        shown = program.post(f"{own}/apply", {"lines": [1], "entries": entries}).data
    assert shown["lines"][0]["difference"] == "0.00"
    taken = program.post(f"{own}/lines/1/remove").data
    program.post(f"{own}/apply", {"lines": [1], "entries": [one["entry"] for one in taken["outstanding"]]})
    preview = program.post(f"{own}/post", {"preview": True}).data
    posted = program.post(f"{own}/post").data
    assert (preview["count"], posted) == (posted["count"], {"count": posted["count"], "preview": False})
    assert program.post(f"{own}/undo").data == {"later": []}
    assert [one["reconciliation"] for one in program.get("bank-reconciliations").data["items"]] == [name]
    assert program.ask("DELETE", own).status == 204
    assert program.get(own).status == 404
