"""Notes by pages: beside customers, entries, transactions and vouchers; files are handed over to be kept."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.models import BankTransaction
from reskontra.companies.models import Note
from reskontra.ledger.models import Voucher
from reskontra.parties.models import Party
from reskontra.receivables.models import Entry
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch\npost')
    return story


def test_a_note_stands_on_the_page_of_what_it_is_beside(posted: Story) -> None:
    browser = Browser(posted.company, role="CLERK")
    beside = {
        "party": (Party.objects.get(number="C1").id, "customers/C1/"),
        "entry": (Entry.objects.get(document_number="INV-1").id, ""),
        "voucher": (Voucher.objects.get(series="B").id, "vouchers/B-2026-1/"),
        "transaction": (BankTransaction.objects.get().id, ""),
    }
    for kind, (id, path) in beside.items():
        page = browser.post(f"notes/add/{kind}/{id}/", {"text": f"Om {kind} <b>x</b>"})
        assert page.status == 200
        assert page.texts("//section[@id='notes']//li/p[@class='told']") == [f"Om {kind} <b>x</b>"]
        assert path in page.url
    entry = f"notes/add/entry/{beside['entry'][0]}/"
    page = browser.post(entry, {"file": SimpleUploadedFile("f.png", b"png"), "invoice_copy": "1"})
    assert page.values("//input[@name='invoice_copy']/@checked") == ["checked"]
    page = browser.post(entry, {"file": SimpleUploadedFile("f.pdf", b"%PDF-1.7"), "invoice_copy": "1"})
    assert "copy of the invoice" in page.texts("//section[@id='notes']//li[1]")[0]
    assert not browser.get("customers/C1/").values("//input[@name='invoice_copy']")
    assert len(browser.get("search/?q=Om").texts("//main//a")) >= 4


def test_a_file_is_handed_over_to_be_kept_and_never_shown(posted: Story) -> None:
    browser = Browser(posted.company, role="CLERK")
    id = Party.objects.get(number="C1").id
    upload = SimpleUploadedFile("Avtal Öst.pdf", b"%PDF-1.7 <script>alert(1)</script>", "text/html")
    page = browser.post(f"notes/add/party/{id}/", {"text": "", "file": upload})
    url = page.values("//section[@id='notes']//li//a/@href")[0]
    answer = browser.client.get(url)
    assert answer.content == b"%PDF-1.7 <script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].endswith("; filename*=UTF-8''Avtal%20%C3%96st.pdf")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_refused_note_keeps_its_text(posted: Story) -> None:
    browser = Browser(posted.company, role="CLERK")
    id = Party.objects.get(number="C1").id
    upload = SimpleUploadedFile("x.exe", b"MZ")
    page = browser.post(f"notes/add/party/{id}/", {"text": "Viktigt", "file": upload})
    assert page.status == 422
    assert page.texts("//textarea") == ["Viktigt"]
    assert '"x.exe" is of a kind' in page.texts("//*[@role='alert']")[0]
    assert not Note.objects.exists()


def test_ones_own_note_is_taken_away_anothers_by_who_may_post(posted: Story) -> None:
    id = Party.objects.get(number="C1").id
    alice = Browser(posted.company, role="CLERK", name="alice")
    alice.post(f"notes/add/party/{id}/", {"text": "Ring"})
    carl = Browser(posted.company, role="CLERK", name="carl")
    assert carl.post("notes/1/remove/").status == 422
    assert Note.objects.count() == 1
    page = Browser(posted.company, role="ACCOUNTANT", name="bob").post("notes/1/remove/")
    assert page.texts("//div[@id='messages']/div") == ["The note is taken away."]
    assert not Note.objects.exists()


def test_a_reader_writes_nothing_and_another_company_sees_nothing(posted: Story) -> None:
    id = Party.objects.get(number="C1").id
    Browser(posted.company, role="CLERK").post(f"notes/add/party/{id}/", {"file": io.BytesIO(b"x"), "text": "Hemligt"})
    reader = Browser(posted.company, role="READER", name="rita")
    assert reader.post(f"notes/add/party/{id}/", {"text": "x"}).status == 403
    assert not reader.get("customers/C1/").values("//section[@id='notes']//form")
    other = Browser(build.new_company(name="Sydan AB"), role="ADMINISTRATOR", name="carla")
    assert other.post(f"notes/add/party/{id}/", {"text": "x"}).status == 404
    assert other.get("notes/1/file/").status == 404
    assert other.post("notes/1/remove/").status == 404
    assert other.post("notes/add/thing/1/", {"text": "x"}).status == 404
