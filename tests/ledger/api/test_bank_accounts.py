"""Bank accounts by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_bank_account_is_added_opened_and_set() -> None:
    program = Program(api_book().company)
    new = {"number": "B2", "iban": "SE3550000000054910000003", "name": "Two"}
    made = program.post("bank-accounts", new, key="k")
    assert (made.status, made.data["balance"], made.data["auto_match"]) == (201, "0.00", True)
    assert program.post("bank-accounts", new).data["code"] == "bank_account_exists"
    opened = program.post("bank-accounts/B2/opening", {"balance": "250.00", "date": "2026-02-28"})
    assert opened.data["balance"] == "250.00"
    changed = program.ask("PATCH", "bank-accounts/B2", {"auto_match": False, "last_check": "100"})
    assert changed.data["auto_match"] is False
    assert program.get("bank-accounts/B2").data == changed.data
    listed = program.get("bank-accounts").data["items"]
    assert [one["number"] for one in listed] == ["B1", "B2"]
    assert listed[1] == changed.data
    assert program.ask("PATCH", "bank-accounts/B2", {"auto_match": True, "last_check": "x"}).status == 422
    assert program.get("bank-accounts/B2").data["auto_match"] is False
