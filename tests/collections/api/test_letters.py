"""Reminders and memos by the API: drafted, issued one by one, cancelled."""

from __future__ import annotations

import pytest

from reskontra.collections import letter_jobs
from reskontra.collections.reminder_queries import find_reminder
from reskontra.interface.worker import run_waiting
from tests import build
from tests.api_book import api_book
from tests.collections import charging, reminding
from tests.collections.test_electronic_invoices import a_reminder, known
from tests.peppol import complaints
from tests.program import Program
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_reminder_goes_from_draft_to_cancelled() -> None:
    book = api_book()
    program = Program(book.company)
    reminding.terms(book.company)
    assert program.ask("PATCH", "customers/C1", {"reminder_terms": "T"}).status == 200
    body = {"document_date": "2026-03-31", "override": "test"}
    preview = program.post("reminders", {**body, "preview": True}).data
    made = program.post("reminders", body).data
    assert len(preview["made"]) == len(made["made"])
    for one in made["made"]:
        shown = program.get(f"reminders/{one['draft']}").data
        assert (shown["state"], len(shown["lines"]) > 0) == ("draft", True)
        assert shown["draft"] in {found["draft"] for found in program.get("reminders", state="draft").data["items"]}
    tried = program.post("reminders/issue", {"preview": True}).data
    issued = program.post("reminders/issue", {"accept_rounding": True}, key="k").data
    assert len(tried["done"]) == len(issued["done"]) == len(made["made"])
    numbers = [one["number"] for one in issued["done"]]
    assert numbers, made["not_made"]
    assert len(program.post("reminders/cancel", {"numbers": numbers}).data["done"]) == len(numbers)
    again = program.post("reminders", body).data["made"]
    assert program.ask("DELETE", f"reminders/{again[0]['draft']}").status == 204
    assert program.get("reminders/nothing").status == 404


def test_a_memo_goes_from_draft_to_cancelled() -> None:
    company = build.new_company()
    Story(company).tells(charging.TOLD)
    program = Program(company)
    (made,) = program.post("finance-charges", {"document_date": "2026-03-02"}).data["made"]
    shown = program.get(f"finance-charges/{made['draft']}").data
    assert (shown["customer"], shown["interest"]) == ("C1", made["interest"])
    assert [one["draft"] for one in program.get("finance-charges").data["items"]] == [made["draft"]]
    assert len(program.post("finance-charges/issue", {"preview": True}).data["done"]) == 1
    (done,) = program.post("finance-charges/issue", key="k").data["done"]
    assert program.post("finance-charges/cancel", {"numbers": [done["number"]]}).data["refused"] == []
    (again,) = program.post("finance-charges", {"document_date": "2026-03-02"}).data["made"]
    assert program.ask("DELETE", f"finance-charges/{again['draft']}").status == 204
    assert program.get("finance-charges/nothing").status == 404


def test_what_is_charged_is_downloaded_as_an_electronic_invoice() -> None:
    company = build.new_company()
    a_reminder(company)
    program = Program(company)
    lacks = program.get("reminders/BP000001/ubl")
    assert (lacks.status, lacks.data["findings"][0]["values"]["rule"]) == (422, "BR-11")
    known(company)
    assert complaints(program.get("reminders/BP000001/ubl", buyer_reference="4711").content) == []
    assert program.get("finance-charges/RF9/ubl").status == 404
    id = find_reminder(company=company, number="BP000001").id
    browser = Browser(company)
    page = browser.get(f"collecting/reminders/{id}/")
    assert page.values("//a[contains(@href, 'invoice.xml')]/text()") == ["Electronic invoice"]
    file = browser.client.get(f"/{company.id}/collecting/reminders/{id}/invoice.xml")
    assert (file.content, "BP000001.xml" in file["Content-Disposition"]) == (
        program.get("reminders/BP000001/ubl").content, True,
    )  # fmt: skip
    assert browser.get(f"collecting/finance-charges/{id}/invoice.xml").status == 404


def test_many_are_made_and_issued_as_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    company = build.new_company()
    Story(company).tells(charging.TOLD)
    reminding.terms(company)
    program = Program(company)
    assert program.ask("PATCH", "customers/C1", {"reminder_terms": "T"}).status == 200
    monkeypatch.setattr(letter_jobs, "PLANNED_AT_ONCE", 0)
    monkeypatch.setattr(letter_jobs, "ISSUED_AT_ONCE", 0)
    body = {"document_date": "2026-03-02"}
    for noun, number in (("finance-charges", "RF000001"), ("reminders", "BP000001")):
        assert program.post(noun, {**body, "preview": True}).data["made"], noun
        for address, sent in ((noun, body), (f"{noun}/issue", {})):
            waits = program.post(address, sent, key=address)
            assert (waits.status, waits.data["state"], run_waiting()) == (202, "waiting", 1), address
        assert [one["number"] for one in program.get(noun, state="issued").data["items"]] == [number]
        assert program.post(f"{noun}/issue", {"drafts": []}, key=f"{noun}-none").status == 200
        waits = program.post(f"{noun}/cancel", {"numbers": [number, number]}, key=f"{noun}-cancel")
        assert (waits.status, run_waiting()) == (202, 1)
        job = program.get(f"jobs/{waits.data['job']}").data
        assert (job["state"], job["outcome"]["count"], job["outcome"]["refused"]) == ("done", 1, 0)
        (made,) = program.post(noun, {**body, "customers": ["C1"]}, key=f"{noun}-again").data["made"]
        named = {"drafts": [made["draft"], "X9"], "posting_date": "2026-03-03"}
        waits = program.post(f"{noun}/issue", named, key=f"{noun}-named")
        assert (waits.status, waits.data["title"][:17], run_waiting()) == (202, "Issue of 2 drafts", 1)
        job = program.get(f"jobs/{waits.data['job']}").data
        assert (job["outcome"]["count"], job["outcome"]["refused"]) == (1, 1)
        assert program.get(noun, state="issued").data["items"][0]["posting_date"] == "2026-03-03"


def test_named_drafts_are_deleted_all_or_none() -> None:
    company = build.new_company()
    Story(company).tells(charging.TOLD)
    program = Program(company)
    (made,) = program.post("finance-charges", {"document_date": "2026-03-02"}).data["made"]
    assert program.post("finance-charges/delete", {"drafts": [made["draft"], "X9"]}).status == 422
    assert program.post("finance-charges/delete", {"drafts": [made["draft"]]}).status == 204
    assert program.get("finance-charges").data["items"] == []
    reminding.terms(company)
    assert program.ask("PATCH", "customers/C1", {"reminder_terms": "T"}).status == 200
    (made,) = program.post("reminders", {"document_date": "2026-03-31", "override": "x"}).data["made"]
    assert program.post("reminders/delete", {"drafts": [made["draft"]]}).status == 204
