"""A session ends while a page lies open: it is told, what was typed stays, and is sent after signing in again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Site, sign_in


def test_nothing_typed_is_lost_by_a_session_that_ends(page: Page, site: Site) -> None:
    page.clock.install()
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/customers/C1/")
    page.locator("#notes summary").click()
    page.fill("#note-text", "Ringde, betalar på fredag")
    dialog = page.locator("#session")
    expect(dialog).to_be_hidden()

    site.reskontra("user", "sign-out", "bob")
    page.clock.fast_forward("31:00")
    expect(dialog).to_contain_text("Du är utloggad")
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()

    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Logga in").click()
    elsewhere = opened.value
    elsewhere.fill("#id_login", "bob")
    elsewhere.fill("#id_password", PASSWORD)
    elsewhere.press("#id_password", "Enter")
    elsewhere.wait_for_url(f"{site.address}/1/")
    page.bring_to_front()
    dialog.get_by_role("button", name="Jag är inloggad igen").click()
    expect(dialog).to_be_hidden()
    page.locator("#notes form button.small").click()
    expect(page.locator("#notes .told")).to_contain_text("Ringde, betalar på fredag")
