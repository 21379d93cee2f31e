"""Direct debit by page: from the set-up to the file and the books, with what is refused at its field."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.direct_debits.collections import collection_shown
from tests import build
from tests.formats.pain002_files import report
from tests.gone_files import erase_all, says_they_are_gone
from tests.receivables.debiting_book import CREDITOR, IBANS, euro_company, owed, payer
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
HERE, ONE, MANDATES = "collecting/direct-debits/", "collecting/direct-debits/DDC000001/", "collecting/mandates/"
MAKE = {"form": "make", "bank_account": "E1", "scheme": "CORE", "to": "2035-12-31"}


@pytest.fixture
def company() -> CompanyFacts:
    company = euro_company()
    owed(company, payer(company, 1), due_date="2035-02-09")
    owed(company, payer(company, 2), "INV-2", due_date="2026-02-09")
    return company


def test_a_collection_from_the_page_to_the_books(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert CREDITOR in browser.get(HERE).text
    setup = {"form": "setup", "bank": "E1", "creditor_id": "DE", "version": "08"}
    answer = browser.post(f"{HERE}?bank=E1", setup)
    assert (answer.status, answer.values("//*[@aria-invalid='true']/@name")) == (422, ["creditor_id"])
    saved = browser.post(HERE, {**setup, "creditor_id": CREDITOR, "is_batch": "on"})
    assert "Bank account E1 is set up to collect." in saved.text
    made = browser.post(HERE, MAKE)
    assert made.url.endswith(ONE)
    assert "which has passed" in made.text
    assert not made.values("//form[.//input[@value='export']]")
    checked = browser.post(ONE, {"form": "check", "reset": "on"})
    assert "2 debits may go to the bank, 0 may not." in checked.text
    refused = browser.post(ONE, {"form": "edit", "debit": "1", "amount": "900"})
    assert refused.values("//*[@aria-invalid='true']/@name") == ["amount"]
    browser.post(ONE, {"form": "edit", "debit": "1", "message": "Danke"})
    assert browser.get(f"{ONE}file/").status == 404
    created = browser.post(ONE, {"form": "export"})
    message = collection_shown(company=company, number="DDC000001").message_id
    assert f"{message}.xml: 2 debits" in created.text
    (file,) = created.values("//a[contains(@href, '/file/')]/@href")
    assert b"pain.008.001.08" in browser.client.get(file).content
    answer = SimpleUploadedFile("a.xml", report(message=message, status="ACCP"))
    assert "2 accepted" in browser.post(ONE, {"form": "status", "file": answer}).text
    rejected = browser.post(ONE, {"form": "reject", "debit": "1", "reason": "AC04", "text": "Closed"})
    assert "Debit DDC000001/1 is rejected, AC04" in rejected.text
    assert "A preview: nothing was stored." in browser.post(ONE, {"form": "post", "preview": "on"}).text
    assert "0 posted, 0 skipped" in browser.post(ONE, {"form": "post"}).text
    assert browser.post(ONE, {"form": "close"}).status == 422
    assert "Collection DDC000001: Closed." in browser.post(ONE, {"form": "close", "sure": "on", "reason": "W"}).text
    erase_all(company)
    assert says_they_are_gone(browser.get(ONE))
    second = browser.post(HERE, MAKE)
    assert "taken out" in browser.post(second.url.partition(f"/{company.id}/")[2], {"remove": "1"}).text


def test_mandates_are_kept_changed_blocked_and_closed(company: CompanyFacts) -> None:
    build.customer(company, number="C3", name="Drei", iban=IBANS[2])
    clerk = Browser(company, role="CLERK")
    new = {"form": "create", "customer": "C3", "scheme": "B2B", "signed": "2026-01-02", "expected": "3"}
    refused = clerk.post(MANDATES, {**new, "customer": "C9"})
    assert (refused.status, refused.values("//*[@aria-invalid='true']/@name")) == (422, ["customer"])
    assert "Mandate MND000003 is kept." in clerk.post(MANDATES, new).text
    assert clerk.get(f"{MANDATES}?customer=C9").status == 404
    here = f"{MANDATES}MND000003/"
    assert "C3 Drei: Active, next in sequence: First." in clerk.get(here).text
    assert "is changed" in clerk.post(here, {**new, "form": "edit", "to": "2026-12-31"}).text
    for button, told in (
        ("block", "is blocked"),
        ("unblock", "used again"),
        ("close", "is closed"),
        ("reopen", "open"),
    ):
        assert told in clerk.post(here, {button: "1"}).text
    assert clerk.get(f"{MANDATES}M9/").status == 404
    assert clerk.post(HERE, MAKE).status == 200
    assert clerk.post(ONE, {"form": "export"}).status == 404
    assert clerk.get(f"{HERE}DDC000009/").status == 404
    reader = Browser(company, role="READER", name="carl")
    assert "MND000003" in reader.get(MANDATES).text
    for url, form in ((HERE, MAKE), (ONE, {"form": "check"}), (MANDATES, new), (here, {"block": "1"})):
        assert reader.post(url, form).status == 404
