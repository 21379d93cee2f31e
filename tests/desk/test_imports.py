"""A bank's file by upload: looked at, imported, or left."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.models import FileImport, Upload
from reskontra.interface.jobs import SMALL
from reskontra.interface.worker import run_waiting
from reskontra.receivables.direct_debit import mandates
from tests import build
from tests.receivables.autogiro_answers import advice, mandate, order, rejections
from tests.statements import Line, Statement, camt053
from tests.story import Story
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
LINE = Line(amount="980.00", name="ALFA AB", ocr="10017")


@pytest.fixture
def clerk(story: Story) -> Browser:
    return Browser(story.company, role="CLERK")


def upload(browser: Browser, content: bytes, name: str = "utdrag.xml") -> Page:
    return browser.post("import/", {"file": SimpleUploadedFile(name, content)})


def path(page: Page) -> str:
    return page.url.split("/", 2)[2]


@pytest.fixture
def file() -> bytes:
    return camt053(Statement(lines=[LINE]))


def test_what_is_in_a_file_is_shown_and_nothing_is_imported(clerk: Browser, file: bytes) -> None:
    page = upload(clerk, file)
    assert page.status == 200
    assert "camt.053" in page.texts("//dl[@class='facts']")[0]
    assert page.texts("//tbody/tr/td[3]") == ["B1"]
    assert page.texts("//tbody/tr/td[5]") == ["980.00"]
    assert page.texts("//tbody/tr/td[8]") == ["Agrees"]
    assert not FileImport.objects.exists()


def test_it_is_imported_matched_and_shown(clerk: Browser, file: bytes) -> None:
    page = clerk.post(path(upload(clerk, file)), {"transactions": "1"})
    assert page.url.endswith("/journals/PRJ000001/")
    assert "utdrag.xml is import 1: 1 new transaction, 0 known." in page.text
    assert page.texts("//nav[@id='tabs']/a")[:2] == ["To decide 0", "Ready lines 1"]
    assert not Upload.objects.exists()


def test_many_transactions_are_imported_in_the_background(clerk: Browser, file: bytes) -> None:
    page = clerk.post(path(upload(clerk, file)), {"transactions": str(SMALL + 1)})
    assert page.url.endswith("/jobs/1/")
    run_waiting()
    assert "utdrag.xml is import 1" in clerk.get("jobs/1/").text


def test_the_same_file_again_changes_nothing_and_says_so(clerk: Browser, file: bytes) -> None:
    clerk.post(path(upload(clerk, file)))
    page = upload(clerk, file)
    (told,) = page.texts("//p[@class='notice']")
    assert re.fullmatch(
        r".*utdrag\.xml was imported on \S+ by alice as import 1: 1 new transaction then\. Nothing in it is new now\.",
        told,
    )
    assert page.texts("//thead//th")[8:10] == ["New then", "Known then"]
    assert page.texts("//tbody/tr/td[9]") == ["1"]
    assert not page.texts("//button[contains(., 'Import')]")
    assert page.values("//a[contains(@class, 'primary')]/@href")[0].endswith("/journals/PRJ000001/")
    clerk.post(path(page))
    assert FileImport.objects.count() == 1


def test_what_is_known_leads_to_where_it_is(clerk: Browser, file: bytes) -> None:
    clerk.post(path(upload(clerk, file)))
    more = Statement(lines=[LINE, Line(amount="20.00", text="ny")])
    page = upload(clerk, camt053(more), "igen.xml")
    assert page.texts("//tbody/tr/td[9]") == ["1"]
    assert page.texts("//tbody/tr/td[10]") == ["1"]
    assert page.texts("//tbody/tr/td[11]") == ["PRJ000001 (1, import 1)"]


def test_a_file_that_is_no_statement_is_refused_with_what_can_be_said_of_it(clerk: Browser) -> None:
    page = upload(clerk, b"%PDF-1.7 ...", "bild.pdf")
    assert page.status == 422
    assert "PDF" in page.texts("//*[@id='file-refused']")[0]
    assert page.values("//select[@name='bank_account']/option/@value")[:2] == ["", "B1"]
    assert page.values("//input[@name='override']/@value")[0] == "balance"
    assert clerk.post(path(page)).status == 422
    assert not FileImport.objects.exists()


def test_a_doubt_is_overruled_with_a_reason(clerk: Browser) -> None:
    clerk.post(path(upload(clerk, camt053(Statement(lines=[LINE])))))
    gap = Statement(id="S-3", day="2026-03-04", opening="12000.00", lines=[LINE])
    page = upload(clerk, camt053(gap), "senare.xml")
    assert page.status == 422
    again = clerk.get(f"{path(page)}?override=gap&reason=Banken+har+rättat")
    assert (again.status, again.texts("//tbody/tr/td[8]")) == (200, ["Agrees"])
    done = clerk.post(path(page), {"override": ["gap"], "reason": "Banken har rättat"})
    assert done.url.endswith("/journals/PRJ000002/")
    assert FileImport.objects.order_by("-number")[0].override_reason == "Banken har rättat"


def test_another_file_is_chosen_instead(clerk: Browser, file: bytes) -> None:
    page = upload(clerk, file)
    assert clerk.post(f"{path(page)}forget/").url.endswith("/import/")
    assert clerk.get(path(page)).status == 404
    assert clerk.post(path(page)).status == 404


def test_no_file(clerk: Browser) -> None:
    page = clerk.post("import/", {})
    assert page.status == 422
    assert "Choose the bank's file." in page.text


def test_a_reader_does_not_import(story: Story) -> None:
    assert Browser(story.company, role="READER").get("import/").status == 403


def test_direct_debit_that_moves_no_money_is_shown_and_then_taken(story: Story) -> None:
    build.bank_account(story.company, number="AG", iban="", bankgiro="9912346")
    clerk = Browser(story.company, role="CLERK")
    page = upload(clerk, advice(mandate(101), mandate(102, comment="03")).encode(), "medgivanden.txt")
    assert (page.status, page.texts("(//tbody)[1]/tr/td[1]")) == (200, ["101", "102"])
    assert page.texts("(//tbody)[1]/tr/td[6]") == ["", "the account cannot be debited"]
    assert "The mandate with payer number 101 stands at Bankgirot and is of no customer known here." in page.text
    assert "reskontra mandate adopt" not in page.text
    assert page.texts("//a[contains(@href, 'mandate-requests')]") == ["Questions to Bankgirot"]
    assert not mandates(company=story.company)
    page = clerk.post(path(page), {"answers": "1"})
    assert "2 mandates and 0 rejected payments taken, 0 known." in page.text
    assert page.texts("//h1") == ["Questions to Bankgirot"]  # where the mandate is kept with its customer
    assert [one.payer_number for one in mandates(company=story.company)] == ["101", "102"]
    assert not Upload.objects.exists()
    again = upload(clerk, rejections(order(7_500)).encode())
    assert "75.00 SEK" in again.texts("//tbody/tr/td[6]")[0].replace("\xa0", " ")
    wrong = upload(clerk, camt053(Statement(lines=[LINE])))
    assert clerk.post(path(wrong), {"answers": "1"}).status == 422
