"""Bank reconciliations, further, by the API: what they say, where lines come from, checks, and the report."""

from __future__ import annotations

import pytest

from tests.api_book import ApiBook, api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
BATCHES = "typed-journals/payments/batches"


def _begun(book: ApiBook, program: Program) -> str:
    new = {"bank_account": "B1", "statement_date": "2026-03-31", "ending_balance": "11077.00"}
    return f"bank-reconciliations/{program.post('bank-reconciliations', new).data['reconciliation']}"


def test_what_it_says_is_changed_and_a_statement_taken() -> None:
    book = api_book()
    program = Program(book.company)
    own = _begun(book, program)
    changed = program.ask("PATCH", own, {"ending_balance": "11000.00", "statement": "77"}).data
    assert (changed["ending_balance"], changed["statement"]) == ("11000.00", "77")
    own = f"bank-reconciliations/{changed['reconciliation']}"
    taken = program.post(f"{own}/statements", {"import_number": 1}, key="k").data
    assert (taken["lines"], taken["moved"]) == (2, 2)
    line = program.get(f"{own}/lines/1").data
    assert (line["amount"], line["file"]) == ("1000.00", "bank.xml")
    report = program.get(f"{own}/report").data
    assert (report["lines_sum"], len(report["lines"])) == ("1077.00", 2)
    assert program.get(f"{own}/report/file").content.startswith(b"%PDF")
    assert program.post(f"{own}/statements", {"import_number": 9}).status in (404, 422)


def test_lines_come_from_the_ledger_and_checks_are_lines() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(BATCHES, {"batch": "UT", "balancing": "bank:B1"})
    paid = {"account": "vendor:V1", "date": "2026-03-10", "amount": "100.00", "check": "7"}
    program.post(f"{BATCHES}/UT/lines", paid)
    program.post(f"{BATCHES}/UT/post")
    own = _begun(book, program)
    made = program.post(f"{own}/checks", {"checks": ["7"], "date": "2026-03-12"}).data["lines"]
    assert [(one["amount"], one["difference"]) for one in made] == [("-100.00", "0.00")]
    assert program.ask("DELETE", f"{own}/checks/7").status == 204
    assert program.ask("DELETE", f"{own}/checks/7").status in (404, 422)
    assert program.ask("DELETE", f"{own}/lines/1").status == 204
    assert program.post(f"{own}/suggest", {"to": "2026-03-31", "since": "2026-03-01"}).data == {"count": 1}
    assert program.get(own).data["lines"][0]["amount"] == "-100.00"
