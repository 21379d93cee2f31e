"""A voucher in full and reversed, and where it leads: entries, applications, the bank's transactions."""

from __future__ import annotations

import pytest

from reskontra.bank.models import BankTransaction
from reskontra.receivables.models import Entry
from tests import build
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


def test_a_voucher_leads_to_what_it_posted_and_to_the_bank(posted: Story) -> None:
    page = Browser(posted.company, role="READER").get("vouchers/B-2026-1/")
    links = page.values("//main//a/@href")
    entries = dict(Entry.objects.values_list("document_number", "id"))
    assert f"/{posted.company.id}/entries/{entries['INV-1']}/" in links
    assert f"/{posted.company.id}/applications/1/" in links
    transaction = f"/{posted.company.id}/transactions/{BankTransaction.objects.get().id}/"
    assert transaction in links
    back = Browser(posted.company, role="READER").client.get(transaction).content.decode()
    assert f"/{posted.company.id}/vouchers/B-2026-1/" in back
    assert f"/{posted.company.id}/journals/PRJ000001/1/" in back


def test_a_transaction_of_another_company_is_not_found(posted: Story) -> None:
    other = Browser(build.new_company(name="Sydan AB"), name="carla")
    assert other.get(f"transactions/{BankTransaction.objects.get().id}/").status == 404
    assert Browser(posted.company).get("transactions/99999/").status == 404
