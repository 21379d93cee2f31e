"""A bank's file by upload."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.models import FileImport
from tests.statements import Line, Statement, camt053
from tests.story import Story
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(story: Story) -> Browser:
    return Browser(story.company, role="CLERK")


def upload(browser: Browser, content: bytes, name: str = "utdrag.xml") -> Page:
    return browser.post("import/", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def file() -> bytes:
    line = Line(amount="980.00", name="ALFA AB", ocr="10017")
    return camt053(Statement(lines=[line]))


def test_a_file_is_imported_matched_and_shown(clerk: Browser, file: bytes) -> None:
    page = upload(clerk, file)
    assert page.url.endswith("/journals/PRJ000001/")
    assert "utdrag.xml is import 1: 1 new transactions, 0 known." in page.text
    assert page.texts("//nav[@id='tabs']/a")[:2] == ["To decide 0", "Ready lines 1"]


def test_the_same_file_again_changes_nothing_and_says_so(clerk: Browser, file: bytes) -> None:
    upload(clerk, file)
    page = upload(clerk, file)
    assert "was imported on" in page.text
    assert FileImport.objects.count() == 1


def test_a_file_that_is_no_statement_is_refused_beside_the_field(clerk: Browser) -> None:
    page = upload(clerk, b"%PDF-1.7 ...", "bild.pdf")
    assert page.status == 422
    assert "PDF" in page.texts("//*[@id='file-refused']")[0]
    assert not FileImport.objects.exists()


def test_no_file(clerk: Browser) -> None:
    page = clerk.post("import/", {})
    assert page.status == 422
    assert "Choose the bank's file." in page.text


def test_the_form_offers_the_bank_accounts(clerk: Browser) -> None:
    assert clerk.get("import/").values("//select/option/@value")[:2] == ["", "B1"]


def test_a_reader_does_not_import(story: Story) -> None:
    assert Browser(story.company, role="READER").get("import/").status == 403
