"""Reports by the API: the same rows as the page and the command, and files."""

from __future__ import annotations

import pytest

from reskontra.desk.report_kinds import KINDS
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_every_report_is_told_as_data() -> None:
    program = Program(api_book().company, role="READER", scopes=["reports:read"])
    listed = program.get("reports").data["items"]
    assert {one["report"] for one in listed} == set(KINDS)
    asked = {"account": "C1", "month": "2026-03", "from": "2026-01-01", "to": "2026-12-31", "as_of": "2026-03-31"}
    for one in listed:
        fields = {name: asked[name] for name in one["fields"] if name in asked}
        fields |= {"account": {"general-ledger": "1510"}.get(one["report"], "C1")} if "account" in fields else {}
        fields |= {"account": "V1"} if "account" in fields and one["report"].endswith("payables") else {}
        assert program.get(f"reports/{one['report']}", **fields).status == 200, one
    balances = program.get("reports/customer-balances", as_of="2026-03-31").data
    assert "1000.00" in str(balances)


@pytest.mark.parametrize(("format", "begins"), [("csv", b"account"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_report_is_downloaded(format: str, begins: bytes) -> None:
    program = Program(api_book().company)
    found = program.get("reports/customer-balances/file", as_of="2026-03-31", format=format)
    assert (found.status, found.content.startswith(begins)) == (200, True)


def test_what_is_no_report_and_no_day_is_told() -> None:
    program = Program(api_book().company)
    unknown = program.get("reports/nothing")
    assert (unknown.status, unknown.data["code"]) == (404, "report_unknown")
    assert program.get("reports/trial-balance", as_of="yesterdayish").status == 422
