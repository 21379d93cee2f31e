"""What customers are told of their accounts, by the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
MARCH = {"since": "2026-01-01", "to": "2026-03-31"}


def test_statements_are_looked_at_issued_and_sent() -> None:
    book = api_book()
    program, elsewhere = Program(book.company), Program(build.new_company(name="Sydan AB"))
    (shown,) = program.get("account-statements", **MARCH).data["items"]
    assert (shown["customer"], shown["since"], shown["currencies"][0]["closing_balance"]) == (
        "C1", "2026-01-01", "1000.00",
    )  # fmt: skip
    assert program.get("account-statements", **MARCH, customer="C9").data["code"] == "party_unknown"
    assert program.get("account-statements", to="2026-03-31").status == 400
    assert program.get("statement-runs").data["items"] == []
    nobody = program.post("statement-runs", {"since": "2020-01-01", "to": "2020-01-31"}).data
    assert nobody == {"run": None}
    issued = program.post("statement-runs", MARCH, key="k")
    assert (issued.status, issued.data["run"]["number"], issued.data["run"]["statements"]) == (201, 1, 1)
    assert program.post("statement-runs", MARCH, key="k").data == issued.data
    assert program.get("statement-runs").data["items"] == [issued.data["run"]]
    (sent,) = program.get("statement-runs/1").data["items"]
    assert (sent["customer"], sent["number"], sent["channel"], sent["state"]) == ("C1", 1, "print", "")
    paths = ("statement-runs/1/file", "statement-runs/1/customers/C1")
    assert all(program.get(path).content.startswith(b"%PDF") for path in paths)
    assert [elsewhere.get(path).status for path in (*paths, "statement-runs/1")] == [404, 404, 404]
    assert program.get("statement-runs/1/customers/C9").data["code"] == "statement_not_in_run"
    job = program.post("statement-runs/1/send")
    assert (job.status, job.data["kind"], job.data["subject"]) == (202, "statement_mail", "1")
    assert program.post("statement-runs/1/mark-sent", {"customers": ["C1"]}).data == {"count": 1}
    assert program.get("statement-runs/1").data["items"][0]["state"] == "sent"
    assert elsewhere.post("statement-runs/1/mark-sent", {"customers": ["C1"]}).status == 404


def test_a_page_of_statements_goes_on_where_the_last_ended() -> None:
    book = api_book()
    program = Program(book.company)
    build.invoice(book.company, build.customer(book.company, number="C2", name="Beta AB"), number="INV-2")
    first = program.get("account-statements", **MARCH, limit=1).data
    second = program.get("account-statements", **MARCH, limit=1, cursor=first["next_cursor"]).data
    assert [first["items"][0]["customer"], second["items"][0]["customer"]] == ["C1", "C2"]
    assert second["next_cursor"] is None
    assert program.get("account-statements", **MARCH, cursor="eA").status == 400
