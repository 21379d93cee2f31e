"""Direct debits by the API: from the set-up to what the bank answers, and given up."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.receivables.api import direct_debits
from tests import build
from tests.formats.pain002_files import batch, payment, reason, report
from tests.program import Program
from tests.receivables.autogiro_answers import order, rejections
from tests.receivables.debiting_book import CREDITOR, TODAY, euro_company, owed, payer

pytestmark = pytest.mark.django_db
MAKE = {"bank_account": "E1", "to_date": "2026-02-09"}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct_debits, "today", lambda: TODAY)


def test_from_what_falls_due_to_what_the_bank_answers() -> None:
    company = euro_company()
    for number in (1, 2):
        owed(company, payer(company, number), f"INV-{number}")
    program, clerk = Program(company), Program(company, role="CLERK", name="till")
    setup = {"creditor_id": CREDITOR, "bic": "BYLADEM1001", "version": "02"}
    assert program.ask("PUT", "direct-debit-setups/E1", setup).data["version"] == "02"
    assert program.get("direct-debit-setups").data == [program.get("direct-debit-setups/E1").data]
    made = clerk.post("direct-debits", MAKE, key="k")
    assert (made.status, made.data["debits"], made.data["amount"], made.data["without"]) == (201, 2, "200.00", 0)
    at = f"direct-debits/{made.data['number']}"
    assert clerk.post("direct-debits", MAKE, key="k").data == made.data
    faulty = clerk.ask("PATCH", f"{at}/debits/1", {"day": "2026-01-31"}).data
    assert [one["code"] for one in faulty["faults"]] == ["debit_date_past"]
    assert program.post(f"{at}/export").status == 422
    assert clerk.post(f"{at}/check", {"reset_dates": True}).data["faults"] == []
    assert program.get(f"{at}/file").data["code"] == "debit_file_unknown"
    assert clerk.post(f"{at}/export").status == 403
    exported = program.post(f"{at}/export", key="e").data
    assert exported["state"] == "file_created"
    assert b"pain.008.001.02" in program.get(f"{at}/file").content
    said = report(batch(payment(f"{made.data['number']}/2", "RJCT", reason("AC04"))), message=exported["message_id"])
    for known in (0, 1):
        file = SimpleUploadedFile("a.xml", said)
        answer = clerk.upload("direct-debit-answers", file=file).data
        assert (answer["kind"], answer["known"], len(answer["rejected"])) == ("status", known, 1 - known)
    assert clerk.post(f"{at}/post", {"preview": True}).data["posted"] == 1
    assert clerk.post(f"{at}/post").data["vouchers"]
    rejected = clerk.post(f"{at}/debits/1/reject", {"reason": "AM04"}).data
    assert (rejected["amount"], bool(rejected["counter"])) == ("100.00", True)
    states = [one["state"] for one in program.get(f"{at}/debits").data["items"]]
    assert states == ["rejected", "rejected"]
    build.bank_account(company, number="AG", iban="", bankgiro="9912346")
    strange = rejections(order(75_000, reference="999", day="20260209"))
    answer = clerk.upload("direct-debit-answers", file=SimpleUploadedFile("b.txt", strange.encode())).data
    assert (answer["kind"], [one["code"] for one in answer["untaken"]]) == ("rejected", ["rejected_order_of_nobody"])
    (listed,) = program.get("direct-debit-answers").data["items"]
    assert (listed["amount"], listed["due"], listed["document"]) == ("750.00", "2026-02-09", "")


def test_taken_out_and_given_up_by_who_may() -> None:
    company = euro_company()
    for number in (1, 2):
        owed(company, payer(company, number), f"INV-{number}")
    program, clerk = Program(company), Program(company, role="CLERK", name="till")
    at = f"direct-debits/{clerk.post('direct-debits', MAKE).data['number']}"
    assert clerk.ask("DELETE", f"{at}/debits/1").status == 204
    program.post(f"{at}/export")
    assert clerk.post(f"{at}/close", {"reason": "Withdrawn"}).status == 403
    assert program.post(f"{at}/close").status == 422
    assert program.post(f"{at}/close", {"reason": "Withdrawn"}).data["state"] == "closed"
    assert program.get("direct-debits").data["items"] == []
    assert [one["number"] for one in program.get("direct-debits", all="true").data["items"]] == ["DDC000001"]
