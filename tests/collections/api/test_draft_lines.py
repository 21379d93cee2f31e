"""Drafts of reminders and memos changed line by line, by the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.api_book import api_book
from tests.collections import charging, reminding
from tests.program import Program
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_reminder_is_changed_before_it_is_issued() -> None:
    book = api_book()
    program = Program(book.company)
    reminding.terms(book.company, fee_minor=60_00, cost="REMINDER")
    program.ask("PATCH", "customers/C1", {"reminder_terms": "T"})
    alfa = build.customer(book.company, reminder_terms="T")
    reminding.of_law(book.company, alfa, is_fee_agreed=True)
    build.invoice(book.company, alfa, number="INV-2", amount="200.00")
    (made,) = program.post("reminders", {"document_date": "2026-03-31", "override": "test"}).data["made"]
    at = f"reminders/{made['draft']}"
    assert program.get(f"{at}/preview").content.startswith(b"%PDF")
    due = program.ask("PATCH", at, {"due_date": "2026-04-30"}).data
    assert due["due_date"] == "2026-04-30"
    told = program.post(f"{at}/texts", {"text": "Call us."}).data["lines"]
    (own,) = (one for one in told if one["text"] == "Call us.")
    said = program.ask("PUT", f"{at}/lines/{own['line']}/text", {"text": "Write to us."}).data["lines"]
    assert said[own["line"] - 1]["text"] == "Write to us."
    (fee,) = (one for one in said if one["part"] == "fee")
    lower = program.ask("PUT", f"{at}/lines/{fee['line']}/fee", {"amount": "50.00", "reason": "Old friend"}).data
    assert lower["fee"] == "50.00"
    first = next(one for one in lower["lines"] if one["document_number"] == "INV-1")
    assert program.ask("DELETE", f"{at}/lines/{first['line']}").status == 204
    left = program.get(at).data["lines"]
    assert "INV-1" not in {one["document_number"] for one in left}
    back = program.post(f"{at}/lines", {"document": "INV-1", "level": 2})
    line = next(one for one in back.data["lines"] if one["document_number"] == "INV-1")
    assert program.ask("PUT", f"{at}/lines/{line['line']}/level", {"level": 1}).status == 200
    assert program.post(f"{at}/update-texts", {"with_fee": True}).data["fee"] == "60.00"
    assert program.post(f"{at}/suggest", {"document_date": "2026-04-01"}).data["document_date"] == "2026-04-01"
    assert program.post(f"{at}/lines", {"document": "none"}).status == 422
    assert program.ask("DELETE", f"{at}/lines/99").status in (404, 422)


def test_a_memo_is_changed_before_it_is_issued() -> None:
    company = build.new_company()
    Story(company).tells(charging.TOLD)
    program = Program(company)
    (made,) = program.post("finance-charges", {"document_date": "2026-03-02"}).data["made"]
    at = f"finance-charges/{made['draft']}"
    assert program.ask("PATCH", at, {"post_interest": False, "due_date": "2026-05-01"}).data["due_date"] == "2026-05-01"
    told = program.post(f"{at}/texts", {"text": "Call us."}).data["lines"]
    assert "Call us." in {one["text"] for one in told}
    line = next(one for one in told if one["document_number"])
    assert program.ask("DELETE", f"{at}/lines/{line['line']}").status == 204
    again = program.post(f"{at}/lines", {"document": line["document_number"]}).data
    assert line["document_number"] in {one["document_number"] for one in again["lines"]}
    assert program.post(f"{at}/suggest", {}).data["interest"] == made["interest"]
    assert program.post(f"{at}/update-texts").data["interest"] == made["interest"]
    assert program.get(f"{at}/preview").content.startswith(b"%PDF")
    (done,) = program.post("finance-charges/issue").data["done"]
    assert program.get(f"finance-charges/{done['number']}/preview").data["code"] == "letter_preview_not_made"
