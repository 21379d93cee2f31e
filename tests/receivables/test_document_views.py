"""Pages of invoices and credit memos: the lists and one of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Document, Entry
from tests import build
from tests.documents import draft, post
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_the_list_is_reached_from_the_tabs_and_the_card(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1000.00;25")
    browser = Browser(company, role="READER", language="sv")
    page = browser.get("customer-documents/")
    assert page.texts("//tbody/tr/td[1]") == ["UTK000001"]
    assert page.texts("//nav[@class='tabs']/a[@aria-current='page']") == ["Kundfakturor"]
    assert page.texts("//header//nav/a[@aria-current='page']") == ["Kunder"]
    card = browser.get("customers/C1/")
    assert f"/{company.id}/customer-documents/?account=C1" in card.values("//nav[@class='tabs']/a/@href")
    assert browser.get("vendor-documents/").texts("//tbody/tr/td[1]") == []


def test_a_document_leads_to_entry_voucher_and_card_and_the_entry_back(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;1000.00;25", "3002;100.00;12")
    browser = Browser(company, role="READER")
    path = f"documents/{made.id}/"
    page = browser.get(path)
    assert "By the payment terms" in page.text
    assert f"/{company.id}/customers/C1/" in page.values("//main//a/@href")
    post(company)
    page = browser.get(path)
    assert page.texts("//h1") == ["Invoice 000001"]
    entry = Entry.objects.get().id
    links = page.values("//main//a/@href")
    assert f"/{company.id}/entries/{entry}/" in links
    assert f"/{company.id}/vouchers/K-2026-1/" in links
    assert page.root.xpath("//section[@id='notes']")
    assert f"/{company.id}/{path}" in browser.get(f"entries/{entry}/").values("//main//a/@href")


def test_the_page_of_another_company_is_not_there(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;1.00")
    other = Browser(build.new_company(name="Sunnan AB"))
    assert other.get(f"documents/{made.id}/").status == 404
    assert other.get(f"documents/{10**20}/").status == 404
    Document.objects.filter(id=made.id).update(state="DELETED")
    assert Browser(company).get(f"documents/{made.id}/").status == 404


def test_more_lines_ask_no_more(company: CompanyFacts) -> None:
    build.customer(company)
    few, many = draft(company, "3001;1.00"), draft(company, *["3001;1.00;25"] * 20)
    post(company)
    browser = Browser(company, role="READER")
    counts = []
    for one in (few, few, many):
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"documents/{one.id}/")
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_a_price_is_written_as_the_language_has_it(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;1.5x950.50")
    for language, shown in (("sv", ["1,5", "950,50"]), ("en", ["1.5", "950.50"])):
        page = Browser(company, role="READER", name=language, language=language).get(f"documents/{made.id}/")
        assert page.texts("(//tbody)[1]/tr/td[@class='num']")[:2] == shown
