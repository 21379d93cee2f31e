"""The list of import definitions, and the way from a sample file to a saved one."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.definitions import find_definition, versions_of
from reskontra.companies.queries import CompanyFacts
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
CSV = """Kontoutdrag;;;
Datum;Text;Belopp;Saldo
2026-03-12;Faktura 1006;1 250,00;3 350,00
2026-03-10;OCR 10025;2 100,00;2 100,00
"""


def guess(browser: Browser, text: str = CSV) -> Page:
    upload = SimpleUploadedFile("export.csv", text.encode())
    return browser.post("setup/definitions/", {"form": "guess", "name": "min-bank", "currency": "SEK", "file": upload})


def test_built_in_ones_are_listed_and_open(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.get("setup/definitions/")
    assert "No definitions of your own yet." in page.text
    name = page.texts("//section[2]//tbody/tr/td[1]/a")[0]
    opened = browser.get(f"setup/definitions/edit/?name={name}")
    assert "It comes with the program." in opened.text
    refused = browser.post("setup/definitions/edit/", {"do": "save", "name": name})
    assert refused.status == 422
    assert "Save yours under another name." in refused.text


def test_a_sample_is_guessed_and_shown_before_anything_is_saved(company: CompanyFacts) -> None:
    page = guess(Browser(company))
    assert page.url.endswith("setup/definitions/edit/")
    assert "2 payments, 0 not booked yet" in page.text
    assert "1,250.00 SEK" in page.text
    assert '"Belopp" becomes amount' in page.text
    assert versions_of(company=company, name="min-bank") == []


def test_what_cannot_be_guessed_is_told_at_the_file(company: CompanyFacts) -> None:
    page = guess(Browser(company), "inga tal här\n")
    assert page.status == 422
    assert page.texts("//*[@id='guess-file-told']/p")
    assert page.values("//input[@id='guess-name']/@value") == ["min-bank"]
    missing = Browser(company).post("setup/definitions/", {"form": "guess", "name": "a", "currency": "SEK"})
    assert "is empty" in missing.texts("//*[@id='guess-file-told']")[0]


def test_a_file_of_a_definition_goes_out_and_comes_in(company: CompanyFacts) -> None:
    browser = Browser(company)
    guess(browser)
    fields = browser.get("setup/definitions/edit/")
    browser.post("setup/definitions/edit/", {"as": "text", "text": fields.texts("//textarea")[0], "do": "show"})
    browser.post("setup/definitions/edit/", {"do": "save"})
    assert find_definition(company=company, name="min-bank").version == 1
    out = browser.client.get(f"/{company.id}/setup/definitions/file/min-bank/")
    assert out.headers["Content-Disposition"] == 'attachment; filename="min-bank.toml"'
    text = out.content.decode().replace("min-bank", "annan-bank")
    page = browser.post("setup/definitions/", {"form": "import", "file": SimpleUploadedFile("a.toml", text.encode())})
    assert '"annan-bank" is version 1.' in page.text
    wrong = browser.post("setup/definitions/", {"form": "import", "file": SimpleUploadedFile("a.toml", b"= =")})
    assert wrong.status == 422
    assert wrong.texts("//*[@id='import-file-told']")
    assert browser.client.get(f"/{company.id}/setup/definitions/file/ingen/").status_code == 422
