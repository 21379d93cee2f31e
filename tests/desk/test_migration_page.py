"""Books of another system by the pages: sent, seen, corrected, loaded, and proved."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.migration_page import NAMES
from reskontra.formats.other_books_titles import SYSTEMS
from tests.desk.test_migration import CUSTOMERS, ENTRIES
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db


def sent(browser: Browser, kind: str, text: str) -> Page:
    file = SimpleUploadedFile(f"{kind}.csv", text.encode())
    return browser.post("setup/migration/", {"system": "business-central", "kind": kind, "file": file})


def posted(browser: Browser, page: Page, **typed: str) -> Page:
    """The form of the page as it stands, with what is typed over it."""
    form = page.root.xpath("//form[@id='form-file']")[0]
    return browser.post(page.url.split("?")[0].split("/", 2)[2], {**dict(form.form_values()), **typed})


def test_every_system_has_its_name() -> None:
    assert NAMES.keys() == SYSTEMS.keys()


def test_from_a_file_to_proved_books(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = sent(browser, "customers", CUSTOMERS)
    assert page.texts("//h1") == ["customers.csv: 2 new, 0 changed, 0 unchanged."]
    assert "Nothing is stored yet." in page.text
    assert page.texts("//td")[-2:] == ["Country/Region Code", "country"]
    assert "All of it is in the books." in posted(browser, page).text
    entries = ENTRIES.replace("Remaining Amount", "Left")
    page = sent(browser, "entries", entries)
    assert page.status == 422
    assert "No column for remaining_amount" in page.text
    page = posted(browser, page, columns="remaining_amount=Left", look="1")
    assert page.texts("//table[1]/tbody/tr/td")[:6] == ["Customers", "SEK", "1,299.50", "0.00", "1,299.50", "0.00"]
    page = posted(browser, page)
    assert page.texts("//h1") == ["entries.csv: 0 new, 2 loaded before."]
    assert "Every balance in the file is the one in the ledger." in page.text
    assert not page.values("//button[@name='look']/@value")


def test_who_may_and_what_is_gone(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.post("setup/migration/", {"form": "file", "system": "odoo"})
    assert (page.status, page.texts("//*[@id='file-file-told']/p[@class='said']")) == (
        422, ['"File (CSV or XLSX)" is empty. Write what it is.'],
    )  # fmt: skip
    assert browser.get("setup/migration/7/?kind=customers").status == 404
    assert Browser(company, role="CLERK", name="rut").get("setup/migration/").status == 403
