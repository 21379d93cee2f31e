"""Payments registered, receipts, deposits and invoices typed, reminders issued in a real browser, by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site, sign_in

LIST = "/1/registration/"


def test_three_payments_are_registered_by_keys_and_posted(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}{LIST}")
    expect(page.locator("#account")).to_be_visible()  # where the money lands is chosen once
    page.locator("form.card button.primary").click()
    page.wait_for_url(f"{site.address}{LIST}")
    for count, asked in enumerate(("104202", "1 004,00", "104206"), 1):
        page.keyboard.press("/")
        page.keyboard.press("Control+a")
        page.keyboard.type(asked)
        page.keyboard.press("Enter")
        expect(page.locator("table.registration tbody")).to_have_count(1)
        expect(page.locator("table.registration input[type=checkbox]")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("#ticked-count")).to_have_text(str(count))
    page.keyboard.press("Tab")
    page.keyboard.type("2026-03-05")
    page.keyboard.press("Enter")
    page.keyboard.press("p")  # in a field it is a letter
    expect(page.locator("table.registration tbody.made")).to_have_count(1)
    page.keyboard.press("Escape")
    page.goto(f"{site.address}{LIST}?tab=ticked")
    for field in page.locator("table.registration input[id^=date-]").all():
        field.fill("2026-03-05")
        field.press("Enter")
    expect(page.locator("#foot")).to_contain_text("Bokför 3 betalningar")
    page.locator("h1").click()
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_contain_text("3 verifikationer")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/1/posted/\d+/"))
    expect(page.locator("tbody tr")).to_have_count(3)
    assert "stämmer" in site.reskontra("--lang", "sv", "check")


def test_a_receipt_that_pays_two_invoices_is_typed_and_posted(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/typed/")
    page.fill("#name", "KASSA")
    page.fill("#balancing", "B1")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}/1/typed/KASSA/")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#date-new")).to_be_focused()
    page.keyboard.type("2026-03-05")
    for _field in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("beta")
    page.keyboard.press("Tab")
    expect(page.locator("#account-1")).to_have_value("C2")
    expect(page.locator("#text-1")).to_be_focused()
    page.keyboard.press("Control+e")
    first = page.locator("#pane .entries input[type=checkbox]").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#pane .running")).to_contain_text("1 001,00")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("#amount-1")).to_have_value("-2\u00a0004,00")
    page.keyboard.press("Escape")
    expect(page.locator("#amount-1")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_contain_text("En verifikation")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/1/posted/\d+/"))
    expect(page.locator("#messages")).to_contain_text("är bokförd")
    assert "stämmer" in site.reskontra("--lang", "sv", "check")


def test_what_is_changed_during_a_save_is_sent_after_it(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/typed/")
    page.fill("#name", "KVAR")
    page.fill("#balancing", "B1")
    page.locator("form.card button.primary").click()
    page.wait_for_url(f"{site.address}/1/typed/KVAR/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/1/typed/KVAR/lines/", hold)
    page.fill("#account-new", "beta")
    with page.expect_request("**/1/typed/KVAR/lines/"):
        page.press("#account-new", "Enter")
    page.fill("#text-new", "Insatt")
    page.press("#text-new", "Enter")
    held[0].continue_()
    expect(page.locator("#account-1")).to_have_value("C2")
    expect(page.locator("#text-1")).to_have_value("Insatt")
    entries = page.locator("#pane .entries input[type=checkbox]:enabled")
    expect(entries.first).to_be_visible()
    expect(page.locator(".htmx-request")).to_have_count(0)
    held.clear()
    page.route("**/1/typed/KVAR/1/", hold)
    page.fill("#text-1", "Insatt av Beta")
    with page.expect_request("**/1/typed/KVAR/1/"):
        page.press("#text-1", "Enter")
    page.fill("#date-1", "2026-03-06")
    page.press("#date-1", "Enter")
    entries.nth(0).check()
    entries.nth(1).check()
    held[0].continue_()
    expect(page.locator("#amount-1")).not_to_have_value("")
    expect(page.locator("#pane tr.made")).to_have_count(2)
    page.goto(f"{site.address}/1/typed/KVAR/?line=1")
    expect(page.locator("#text-1")).to_have_value("Insatt av Beta")
    expect(page.locator("#date-1")).to_have_value("2026-03-06")
    expect(page.locator("#pane tr.made")).to_have_count(2)


def test_what_is_asked_of_the_foot_during_a_save_is_asked_after_it(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/typed/")
    page.fill("#name", "FOT")
    page.fill("#balancing", "B1")
    page.locator("form.card button.primary").click()
    page.wait_for_url(f"{site.address}/1/typed/FOT/")
    choices: list[Route] = []
    saves: list[Route] = []
    # Choices that never come keep no save waiting.
    page.route("**/1/typed-accounts/**", lambda route: choices.append(route))
    page.fill("#account-new", "C2")
    with page.expect_request("**/1/typed-accounts/**"):
        page.press("#account-new", "Enter")
    expect(page.locator("#account-1")).to_have_value("C2")
    expect(page.locator("#foot")).to_contain_text("Bokför 1 rad")
    page.route("**/1/typed/FOT/1/", lambda route: saves.append(route))
    page.fill("#amount-1", "-500")
    with page.expect_request("**/1/typed/FOT/1/"):
        page.locator("h1").click()
    page.keyboard.press("p")  # before the amount is saved nothing could be posted
    page.unroute("**/1/typed/FOT/1/")
    saves[0].continue_()
    expect(page.locator("dialog[open]")).to_contain_text("En verifikation")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_the_script_payments_are_kept_and_posted_by_buttons(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/registration/setup/")
    page.locator("form.card button.primary").click()
    page.goto(f"{site.address}{LIST}?q=104210")
    page.locator("input[id^=tick-]").check()
    page.locator("input[id^=date-]").fill("2026-03-05")
    page.get_by_role("button", name="Spara det jag skrev").click()
    expect(page.locator("#foot")).to_contain_text("Bokför 1 betalning")
    page.locator("#foot a.primary").click()
    page.get_by_role("button", name="Bokför 1 verifikation").click()
    expect(page.locator("#messages")).to_contain_text("är bokförd")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_the_script_lines_are_typed_and_applied_by_buttons(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/typed/")
    page.fill("#name", "LUCKAN")
    page.fill("#balancing", "B1")
    page.locator("form.card button.primary").click()
    page.fill("#date-new", "2026-03-05")
    page.fill("#account-new", "alfa")
    page.get_by_role("button", name="Spara det jag skrev").click()
    page.locator("#row-1 a[data-pane]").click()
    page.locator("#pane .entries input[type=checkbox]").first.check()
    page.locator("#apply button").click()
    expect(page.locator("#row-1 a[data-pane]")).to_have_text("104200")
    page.locator("#foot a.primary").click()
    page.get_by_role("button", name="Bokför 1 verifikation").click()
    expect(page.locator("#messages")).to_contain_text("är bokförd")


def test_many_typed_lines_are_posted_in_the_background_with_progress(page: Page, site: Site) -> None:
    rows = "".join(f"2026-03-05,M{number},gl,6570,5.00\n" for number in range(1001))
    (site.folder / "many.csv").write_text(f"posting_date,document_number,account_type,account,amount\n{rows}")
    site.reskontra("cash-receipts", "batch", "add", "MANGA", "--balancing", "bank:B1")
    site.reskontra("cash-receipts", "load", "MANGA", site.folder / "many.csv")
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/typed/MANGA/post/")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/1/jobs/\d+/"))
    page.locator(".page a.button.primary").click()  # once it is done the page has it, by itself
    page.wait_for_url(re.compile(r"/1/posted/\d+/"))
    expect(page.locator("main")).to_contain_text("1 001")


def test_an_invoice_is_drafted_posted_and_credited(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/customer-documents/new/")
    typed = {"document-party": "C1", "document-date": "2026-03-05", "account-1": "3001", "amount-1": "2 x 500"}
    for field, text in typed.items():
        page.fill(f"#{field}", text)
    page.select_option("#vat-1", label="25 %")
    page.get_by_role("button", name="Spara utkastet").click()
    page.wait_for_url(re.compile(r"/1/documents/\d+/$"))
    expect(page.locator(".strip")).to_contain_text("1\u00a0250,00")
    for expected in ("/preview/", r"/1/documents/\d+/$"):
        page.keyboard.press("p")
        page.wait_for_url(re.compile(expected))
    expect(page.locator("#messages")).to_contain_text("bokför")
    page.get_by_role("button", name="Kreditera").click()
    page.wait_for_url(re.compile(r"/1/documents/\d+/edit/"))
    page.goto(page.url.removesuffix("edit/"))
    expect(page.locator("h1")).to_contain_text("Kreditfaktura")
    for expected in ("/preview/", r"/1/documents/\d+/$"):
        page.keyboard.press("p")
        page.wait_for_url(re.compile(expected))
    expect(page.locator("#messages")).to_contain_text("Kreditfaktura")


def test_a_reminder_is_made_looked_at_and_issued_and_its_letter_opened(page: Page, site: Site) -> None:
    site.reskontra("customer", "set", "C1", "--reminder-terms", "SE-FÖRETAG")
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/collecting/reminders/make/")
    page.keyboard.press("p")
    page.wait_for_url(re.compile(r"/1/collecting/reminders/(\?|$)"))
    page.locator("main tbody a").first.click()
    page.wait_for_url(re.compile(r"/collecting/reminders/\d+/$"))
    expect(page.locator(".strip")).to_contain_text("Utkast")
    page.keyboard.press("p")
    expect(page.locator("#messages")).to_contain_text("är utfärdad till Alfa AB")
    letter = page.locator("a[href$='letter.pdf']").get_attribute("href")
    answer = page.request.get(f"{site.address}{letter}")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def test_a_deposit_is_typed_and_posted(page: Page, site: Site) -> None:
    sign_in(page, site, "bob")
    page.goto(f"{site.address}/1/deposits/")
    page.fill("#total", "500")
    page.fill("#day", "2026-03-05")
    page.press("#total", "Enter")
    page.wait_for_url(re.compile(r"/1/typed/INS\d+/$"))
    page.select_option("#kind-new", label="Konto")
    page.fill("#account-new", "3001")
    page.fill("#amount-new", "-500")
    page.press("#amount-new", "Enter")
    expect(page.locator("#foot")).to_contain_text("Bokför 1 rad")
    page.locator("h1").click()
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_contain_text("En verifikation")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("är bokförd")
    assert "stämmer" in site.reskontra("--lang", "sv", "check")
