"""Two entries are applied to each other by page, and taken apart again, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in


def test_a_credit_memo_is_applied_and_taken_back(page: Page, site: Site) -> None:
    head = "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount\n"
    row = "customer,C1,credit_memo,K-1,2026-02-20,2026-02-20,SEK,-300.00,-300.00\n"
    (site.folder / "credit.csv").write_text(head + row)
    site.reskontra("load", "entries", site.folder / "credit.csv")

    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/customers/C1/")
    page.keyboard.press("a")
    page.wait_for_url(re.compile(r"/entries/\d+/apply/"))
    page.locator("input[name='to']").first.check()
    expect(page.locator("#effect")).to_contain_text("Kvar av det som kopplas")
    page.locator("input.sum").first.fill("100+25")
    page.keyboard.press("Tab")
    expect(page.locator("#effect tbody")).to_contain_text("125,00")
    page.locator("#effect button[name='apply']").click()
    page.wait_for_url(re.compile(r"/entries/\d+/$"))
    expect(page.locator("#messages")).to_contain_text("−175,00")

    page.locator("main a[href*='/applications/']").first.click()
    page.fill("#reason", "Fel faktura")
    page.locator("button[name='unapply']").click()
    expect(page.locator("#messages")).to_contain_text("togs tillbaka")
    assert "stämmer" in site.reskontra("--lang", "sv", "check")
