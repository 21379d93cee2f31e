"""One definition: every change is seen on the sample before it is saved as a version."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.actions.definitions import save_definition
from reskontra.bank.definition_drafts import find_draft
from reskontra.bank.definitions import find_definition
from reskontra.bank.setup_pages.definition import FIELD_WORDS
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.definition import FIELDS
from reskontra.formats.definition_data import read_definition
from tests import build
from tests.bank.setup_pages.test_definitions import guess
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
EDIT = "setup/definitions/edit/"


def fields_of(page: Page) -> dict[str, str]:
    """What the browser would send of the form with the columns."""
    found = {}
    for field in page.root.xpath("//form[@id='form-definition']//*[self::input or self::select]"):
        if field.tag == "select":
            found[field.get("name")] = (field.xpath("option[@selected]/@value") or [""])[0]
        elif field.get("type") != "checkbox" or field.get("checked") is not None:
            found[field.get("name")] = field.get("value") or ""
    return {name: text for name, text in found.items() if name != "csrfmiddlewaretoken"}


def test_every_field_has_words() -> None:
    assert set(FIELD_WORDS) == set(FIELDS)


def test_a_change_is_tried_without_being_kept(company: CompanyFacts) -> None:
    browser = Browser(company)
    fields = fields_of(guess(browser))
    before = find_draft(company=company, actor="alice")
    part = browser.post(EDIT + "preview/", {**fields, "column-1-place": "Dag"}, htmx=True)
    assert part.status == 200
    assert "Dag" in part.texts("//*[@id='trial']")[0]
    assert find_draft(company=company, actor="alice") == before
    wrong = browser.post(EDIT + "preview/", {**fields, "column-1-field": ""}, htmx=True)
    assert "booking_date" in wrong.text


def test_a_row_that_cannot_be_read_says_why(company: CompanyFacts) -> None:
    browser = Browser(company)
    guess(browser)
    bad = SimpleUploadedFile("b.csv", b"Datum;Text;Belopp;Saldo\n2026-03-12;Faktura;1 2x0,00;1\n")
    page = browser.post(EDIT, {"do": "sample", "file": bad})
    assert "0 payments, 0 not booked yet, 0 passed over, 1 unreadable." in page.text
    assert "1 2x0,00" in page.texts("//td/b[@class='bad']")[0]


def test_it_is_saved_as_a_version_and_the_draft_is_gone(company: CompanyFacts) -> None:
    browser = Browser(company)
    fields = fields_of(guess(browser))
    page = browser.post(EDIT, {**fields, "column-2-place": "Text | Meddelande", "do": "save"})
    assert '"min-bank" is saved as version 1.' in page.text
    assert find_definition(company=company, name="min-bank").columns[1].title == ("Text", "Meddelande")
    assert browser.get(EDIT).url.endswith("setup/definitions/")
    again = fields_of(browser.get(EDIT + "?name=min-bank"))
    browser.post(EDIT, {**again, "currency": "EUR", "do": "save"})
    assert find_definition(company=company, name="min-bank").version == 2


def test_a_version_that_came_between_is_told(company: CompanyFacts) -> None:
    browser = Browser(company)
    fields = fields_of(guess(browser))
    text = find_draft(company=company, actor="alice")
    assert text
    other = read_definition(text.text.replace("SEK", "NOK").encode())
    save_definition(company=company, actor=build.BOB, definition=other)
    refused = browser.post(EDIT, {**fields, "do": "save"})
    assert refused.status == 422
    assert '"min-bank" got version 1 meanwhile, by Bob.' in refused.text
    assert '"min-bank" is saved as version 2.' in browser.post(EDIT, {**fields, "do": "save"}).text


def test_what_was_typed_stays_where_it_is_refused(company: CompanyFacts) -> None:
    browser = Browser(company)
    fields = fields_of(guess(browser))
    page = browser.post(EDIT, {**fields, "column-1-field": "", "column-2-place": "Annat", "do": "save"})
    assert page.status == 422
    assert page.values("//input[@name='column-2-place']/@value") == ["Annat"]
    as_text = browser.post(EDIT, {"as": "text", "text": "inte toml =", "do": "save"})
    assert as_text.status == 422
    assert as_text.texts("//textarea") == ["inte toml ="]
