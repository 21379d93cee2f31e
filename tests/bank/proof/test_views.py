"""The page of a bank account's proof, its paper, signing and taking back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.bank.proof import pages, views
from tests.gone_files import erase_all, files_led_to
from tests.letters.test_pdf import text
from tests.story import Story
from tests.web import Browser

__all__ = ["pages", "views"]
pytestmark = pytest.mark.django_db
PAGE = "bank-accounts/B1/proof/"


def test_a_month_is_proved_signed_by_two_and_taken_back(month: Story) -> None:
    month.tells("setting proofs_need_two true")
    alice, bob = Browser(month.company), Browser(month.company, name="bob", role="ADMINISTRATOR")
    found = alice.get(f"{PAGE}?as_of=2026-03-31")
    assert "10,460.00" in found.text
    assert "The books agree with the bank." in found.text
    assert len(found.values("//section[@id='outstanding']//a[contains(@href, '/vouchers/')]")) == 1
    assert len(found.values("//section[@id='missing']//a[contains(@href, '/transactions/')]")) == 1
    assert "is signed as of 2026-03-31, and awaits a second person" in alice.post(f"{PAGE}2026-03-31/sign/").text
    again = alice.post(f"{PAGE}2026-03-31/sign/")
    assert (again.status, "Another person signs" in again.text) == (422, True)
    assert "is signed by two as of 2026-03-31" in bob.post(f"{PAGE}2026-03-31/sign/").text
    url = f"/{month.company.id}/{PAGE}2026-03-31/pdf/"
    assert "And by bob" in text(alice.client.get(url).content)
    refused = bob.post(f"{PAGE}2026-03-31/withdraw/", {"reason": ""})
    assert (refused.status, "Say which." in refused.text) == (422, True)
    assert "taken back by bob: Wrong." in bob.post(f"{PAGE}2026-03-31/withdraw/", {"reason": "Wrong."}).text
    [kept] = bob.get(PAGE).values("//ul[@class='signatures']//a[@download]/@href")
    assert alice.client.get(kept).content.startswith(b"%PDF-")
    erase_all(month.company)
    page = bob.get(PAGE)
    assert (" by retention" in page.text, files_led_to(page)) == (True, ["bank_proof_pdf"])  # that is made anew


def test_what_nothing_explains_asks_for_words_and_what_is_no_day_is_told(month: Story) -> None:
    month.tells("statement B1 2026-04-03 opening=10520.00\nline 1.00 text=y\nimport gap")
    alice = Browser(month.company, language="sv")
    found = alice.post(f"{PAGE}2026-04-03/sign/", {"explanation": " "})
    assert (found.status, found.values("//textarea/@aria-invalid")) == (422, ["true"])
    assert "Förklara" in found.text or "förklara" in found.text
    odd = alice.get(f"{PAGE}?as_of=nyss")
    assert (odd.status, odd.values("//input[@name='as_of']/@value")) == (422, ["nyss"])
    assert alice.get("bank-accounts/B9/proof/").status == 404
    assert alice.get(f"{PAGE}nyss/pdf/").status == 404


def test_rows_are_leafed_through_by_a_hundred_and_the_queries_do_not_grow(month: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            alice.get(f"{PAGE}?as_of=2026-04-03")
        return len(captured)

    alice = Browser(month.company)
    before = asked()
    month.tells("statement B1 2026-04-03\n" + "line 1.00 text=x\n" * 120 + "import")
    assert asked() == before
    second = alice.get(f"{PAGE}?as_of=2026-04-03&m=2")
    assert "101–121 / 121" in second.text
    assert len(second.texts("//section[@id='missing']//tbody/tr")) == 21
