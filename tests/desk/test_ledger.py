"""A voucher in full and reversed, and the card of a customer or vendor."""

from __future__ import annotations

import pytest

from reskontra.receivables.models import Entry
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch\npost')
    return story


def test_a_voucher_shows_its_lines_and_leads_on(posted: Story) -> None:
    page = Browser(posted.company, role="READER").get("vouchers/B-2026-1/")
    rows = page.texts("//section[1]//tbody/tr")
    assert any("1930" in row and "980.00" in row for row in rows)
    assert page.values("//section[1]//tbody//a/@href")[0].startswith(f"/{posted.company.id}/reports/general-ledger/")
    assert "Reverse B-2026-1" not in page.text


def test_reversing_needs_a_reason_and_opens_what_was_settled(posted: Story) -> None:
    bob = Browser(posted.company, role="ACCOUNTANT", name="bob")
    refused = bob.post("vouchers/B-2026-1/", {"reason": " "})
    assert refused.status == 422
    assert "needs a reason" in refused.text
    page = bob.post("vouchers/B-2026-1/", {"reason": "Fel kund"})
    assert page.texts("//div[@class='messages']") == ["B-2026-1 is reversed by A-2026-1."]
    assert Entry.objects.get(document_number="INV-1").remaining_minor == 100000
    assert "Reverse the voucher" not in page.text


def test_a_reader_reverses_nothing(posted: Story) -> None:
    page = Browser(posted.company, role="READER", name="rita").post("vouchers/B-2026-1/", {"reason": "x"})
    assert "is reversed by" not in page.text
    assert Entry.objects.get(document_number="INV-1").remaining_minor == 0


def test_an_unknown_voucher_or_customer_is_not_found(posted: Story) -> None:
    browser = Browser(posted.company)
    for path in ("vouchers/B-2026-99/", "vouchers/x/", "customers/C9/", "vendors/C1/", "others/C1/"):
        assert browser.get(path).status == 404


def test_a_customer_shows_what_is_open_and_on_request_what_is_settled(posted: Story) -> None:
    browser = Browser(posted.company)
    assert browser.get("customers/C1/").texts("//tbody/tr/td[1]") == ["INV-2"]
    assert "INV-1" in browser.get("customers/C1/?all=1").texts("//tbody/tr/td[1]")
    assert "SE8060000000000333444555" in browser.get("customers/C1/").text


def test_a_vendor_has_a_card_too(posted: Story) -> None:
    assert "-300.00" in Browser(posted.company).get("vendors/V1/").text.replace("\u2212", "-")
