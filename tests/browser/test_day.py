"""A clerk's and an accountant's day in a real browser, by keys alone, and without the script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, Site, sign_in, statement

pytestmark = pytest.mark.xdist_group("browser")  # one site for all
FIRST, JOURNAL = "/1/journals/PRJ000001/", "/1/journals/PRJ000002/"


def upload(page: Page, site: Site) -> None:
    page.keyboard.press("i")
    expect(page.locator("#file")).to_be_visible()
    page.set_input_files("#file", {"name": "utdrag.xml", "mimeType": "text/xml", "buffer": statement()})
    page.locator("form.card button").click()
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


PAGES = ["/1/", "/1/journals/", FIRST, FIRST + "1/", "/1/import/", "/1/reports/", "/1/reports/aged-receivables/",
         "/1/vouchers/B-2026-1/", "/1/customers/C1/", "/1/search/?q=alfa", "/1/audit/", "/1/charts/aged/"]  # fmt: skip


@pytest.fixture
def bypassing(chromium: Browser, site: Site) -> Page:
    """A window in which axe may run: it is written into the page, which the policy forbids."""
    page = chromium.new_context(bypass_csp=True, locale="sv-SE", viewport={"width": 1440, "height": 900}).new_page()
    sign_in(page, site, "bob")
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_anybodys_way(bypassing: Page, site: Site, path: str, scheme: str) -> None:
    bypassing.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    bypassing.goto(f"{site.address}{path}")
    bypassing.wait_for_load_state("networkidle")
    found = [one for one in Axe().run(bypassing).response["violations"] if one["impact"] in ("serious", "critical")]
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
    assert told == []


@pytest.mark.parametrize("page", [{"viewport": {"width": 360, "height": 760}, "has_touch": True}], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_on_a_telephone_nothing_but_tables_scrolls_sideways(page: Page, site: Site, path: str) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_wrong_password_is_told_and_many_lock_the_door(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/account/login/")
    page.fill("#id_login", "alice")
    page.fill("#id_password", PASSWORD + "x")
    page.press("#id_password", "Enter")
    expect(page.locator("[role=alert]")).to_be_visible()
