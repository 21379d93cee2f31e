"""The examples of the client do what they say: each is run as its program runs it, over our own application."""

from __future__ import annotations

import json
import re
import runpy
import sqlite3
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.webhook_signing import new_secret, signed_headers
from reskontra.interface.worker import run_waiting
from reskontra_client import NotThere
from tests import build
from tests.api_book import api_book
from tests.client_of_books import books_of
from tests.statements import Line, Statement, camt053

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "client" / "examples"
RUN = {"shop_invoices", "import_statement", "fetch_paid", "follow_events", "receive_webhook"}


def main_of(name: str, function: str = "main") -> Any:
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))[function]


def paid(number: str, amount: str = "1250.00") -> bytes:
    return camt053(Statement([Line(amount, "Anna Ek", f"Faktura {number}"), Line("77.00", "Okänd", "hej")]))


def test_every_example_is_run_here() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} == RUN


def test_a_shop_invoices_its_orders_is_paid_and_told(company: CompanyFacts, tmp_path: Path, capsys: Any) -> None:
    """One order is refused and told; the same file again invoices nothing; what the bank brings is posted and told."""
    build.bank_account(company, opening="10000.00")
    with books_of(company, role="ADMINISTRATOR") as books:
        books.events.set_gathering(on=True)
        row, customer = {"account": "3001", "amount": "1000.00", "vat_code": "25"}, {"number": "W1", "name": "Anna Ek"}
        orders = [
            {"order": "4711", "date": "2026-03-01", "customer": customer, "rows": [row]},
            {"order": "4712", "date": "2031-03-01", "customer": customer, "rows": [row]},
        ]
        file, position = tmp_path / "orders.json", tmp_path / "position.txt"
        file.write_text(json.dumps(orders))
        assert [main_of("shop_invoices")(books, file) for _again in range(2)] == [1, 1]
        (invoice,) = books.documents.list(status="posted")
        first, second, *again = capsys.readouterr().out.splitlines()
        assert (first.split(", ")[0], invoice["total"]) == (f"Order 4711: invoice {invoice['number']}", "1250.00")
        assert second.startswith("Order 4712: ")
        assert again == [first, second]
        assert [one["number"] for one in books.customers.list()] == ["W1"]

        main_of("fetch_paid")(books, position)
        assert capsys.readouterr().out == ""
        statement = tmp_path / "statement.xml"
        statement.write_bytes(paid(invoice["number"]))
        main_of("import_statement")(books, statement)
        posted, left = capsys.readouterr().out.splitlines()
        assert posted.startswith("PRJ000001: posted B-2026-")
        assert left.startswith("PRJ000001 line 2: 77.00 SEK hej")
        main_of("fetch_paid")(books, position)
        assert capsys.readouterr().out == f"{invoice['number']} of W1: paid\n"
        books.journals.reverse("PRJ000001", lines=[1], reason="another's")
        main_of("fetch_paid")(books, position)
        assert capsys.readouterr().out == f"{invoice['number']} of W1: open again\n"


def test_a_large_statement_is_waited_for(company: CompanyFacts, tmp_path: Path, capsys: Any) -> None:
    build.bank_account(company, opening="10000.00")
    file = tmp_path / "statement.xml"
    file.write_bytes(paid("1") + b"\n" * 1_100_000)
    with books_of(company, pause=lambda seconds: run_waiting()) as books:
        main_of("import_statement")(books, file)
    looks = re.findall(r"^\d+ of \d+$", out := capsys.readouterr().out, re.MULTILINE)
    assert len(looks) == 2
    assert "PRJ000001 line 1: 1250.00" in out


def test_events_are_followed_until_it_is_stopped(company: CompanyFacts, capsys: Any) -> None:
    class Stopped(Exception):
        pass

    def happen(seconds: float) -> None:
        assert seconds == 5
        if capsys.readouterr().out:
            raise Stopped
        build.invoice(company, build.customer(company))
        told.append(True)

    told: list[bool] = []
    with books_of(company, role="ADMINISTRATOR", pause=happen) as books:
        books.events.set_gathering(on=True)
        with pytest.raises(Stopped):
            main_of("follow_events")(books, 0)
    assert told == [True]


def test_a_webhook_is_received_once_and_proved(tmp_path: Path) -> None:
    key, body = new_secret(), b'{"type": "entry.closed", "data": {"document_number": "F1"}}'
    file = tmp_path / "events.sqlite3"
    headers = signed_headers(secret=key, id="1.17", seconds=int(time.time()), body=body)
    receiver = main_of("receive_webhook", "receiver")(key, file)
    with httpx.Client(transport=httpx.WSGITransport(app=receiver), base_url="http://localhost") as bank:
        answers = [bank.post("/", content=body, headers=headers) for _again in range(2)]
        forged = bank.post("/", content=body + b" ", headers=headers)
    assert [one.status_code for one in (*answers, forged)] == [204, 204, 400]
    with sqlite3.connect(file) as kept:
        assert kept.execute("SELECT message, type FROM event").fetchall() == [("1.17", "entry.closed")]


def test_what_the_page_of_the_client_shows_is_so(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    """Its blocks one after the other, with our application at the address."""
    company = api_book().company
    next_day = Statement([Line("5.00", "Beta", "x")], id="S-2", day="2026-03-03", opening="11077.00")
    (tmp_path / "statement.xml").write_bytes(camt053(next_day))
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    known = {"first": books_of(company), "books": books_of(company, name="second"), "date": date, "Path": Path}
    known |= {"Decimal": Decimal, "NotThere": NotThere}
    for block in blocks:
        exec(block.replace('with Reskontra("https://books.example.se", token) as books', "with first"), known)
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("INV-1 1000.00")
    assert out[-1].startswith("party_unknown {'ledger': 'customer', 'number': 'C404'} ")
    assert known["done"]["new"] == 1
