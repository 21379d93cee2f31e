"""Payment proposals as pages: made, changed, approved by another, written, posted, answered."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.journals.models import PaymentProposal
from reskontra.journals.paying import posting_views, views
from reskontra.journals.paying.change import cancel_proposal
from tests import build
from tests.formats.pain002_files import batch, payment, reason, report
from tests.gone_files import erase_all, files_led_to, says_they_are_gone
from tests.journals.paying_book import TODAY, answered, owing, proposed, sent
from tests.web import Browser, Page

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (views, posting_views):
        monkeypatch.setattr(module, "today", lambda: TODAY)


def approved(browser: Browser, number: int, said: dict[str, str] | None = None) -> Page:
    """As the page is sent that the person sees."""
    seen = browser.get(f"payment-proposals/{number}/").values(
        "//form[contains(@action, '/approve/')]/input[@name='seen']/@value"
    )
    return browser.post(f"payment-proposals/{number}/approve/", {"seen": seen[0]} | (said or {}))


def test_from_what_is_due_to_what_the_bank_answers(company) -> None:
    owing(company)
    one = build.find_party(company=company, ledger="VENDOR", number="V1")
    build.document(company, one, number="K-1", amount="1.00", document_type="credit_memo")
    alice, bob = (Browser(company, role="ACCOUNTANT", name=name) for name in ("alice", "bob"))
    assert "No payment proposals yet." in alice.get("payment-proposals/").text
    order = {"account": "B1", "until": "2026-03-31", "refunds": "on"}
    page = alice.post("payment-proposals/", order | {"most": "1oo"})
    assert (page.status, page.values("//input[@id='most']/@value")) == (422, ["1oo"])
    page = alice.post("payment-proposals/", order)
    assert "Payment proposal 1 is made: 2 payments, 1,480.00" in page.text
    assert "owed to us: apply it to an invoice" in page.text
    page = approved(alice, 1)
    assert (page.status, "Let another person approve it" in page.text) == (422, True)
    fields = {"amount": "500.00", "day": TODAY.isoformat(), "account": "991-2346", "reference": "", "text": "Thanks"}
    assert alice.post("payment-proposals/1/payments/2/", fields | {"amount": "501"}).status == 422
    assert "Payment 2 is as you said." in alice.post("payment-proposals/1/payments/2/", fields).text
    assert "Thanks" in alice.get("payment-proposals/1/payments/2/").values("//input[@id='text']/@value")
    assert "Payment proposal 1 is approved: 2 payments" in approved(bob, 1).text
    assert "The payment file is written." in bob.post("payment-proposals/1/export/", {"version": "09"}).text
    assert bob.get("payment-proposals/1/file/").status == 200
    page = bob.get("payment-proposals/1/")
    assert page.values("//form[contains(@action, '/post/')]/@method") == ["get"]
    assert "2 vouchers, A-2026-1 to A-2026-2." in bob.get("payment-proposals/1/post/").text
    assert "2 payments posted, A-2026-1 to A-2026-2" in bob.post("payment-proposals/1/post/").text
    message = PaymentProposal.objects.get(company=company.id).message_id
    said = report(batch(payment("PP1-2", "RJCT", reason("AC04", "Closed account"))), message=message)
    for told in ("0 accepted, 1 rejected.", "taken in before"):
        page = bob.post("payment-proposals/answer/", {"file": SimpleUploadedFile("a.xml", said)})
        assert told in page.text
        assert "RJCT AC04 Closed account" in page.text
    assert "Posted" in alice.get("payment-proposals/").text
    assert files_led_to(alice.get("payment-proposals/1/")) == ["proposal_file"]
    erase_all(company)
    assert says_they_are_gone(alice.get("payment-proposals/1/"))


def test_taken_out_given_up_and_nowhere(company) -> None:
    owing(company)
    alice, reader = Browser(company, role="ACCOUNTANT", name="alice"), Browser(company, role="READER", name="rita")
    assert reader.post("payment-proposals/", {}).status == 403
    alice.post("payment-proposals/", {"account": "B1", "until": "2026-03-31", "on_last_day": "on", "day": "t"})
    assert "Payment 2 is taken out." in alice.post("payment-proposals/1/payments/2/", {"remove": "1"}).text
    assert "Removed" in reader.get("payment-proposals/1/").text
    assert "Payment proposal 1 is cancelled." in alice.post("payment-proposals/1/cancel/").text
    assert "Choose the bank's file first." in alice.post("payment-proposals/answer/").text
    for address in ("2/", "1/payments/9/"):
        assert alice.get(f"payment-proposals/{address}").status == 404


def test_what_the_bank_has_is_paid_anew_only_where_it_is_ticked_with_why(company) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    message = PaymentProposal.objects.get(company=company.id).message_id
    answered(company, report(message=message, status="ACSC"))
    cancel_proposal(company=company, actor=build.BOB, number=1, reason="Wrong day.")
    proposed(company, vendors=("V1",))
    bob = Browser(company, role="ACCOUNTANT", name="bob")
    assert "the money may go twice" in bob.get("payment-proposals/2/").text
    for said in ({}, {"again_reason": "Eva"}, {"again": "on", "again_reason": " "}):
        assert approved(bob, 2, said).status == 422
    page = approved(bob, 2, {"again": "on", "again_reason": "Eva"})
    assert "Payment proposal 2 is approved" in page.text
    assert "the money may go twice" not in page.text


def test_what_was_changed_after_it_was_looked_at_is_not_approved(company) -> None:
    owing(company)
    alice, bob = (Browser(company, role="ACCOUNTANT", name=name) for name in ("alice", "bob"))
    alice.post("payment-proposals/", {"account": "B1", "until": "2026-03-31"})
    seen = {"seen": bob.get("payment-proposals/1/").values("//input[@name='seen']/@value")[0]}
    fields = {"amount": "1.00", "day": TODAY.isoformat(), "account": "991-2346", "reference": "", "text": "Thanks"}
    assert "Payment 2 is as you said." in alice.post("payment-proposals/1/payments/2/", fields).text
    for stale in (seen, {}):
        page = bob.post("payment-proposals/1/approve/", stale)
        assert (page.status, "pays otherwise than the page showed" in page.text) == (422, True)
    assert PaymentProposal.objects.get(company=company.id).state == "OPEN"
    assert "Payment proposal 1 is approved" in approved(bob, 1).text
