"""Mandates by the API: kept, changed, chosen, asked about and adopted."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.program import Program
from tests.receivables.asking_book import autogiro, told
from tests.receivables.autogiro_answers import mandate

pytestmark = pytest.mark.django_db
NEW = {"customer": "101", "scheme": "autogiro", "account": "3300-1212121212", "signed": "2026-01-02"}


def test_from_what_was_signed_to_what_bankgirot_is_asked(company: CompanyFacts) -> None:
    autogiro(company)
    customer = build.customer(company, number="101", organisation_number="5560001234")
    build.customer(company, number="K6", name="Beta")
    build.invoice(company, customer)
    program, clerk = Program(company), Program(company, role="CLERK", name="till")
    first = clerk.post("mandates", NEW, key="k")
    assert (first.status, first.data["number"], first.data["account"]) == (201, "MND000001", "33001212121212")
    assert clerk.post("mandates", NEW, key="k").data == first.data
    assert clerk.post("mandates", NEW).data["code"] == "payer_number_taken"
    changed = clerk.ask("PATCH", "mandates/MND000001", {"expected": 12, "valid_to": "2026-12-31"}).data
    assert (changed["expected"], changed["valid_to"], changed["debits_made"]) == (12, "2026-12-31", [])
    assert clerk.ask("PATCH", "mandates/MND000001", {"blocked": True}).data["state"] == "blocked"
    refused = clerk.ask("PATCH", "mandates/MND000001", {"expected": 2, "closed": False})
    assert (refused.status, refused.data["code"]) == (422, "mandate_stands")
    both = {"blocked": False, "unlimited": True}
    assert clerk.ask("PATCH", "mandates/MND000001", both).data["expected"] is None
    choice = {"document_number": "INV-1", "mandate": "MND000001"}
    assert clerk.post("mandate-choices", choice).data == choice
    assert program.get("mandates/MND9").status == 404
    assert clerk.post("mandate-requests", {"bank_account": "B1"}).status == 403
    asked = program.post("mandate-requests", {"bank_account": "B1"}).data
    assert (asked["entered"], asked["taken_out"], asked["kept_back"]) == (["MND000001"], [], [])
    assert b"0400099123460000000000000101" in program.get("mandate-requests/1/file").content
    assert program.get("mandate-requests/2/file").status == 404
    told(company, mandate(101, day="20350102"), mandate(888, id_number="0"))
    assert [one["answer"] for one in program.get("mandate-requests", limit="1").data["items"]] == ["active"]
    assert [one["customer"] for one in program.get("told-mandates").data["items"]] == ["101", ""]
    assert [one["payer_number"] for one in program.get("told-mandates", to_adopt="true").data["items"]] == ["888"]
    assert program.post("told-mandates", {"payer_number": "888"}).data["code"] == "adopted_customer_unclear"
    assert program.post("told-mandates", {"payer_number": "888", "customer": "K6"}).data["bank_told"] == "active"
    assert [one["number"] for one in program.get("mandates", customer="K6").data["items"]] == ["MND000002"]
    assert program.get("told-mandates", to_adopt="true").data["items"] == []
