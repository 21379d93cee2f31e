"""The first person in a real browser: from the address that serve tells to the first posted lines."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, ROOT, SECONDS_TO_END, Site, watched

TOUR = ROOT / "docs" / "tour"


def filled(page: Page, form: str, **values: str) -> None:
    """Fill the fields of a form and send it."""
    for name, value in values.items():
        page.fill(f"#{form} [name={name}]", value)
    page.click(f"#{form} button.primary")


def test_from_the_address_to_posted_lines(chromium: Browser, empty_site: Site) -> None:
    command = [
        sys.executable,
        "-m",
        "reskontra.cli.main",
        "serve",
        "--bind",
        empty_site.address.removeprefix("http://"),
    ]
    with subprocess.Popen(command, env=empty_site.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        begun = re.search(r"http\S+/first/\S+/", server.stdout.readline())
        assert begun
        try:
            with watched(chromium, empty_site) as page:
                page.goto(begun[0])
                _begin(page)
                _load(page, TOUR)
                _post(page)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(SECONDS_TO_END)
    assert "stämmer" in empty_site.reskontra("--lang", "sv", "check")


def _begin(page: Page) -> None:
    _choose_password(page)
    filled(page, "form-first", username="anna", company="Nordan AB", password="kort", again="kort")
    expect(page.locator("#first-password-told")).to_contain_text("för lätt att gissa")
    filled(page, "form-first", password=PASSWORD, again=PASSWORD)
    expect(page.locator("h1")).to_have_text("Första stegen")
    filled(page, "form-bank", number="B1", iban="SE4550000000058398257466")


def _choose_password(page: Page) -> None:
    """It is judged as she types and shown while she asks for it, by the keyboard alone."""
    field, meter = page.locator("#first-password"), page.locator("#first-password-judged")
    page.fill("#first-username", "anna")
    field.focus()
    page.keyboard.type("annaannaanna")
    expect(meter).to_contain_text("Godtas inte")
    field.fill(PASSWORD)
    expect(meter).to_contain_text("Mycket starkt")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("type", "text")
    expect(page.get_by_role("button", name="Dölj Lösenord", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("type", "password")


def _load(page: Page, folder: Path) -> None:
    page.select_option("[name=kind]", "customers")
    page.set_input_files("#file-file", folder / "customers.csv")
    page.click("#form-file button.primary")
    expect(page.locator("#messages")).to_contain_text("customers.csv: 3 nya")
    page.set_input_files("#file-file", folder / "entries.csv")
    page.click("#form-file button.primary")
    page.click("main a.button.primary")
    page.set_input_files("#file", folder / "statement.xml")
    page.locator("form.card button").click()
    expect(page.locator("tbody tr")).to_contain_text("TOUR-51")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/journals/"))


def _post(page: Page) -> None:
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_contain_text("Inget är bokfört än.")
    page.keyboard.press("Enter")
    expect(page.locator("#tabs a").last).to_contain_text("Bokförda 3")
