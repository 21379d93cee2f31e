"""Two lines of a statement are matched by keyboard, posted and undone, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in

MOVED = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "Nordan AB"
#VER A 1 20260210 "Kassa"
{
#TRANS 1940 {} 50.00
#TRANS 3001 {} -50.00
}
#VER A 2 20260211 "Avgift"
{
#TRANS 1940 {} -20.00
#TRANS 3001 {} 20.00
}
"""


def test_two_lines_are_matched_by_keyboard_posted_and_undone(page: Page, site: Site) -> None:
    opening = ("--opening-balance", "100.00", "--opening-date", "2026-01-31", "--gl-account", "1940")
    site.reskontra("bank-account", "add", "B7", *opening)
    (site.folder / "moved.se").write_text(MOVED, encoding="cp437")
    site.reskontra("load", "vouchers", site.folder / "moved.se")
    ending = ("--statement-date", "2026-02-28", "--ending-balance", "130.00")
    site.reskontra("bank-reconciliation", "new", "--bank-account", "B7", *ending)
    for day, amount in (("2026-02-12", "50.00"), ("2026-02-13", "-20.00")):
        site.reskontra("bank-reconciliation", "line-add", "B7-1", "--date", day, "--amount", amount)

    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/reconciliations/B7-1/")
    expect(page.locator("#mark-line-1")).to_be_focused()
    page.keyboard.press("d")
    expect(page.locator("main")).to_contain_text("Raden är inskriven för hand")
    page.go_back()
    for line, told in ((1, "50,00"), (2, "−20,00")):
        expect(page.locator(f"#mark-line-{line}")).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#bank-entries tr.open input").first).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator(".choice p")).to_contain_text(told)
        expect(page.locator(".choice p")).to_contain_text("differens 0,00")
        page.keyboard.press("m")
        expect(page.locator("tr.matched[id^=line-]")).to_have_count(line)
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_contain_text("Bokför utdrag 1")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Ångra bokföringen")
    page.keyboard.press("z")
    page.locator("dialog[open] button.primary").click()
    page.wait_for_url(re.compile(r"/reconciliations/B7-1/$"))
    expect(page.locator("tr.matched[id^=line-]")).to_have_count(2)
    assert "stämmer" in site.reskontra("--lang", "sv", "check")
