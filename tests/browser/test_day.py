"""A clerk's and an accountant's day in a real browser, by keys alone, and without the script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Site, sign_in, statement

FIRST, JOURNAL = "/1/journals/PRJ000001/", "/1/journals/PRJ000002/"


def upload(page: Page, site: Site) -> None:
    page.keyboard.press("i")
    expect(page.locator("#file")).to_be_visible()
    page.set_input_files("#file", {"name": "utdrag.xml", "mimeType": "text/xml", "buffer": statement()})
    page.locator("form.card button").click()
    expect(page.locator("tbody tr")).to_contain_text("Stämmer")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(JOURNAL))


def test_a_day_from_sign_in_to_posted_and_reversed(page: Page, site: Site) -> None:
    sign_in(page, site, "alice")
    upload(page, site)
    tabs = page.locator("#tabs a")
    expect(tabs.first).to_have_text("Att avgöra 28")

    for left in range(27, 13, -1):  # fourteen part payments: accepted as they are proposed
        page.keyboard.press("a")
        expect(tabs.first).to_have_text(f"Att avgöra {left}")
    for left in range(13, -1, -1):  # fourteen that nobody knows: an account is typed for each
        page.keyboard.press("t")
        page.keyboard.type("3990")
        page.keyboard.press("Enter")
        expect(tabs.first).to_have_text(f"Att avgöra {left}")

    page.goto(f"{site.address}{JOURNAL}")
    expect(page.locator("#strip")).to_contain_text("Fattas 3,00 på 1 rader")  # of the statement before
    expect(page.locator("#strip")).to_contain_text("Bokför 29 klara")

    sign_in_as(page, site, "bob")
    page.goto(f"{site.address}{JOURNAL}")
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_contain_text("Inget är bokfört än.")
    page.keyboard.press("Enter")
    expect(page.locator("#tabs a").last).to_have_text("Bokförda 29")

    page.goto(f"{site.address}{JOURNAL}?tab=posted&line=1")
    page.locator("#pane a[href*='/vouchers/']").click()
    page.fill("#reason", "Fel kund")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("är återförd")
    assert "stämmer" in site.reskontra("--lang", "sv", "check")


def test_a_line_is_split_and_a_text_mapped_by_keys(page: Page, site: Site) -> None:
    sign_in(page, site, "alice")
    page.goto(f"{site.address}{FIRST}?line=3")
    page.keyboard.press("s")
    expect(page.locator("dialog[open] h2")).to_have_text("Dela 3,00 SEK på rad 3")
    page.locator("dialog [name=kind]").first.select_option("gl")
    page.locator("dialog [name=number]").first.fill("3990")
    page.locator("dialog [name=amount]").first.fill("1,00")
    page.locator("dialog [name=number]").nth(1).fill("3740")
    page.keyboard.press("Enter")
    expect(page.locator("#flash")).to_contain_text("Rad 3 är delad i 2 delar.")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator("#tabs a").first).to_have_text("Att avgöra 1")
    expect(page.locator("#line-3")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("m")
    expect(page.locator("#map-text")).to_have_value("Insättning")
    page.fill("#map-text", "Något annat")
    page.keyboard.press("Tab")
    expect(page.locator("#caught h3")).to_have_text("Öppna rader med texten: 0")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_file_dropped_on_the_page_is_read_and_another_person_is_asked_by_key(page: Page, site: Site) -> None:
    sign_in(page, site, "alice")
    page.goto(f"{site.address}/1/import/")
    dropped = page.evaluate_handle(
        """text => { const all = new DataTransfer(); all.items.add(new File([text], "släppt.xml")); return all; }""",
        statement().decode().replace("S-2", "S-3").replace("2026-03-03", "2026-03-04"),
    )
    page.locator("main").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("main")).to_contain_text("släppt.xml")
    expect(page.locator("main")).to_contain_text("S-3")  # as a row, or as what does not follow on the statement before
    page.goto(f"{site.address}{FIRST}?line=3")
    page.keyboard.press("f")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("Vems är pengarna?")
    page.keyboard.press("Enter")
    expect(page.locator("#flash")).to_contain_text("bob har fått frågan om rad 3.")
    sign_in_as(page, site, "bob")
    page.goto(f"{site.address}/1/")
    expect(page.locator("main")).to_contain_text("Vems är pengarna?")


def sign_in_as(page: Page, site: Site, name: str) -> None:
    page.context.clear_cookies()
    sign_in(page, site, name)


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_the_script_the_same_works_by_links_and_forms(page: Page, site: Site) -> None:
    sign_in(page, site, "alice")
    page.goto(f"{site.address}{FIRST}?tab=all")
    page.locator("#line-2 a").click()
    expect(page.locator("#pane h2")).to_have_text("BETA AB")
    page.goto(f"{site.address}/1/reports/customer-balances/")
    expect(page.locator("tfoot")).to_contain_text("Summa")


def test_a_wrong_password_is_told_and_many_lock_the_door(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/account/login/")
    page.fill("#id_login", "alice")
    page.fill("#id_password", PASSWORD + "x")
    page.press("#id_password", "Enter")
    expect(page.locator("[role=alert]")).to_be_visible()


def test_rules_are_tried_on_past_lines_and_saved(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/setup/")
    page.locator("a[href$='/setup/matching-rules/']").click()
    page.fill("[name='t-high_quality_min']", "99")
    page.fill("[name='since']", "2026-01-01")
    page.locator("[name='try']").click()
    expect(page.locator("#tried [role='status']")).to_contain_text("Inget är sparat ännu.")
    expect(page.locator("#tried table a[href*='/journals/PRJ000001/']").first).to_be_visible()
    page.fill("[name='t-high_quality_min']", "40")
    page.locator("#tried button").click()
    expect(page.locator("#messages")).to_contain_text("25 regler, 1 avgiftsgränser")
