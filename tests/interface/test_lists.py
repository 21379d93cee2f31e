"""A list as a page and as a file: what is shown, sorted, summed and led to."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.interface.lists import told
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """Alfa AB owes 1,000.00 and 500.00, Beta AB 800.00; all of it was due long ago."""
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, alfa, number="INV-1")
    build.invoice(company, alfa, number="INV-2", amount="500.00", due_date="2026-02-01")
    build.invoice(company, beta, number="INV-3", amount="800.00")
    return company


def test_rows_lead_on_and_amounts_to_what_is_behind_them(book: CompanyFacts) -> None:
    page = Browser(book).get("customers/")
    assert page.texts("//tbody/tr/td[1]") == ["Alfa AB", "Beta AB"]
    links = page.values("//tbody/tr[1]//a/@href")
    assert f"/{book.id}/customers/C1/" in links
    assert f"/{book.id}/customer-entries/?account=C1" in links
    assert "Balance SEK" in page.texts("//thead//th")
    assert [text for text in page.texts("//tfoot//td") if text] == ["Total", "2,300.00", "2,300.00"]


def test_a_heading_sorts_and_the_arrow_turns(book: CompanyFacts) -> None:
    browser = Browser(book)
    page = browser.get("customers/?sort=balance&q=ab")
    assert page.texts("//tbody/tr/td[1]") == ["Beta AB", "Alfa AB"]
    assert page.values("//th[@aria-sort]/@aria-sort") == ["ascending"]
    assert page.values("//th[@aria-sort]/a/@href") == ["?q=ab&sort=-balance"]
    assert browser.get("customers/?sort=-balance").texts("//tbody/tr/td[1]") == ["Alfa AB", "Beta AB"]


def test_a_page_of_a_hundred_and_the_next(company: CompanyFacts) -> None:
    for number in range(103):
        build.customer(company, number=f"C{number:03}", name=f"Kund {number:03}")
    browser = Browser(company)
    first = browser.get("customers/")
    assert len(first.texts("//tbody/tr")) == 100
    assert "103 rows" in first.text
    second = browser.get("customers/" + first.values("//div[@class='pager']/a[@data-key='n']/@href")[0])
    assert second.texts("//tbody/tr/td[1]") == ["Kund 100", "Kund 101", "Kund 102"]
    assert not second.values("//a[@data-key='n']/@href")
    back = browser.get("customers/" + second.values("//a[@data-key='p']/@href")[0])
    assert back.texts("//tbody/tr/td[1]") == first.texts("//tbody/tr/td[1]")


def test_a_page_asks_the_same_however_many_rows(company: CompanyFacts) -> None:
    browser = Browser(company)
    counts = []
    for number in range(2):
        for more in range(1 + 40 * number):
            party = build.customer(company, number=f"C{number}{more}", name=f"Kund {more}")
        build.invoice(company, party, number=f"INV-{number}")
        browser.get("customers/")  # what is remembered from here on
        with CaptureQueriesContext(connection) as asked:
            browser.get("customers/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_columns_are_chosen_and_stay_so(book: CompanyFacts) -> None:
    browser = Browser(book)
    browser.client.post("/account/columns/", {"list": "customers", "column": ["name", "city", "balance"]})
    assert browser.get("customers/").texts("//thead//th") == ["Name ↑", "City", "Balance SEK"]
    browser.client.post("/account/columns/", {"list": "customers", "column": ["name"], "reset": "1"})
    assert "Overdue SEK" in browser.get("customers/").texts("//thead//th")
    assert browser.client.post("/account/columns/", {"list": "<x>"}).status_code == 404


def test_a_refusal_keeps_what_was_written(book: CompanyFacts) -> None:
    page = Browser(book).get("customer-entries/?as_of=sommar&q=INV")
    assert page.status == 422
    assert page.texts("//*[@role='alert']")[0].startswith('"sommar" is not a date.')
    assert page.values("//input[@name='as_of']/@value") == ["sommar"]
    assert page.values("//main//input[@name='q']/@value") == ["INV"]
    assert not page.texts("//table")


def test_an_empty_list_says_what_belongs_there(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert "No customers yet." in browser.get("customers/").text
    assert "Nothing fits what is asked for." in browser.get("customers/?q=x").text


def test_what_is_shown_can_be_taken_along(book: CompanyFacts) -> None:
    browser = Browser(book)
    build.customer(book, number="C9", name="=1+1")
    answer = browser.client.get(f"/{book.id}/customers/?format=csv&sort=-name")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="customers.csv"'
    assert rows[0][:2] == ["name", "number"]
    assert [row[0] for row in rows[1:]] == ["Beta AB", "Alfa AB", "'=1+1"]
    sheet = browser.client.get(f"/{book.id}/customer-entries/?format=xlsx&q=INV-1")
    found = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert found[0][0] == "Document"
    assert found[1][0] == "INV-1"
    assert found[-1][0] == "Total"
    assert 1000.0 in found[-1]
    assert found[0][-1] == "Currency"


def test_sums_are_by_currency_where_there_are_several(book: CompanyFacts) -> None:
    set_rate(company=book, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=1_100_000_000)
    euro = build.customer(book, number="C3", name="Euro SA")
    build.invoice(book, euro, number="INV-9", amount="70.00", currency="EUR")
    page = Browser(book).get("customer-entries/")
    sums = [text for text in page.texts("//tfoot//td[@class='num']") if text]
    assert sums == ["70.00 EUR", "2,300.00 SEK"]
    assert "Remaining" in page.texts("//thead//th")


def test_names_stay_text(company: CompanyFacts) -> None:
    build.customer(company, number="C1", name='<script>alert("x")</script>')
    page = Browser(company).get("customers/?q=%3Cscript%3E")
    assert page.texts("//tbody/tr/td[1]") == ['<script>alert("x")</script>']
    assert "<script>alert" not in page.source


def test_a_cell_is_told_in_words() -> None:
    assert told(Money(-12345, "SEK")) == "−123.45"
    assert told(Money(5, "EUR"), with_currency=True) == "0.05\u00a0EUR"
    assert told(12345) == "12,345"
    assert told(None) == ""
