"""What is posted goes to other programs, each voucher once, and as SIE."""

from __future__ import annotations

import json

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_new_vouchers_go_once_and_every_file_comes_again() -> None:
    program = Program(api_book().company)
    made = program.post("exports", {"form": "jsonl", "receiver": "archive"}, key="e-1")
    assert (made.status, made.data["export"]["number"]) == (201, 1)
    assert program.post("exports", {"form": "jsonl", "receiver": "archive"}, key="e-1").data == made.data
    assert program.post("exports", {"form": "jsonl", "receiver": "archive"}).data == {"export": None}
    assert program.post("exports", {"since_last": False}).data["export"]["form"] == "csv"
    file = program.get("exports/1/file")
    vouchers = [json.loads(line) for line in file.content.splitlines()]
    assert len(vouchers) == made.data["export"]["vouchers"]
    assert 'filename="vouchers-1.jsonl"' in file.headers["Content-Disposition"]
    assert program.get("exports/1/file").content == file.content
    assert [one["number"] for one in program.get("exports").data["items"]] == [2, 1]
    unknown = program.get("exports/9/file")
    assert (unknown.status, unknown.data["code"]) == (404, "no_such_export")


def test_sie_is_a_year_with_balances_or_some_days() -> None:
    program = Program(api_book().company, role="AUDITOR")
    year = program.get("exports/sie4", fiscal_year="2026")
    assert b"#SIETYP 4\r\n" in year.content
    assert b"#UB 0 " in year.content
    days = program.get("exports/sie4", **{"type": "4i", "from": "2026-01-01", "to": "2026-12-31"})
    assert days.headers["Content-Disposition"] == 'attachment; filename="2026-01-01-2026-12-31.si"'
    assert b"#UB" not in days.content
    wrong = program.get("exports/sie4", **{"from": "2026-01-01"})
    assert (wrong.status, wrong.data["code"]) == (422, "export_days_of_whole_year")
    assert program.post("exports", {}).data["code"] == "token_role_too_low"
