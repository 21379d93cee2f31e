"""Payment proposals, by the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.companies.settings import set_setting
from reskontra.journals.api import payment_proposals
from tests import build
from tests.formats.pain002_files import batch, payment, reason, report
from tests.journals.paying_book import TODAY, answered, owing, proposed, sent
from tests.program import Program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payment_proposals, "today", lambda: TODAY)


def test_from_what_is_due_to_what_the_bank_answers(company) -> None:
    owing(company)
    clerk, program = Program(company, role="CLERK", name="till"), Program(company)
    order = {"bank_account": "B1", "until": "2026-03-31", "vendors": ["V1", "V2"]}
    made = clerk.post("payment-proposals", order, key="k")
    assert (made.status, made.data["total"]) == (201, "1480.00")
    at = f"payment-proposals/{made.data['number']}"
    assert [one["account_number"] for one in made.data["payments"]] == ["50501055", "9912346"]
    changed = clerk.ask("PATCH", f"{at}/payments/1", {"text": "Thanks", "date": TODAY.isoformat()}).data
    assert changed["payments"][0]["text"] == "Thanks"
    assert clerk.post(f"{at}/approve").status == 403
    assert program.post(f"{at}/export").data["code"] == "proposal_not_so"
    assert program.get(f"{at}/file").status == 422
    assert program.post(f"{at}/approve").data["code"] == "proposal_by_two"  # both are one person's programs
    set_setting(company=company, actor=build.BOB, key="payments_four_eyes_above", value="none")
    assert program.post(f"{at}/approve").data["state"] == "approved"
    message = program.post(f"{at}/export").data["message_id"]
    assert b"<EndToEndId>PP1-1</EndToEndId>" in program.get(f"{at}/file").content
    assert Program(company, role="READER", name="viewer").get(f"{at}/file").status == 403
    assert clerk.post(f"{at}/post").status == 403
    would = clerk.post(f"{at}/post", {"preview": True}).data
    assert (would["run"], would["posted"], would["applied"]) == (0, [1, 2], 2)
    assert [one["account"] for one in would["accounts"]] == ["1930", "2440", "4731"]
    assert program.post(f"{at}/post").data["posted"] == [1, 2]
    said = report(batch(payment("PP1-2", "RJCT", reason("AC04"))), message=message)
    for again in (False, True):
        answer = program.upload("payment-answers", file=SimpleUploadedFile("a.xml", said)).data
        assert (answer["again"], answer["payments"][0]["outcome"]) == (again, "rejected")
    assert [one["rejected"] for one in program.get("payment-proposals", all="true").data["items"]] == [1]
    assert program.get("payment-proposals").data["items"] == []


def test_taken_out_and_given_up(company) -> None:
    owing(company)
    program = Program(company)
    program.post("payment-proposals", {"bank_account": "B1", "until": "2026-03-31"})
    assert program.ask("DELETE", "payment-proposals/1/payments/1").status == 204
    assert [one["state"] for one in program.get("payment-proposals/1").data["payments"]] == ["removed", "open"]
    assert program.post("payment-proposals/1/cancel").data["state"] == "cancelled"


def test_what_the_bank_has_is_paid_anew_only_when_said_so(company) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    program = Program(company)
    answered(company, report(message=program.get("payment-proposals/1").data["message_id"], status="ACSC"))
    program.post("payment-proposals/1/cancel", {"reason": "Wrong day"})
    proposed(company, vendors=("V1",))
    assert len(program.get("payment-proposals/2").data["paid_again"]) == 1
    assert program.post("payment-proposals/2/approve").data["findings"][0]["code"] == "paid_again"
    assert program.post("payment-proposals/2/approve", {"pay_again": "Eva"}).data["state"] == "approved"
