"""The search box by keys alone: Ctrl+K, type, arrows, Enter; and Esc leaves the page as it was."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in


def test_what_is_typed_is_found_chosen_and_opened(page: Page, site: Site) -> None:
    sign_in(page, site, "alice")
    page.keyboard.press("Control+k")
    expect(page.locator("#search-found")).to_contain_text("Importera utdrag")
    page.keyboard.type("alfa")
    expect(page.locator("#found")).to_have_attribute("data-of", "alfa")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-found a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-typed")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/customers/C1/"))
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("#search-box")).not_to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Kreditgräns")
