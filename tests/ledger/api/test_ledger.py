"""Accounts, vouchers and VAT codes by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_what_is_posted_is_listed_and_shown() -> None:
    book = api_book()
    program = Program(book.company)
    listed = program.get("vouchers", q=book.voucher).data["items"]
    shown = program.get(f"vouchers/{book.voucher}").data
    assert [one["voucher"] for one in listed] == [book.voucher]
    assert sum(float(line["amount"]) for line in shown["lines"]) == 0
    assert program.get("vouchers", run=shown["run"]).data["items"] == listed
    pages = program.get("vouchers", limit=1).data
    assert len(program.get("vouchers", limit=1, cursor=pages["next_cursor"]).data["items"]) == 1
    accounts = {one["account"]: one["balance"] for one in program.get("accounts").data["items"]}
    assert accounts["1510"] == "1000.00"
    assert program.get("vouchers/A-1-1").status == 404


def test_the_chart_and_vat_codes_are_added_to() -> None:
    program = Program(api_book().company)
    made = program.post("accounts", {"account": "1518", "name": "Övriga"})
    assert (made.status, made.data["side"]) == (201, "balance")
    assert program.post("accounts", {"account": "1518", "name": "Övriga"}).data["code"] == "account_exists"
    assert "1518" in {one["account"] for one in program.get("accounts", all=True, q="1518").data["items"]}
    done = program.ask("PUT", "vat-codes/X9", {"rate": "9", "sales_account": "2611", "name": "Nio"})
    assert (done.data["rate"], done.data["name"]) == ("9.00", "Nio")
    assert "X9" in {one["vat_code"] for one in program.get("vat-codes").data["items"]}
