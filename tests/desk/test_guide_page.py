"""From nothing to a statement to post, by the pages of the first steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.guide import guide_of
from tests import build
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
TOUR = Path(__file__).resolve().parents[2] / "docs" / "tour"


def load(browser: Browser, kind: str, name: str, data: bytes | None = None) -> Page:
    upload = SimpleUploadedFile(name, data if data is not None else (TOUR / name).read_bytes())
    return browser.post("guide/", {"form": "file", "kind": kind, "file": upload})


def test_from_nothing_to_a_statement(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert "Your bank account" in browser.get("").text
    page = browser.post("guide/", {"form": "bank", "number": "B1", "iban": build.BANK_IBAN, "currency": "SEK"})
    assert "Bank account B1 added" in page.text
    page = load(browser, "customers", "customers.csv")
    assert "customers.csv: 3 new" in page.text
    assert page.texts("//form[@id='form-invoice']/h2") == ["Or type an unpaid invoice"]
    page = load(browser, "documents", "entries.csv")
    assert "open documents posted" in page.text
    assert "Import a statement" in page.text
    upload = SimpleUploadedFile("statement.xml", (TOUR / "statement.xml").read_bytes())
    looked_at = browser.post("import/", {"file": upload})
    browser.post(looked_at.url.split("/", 2)[2])
    found = guide_of(company=company)
    assert [step.state for step in found.steps] == ["done", "done", "done", "now"]
    page = browser.get("guide/")
    assert page.values("//main//a[@class='button primary']/@href") == [f"/{company.id}/journals/PRJ000001/"]


def test_steps_are_skipped_and_the_guide_hidden(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.post("guide/", {"form": "skip", "step": "bank"})
    assert "Or type an unpaid invoice" in page.text
    assert "Skipped" in page.text
    assert browser.get("guide/?step=bank").texts("//form[@id='form-bank']/h2") == ["Add a bank account"]
    home = browser.post("guide/", {"form": "hide"})
    assert home.url == f"/{company.id}/"
    assert "First steps" not in home.texts("//section//h2")
    browser.post("guide/", {"form": "show"})
    assert "First steps" in browser.get("").texts("//section//h2")


def test_a_refusal_stands_at_its_field(company: CompanyFacts) -> None:
    browser = Browser(company)
    page = browser.post("guide/", {"form": "bank", "number": "B1", "iban": "SE00", "currency": "SEK"})
    assert page.status == 422
    assert page.values("//input[@name='iban']/@value") == ["SE00"]
    assert page.texts("//*[@id='bank-iban-told']/p[@class='said']")
    page = load(browser, "documents", "entries.csv", b"a;b\n1;2\n")
    assert page.status == 422
    assert page.texts("//*[@id='file-file-told']/p[@class='said']")


def test_an_accountant_sees_the_steps_at_home_and_a_reader_does_not(company: CompanyFacts) -> None:
    assert "First steps" not in Browser(company, role="READER", name="rut").get("").text
    assert Browser(company, role="CLERK", name="bo").get("guide/").status == 403


def test_as_many_queries_however_many_documents(company: CompanyFacts) -> None:
    browser = Browser(company)
    browser.get("guide/")
    with CaptureQueriesContext(connection) as before:
        browser.get("guide/?step=documents")
    alfa = build.customer(company)
    for number in range(5):
        build.invoice(company, alfa, number=f"INV-{number}")
    with CaptureQueriesContext(connection) as after:
        browser.get("guide/?step=documents")
    assert len(after) == len(before)
