"""Checks, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
BATCHES = "typed-journals/payments/batches"


def test_checks_from_the_line_to_the_void() -> None:
    program = Program(api_book().company)
    program.post(BATCHES, {"batch": "UT", "balancing": "bank:B1"})
    line = {"account": "vendor:V1", "date": "2026-03-10"}
    for more in ({"amount": "100.00", "check": "7"}, {"amount": "200.00", "print_check": True}, {"amount": "300.00"}):
        assert program.post(f"{BATCHES}/UT/lines", line | more).status == 201
    assert program.post("checks/issue", {"batch": "UT", "line": 3}).data["code"] == "last_check_missing"
    program.ask("PATCH", "bank-accounts/B1", {"last_check": "1000"})
    assert program.post("checks/issue", {"batch": "UT", "line": 3}).data == {"batch": "UT", "line": 3, "check": "1001"}
    tried = program.post("checks/print", {"batch": "UT", "test": True}).data["items"]
    printed = program.post("checks/print", {"batch": "UT"}, key="p").data["items"]
    assert [(one["line"], one["check"]) for one in tried] == [(one["line"], one["check"]) for one in printed]
    program.post(f"{BATCHES}/UT/post")
    listed = program.get("checks", bank_account="B1").data["items"]
    assert {one["check"]: (one["amount"], one["state"]) for one in listed} == {
        "1002": ("200.00", "posted"), "7": ("100.00", "posted"), "1001": ("300.00", "posted"),
    }  # fmt: skip
    void = {"bank_account": "B1", "check": "7"}
    preview = program.post("checks/void", void | {"preview": True}).data
    assert program.post("checks/void", void).data["vouchers"] == preview["vouchers"]
    assert [one["amount"] for one in preview["accounts"]] == ["100.00", "-100.00"]
    assert program.post("checks/void", void).data["code"] == "check_voided"
    left = program.get("checks/outstanding", bank_account="B1", as_of="2026-03-31").data["items"]
    assert sorted(one["check"] for one in left) == ["1001", "1002"]
    assert program.get("checks", bank_account="B1", state="printed").data["items"] == []
