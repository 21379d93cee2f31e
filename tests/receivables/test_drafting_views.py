"""Invoices drafted, changed, deleted, posted and credited by page; the books are checked after each test."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.documents.queries import documents
from reskontra.receivables.models import Document, Entry
from tests import books, build
from tests.documents import draft, post
from tests.web import Browser

pytestmark = pytest.mark.django_db

FORM = {
    "party": "C1", "type": "INVOICE", "date": "2026-03-01", "line-account": ["3001", ""],
    "line-amount": ["1 000,00", ""], "line-vat_code": ["25", "25"], "line-text": ["Timmar", ""],
}  # fmt: skip


def test_drafted_changed_posted_and_credited_by_page(company: CompanyFacts) -> None:
    build.customer(company)
    clerk, bob = Browser(company, role="CLERK"), Browser(company, name="bob")
    page = clerk.post("customer-documents/new/", FORM)
    made = Document.objects.get()
    assert page.url == f"/{company.id}/documents/{made.id}/"
    assert page.texts("//div[@id='messages']/div")[0].startswith("Draft UTK000001 is kept.")
    path = f"documents/{made.id}/"

    edit = clerk.get(f"{path}edit/")
    assert edit.values("//input[@name='line-amount']/@value")[0] == "1000.00"
    seen = edit.values("//input[@name='seen']/@value")[0]
    clerk.post(f"{path}edit/", {**FORM, "line-amount": ["2 x 600", ""], "due_date": "2026-03-20", "seen": seen})
    [changed] = documents(company=company)
    assert (changed.net.minor, str(changed.due_date)) == (1200_00, "2026-03-20")

    before = books.contents()
    preview = clerk.post(f"{path}preview/")
    assert books.contents() == before
    assert "K-2026-1" in preview.text
    assert preview.texts("//tfoot//td") == ["Total", "1,500.00", "1,500.00"]
    assert "An accountant posts." in preview.text
    done = bob.post(f"{path}post/")
    assert "Invoice 000001 is posted as voucher K-2026-1." in done.texts("//div[@id='messages']/div")[0]
    assert Entry.objects.get().document_minor == 1500_00

    credit = clerk.post(f"{path}credit/")
    memo = Document.objects.get(document_type="CREDIT_MEMO")
    assert credit.url == f"/{company.id}/documents/{memo.id}/edit/"
    Document.objects.filter(id=memo.id).update(document_date="2026-03-02", posting_date="2026-03-02")
    done = bob.post(f"documents/{memo.id}/post/")
    assert "It settles 1,500.00 SEK of 000001." in done.texts("//div[@id='messages']/div")[0]
    assert set(Entry.objects.values_list("remaining_minor", flat=True)) == {0}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"party": "C9"}, "document-party", "C9"),
        ({"party": ""}, "document-party", "is empty"),
        ({"date": "sommar"}, "document-date", "is not a date"),
        ({"due_date": "2026-02-01"}, "document-due_date", "was to be due on"),
        ({"currency": "KRONOR"}, "document-currency", "KRONOR"),
        ({"applies_to": "77"}, "document-applies_to", "Make it a credit memo"),
        ({"line-account": ["99", ""]}, "said-1", "99"),
        ({"line-amount": ["mycket", ""]}, "said-1", "is not an amount"),
        ({"line-vat_code": ["99", "25"]}, "said-1", "There is no VAT code"),
        ({"line-amount": ["-5", ""]}, "form-refused", "come to -6.25"),
        ({"line-account": ["", ""], "line-amount": ["", ""], "line-text": ["", ""]}, "form-refused", "has no lines"),
    ],
)
def test_a_refusal_is_told_at_its_field_and_nothing_is_drafted(
    company: CompanyFacts, typed: dict[str, object], field: str, said: str
) -> None:
    build.customer(company)
    browser = Browser(company, role="CLERK")
    before = books.contents()
    page = browser.post("customer-documents/new/", {**FORM, **typed})
    assert page.status == 422
    [told] = page.texts(f"//*[@id='{field}-told']") or page.texts(f"//*[@id='{field}']")
    assert said in told
    assert page.values("//input[@name='currency']/@value") == [typed.get("currency", "")]
    assert books.contents() == before


def test_a_vendor_invoice_needs_its_own_number(company: CompanyFacts) -> None:
    build.vendor(company)
    browser = Browser(company, role="CLERK", language="sv")
    form = {**FORM, "party": "vide", "line-account": ["6990", ""]}
    page = browser.post("vendor-documents/new/", form)
    assert page.status == 422
    assert "saknar leverantörens eget nummer" in page.texts("//*[@id='document-external_number-told']")[0]
    browser.post("vendor-documents/new/", {**form, "external_number": "F-1"})
    assert [one.party for one in documents(company=company)] == ["vendor:V1"]


def test_more_lines_are_asked_for_and_nothing_is_drafted(company: CompanyFacts) -> None:
    build.customer(company)
    page = Browser(company, role="CLERK").post("customer-documents/new/", {**FORM, "more": "1"})
    assert (page.status, len(page.values("//input[@name='line-account']/@value"))) == (200, 8)
    assert not Document.objects.exists()
    given = Browser(company, role="CLERK").get("customer-documents/new/?party=C1")
    assert given.values("//input[@name='party']/@value") == ["C1"]


def test_who_came_between_is_told_and_wins_until_it_is_saved_again(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;1.00")
    browser = Browser(company, role="CLERK")
    page = browser.post(f"documents/{made.id}/edit/", {**FORM, "seen": "old"})
    assert page.status == 422
    assert "changed UTK000001" in page.texts("//*[@id='form-refused']")[0]
    assert documents(company=company)[0].net.minor == 100
    seen = page.values("//input[@name='seen']/@value")[0]
    browser.post(f"documents/{made.id}/edit/", {**FORM, "seen": seen})
    assert documents(company=company)[0].net.minor == 1000_00


def test_what_is_posted_is_no_draft_any_more(company: CompanyFacts) -> None:
    build.customer(company)
    made, other = draft(company, "3001;1.00"), draft(company, "3001;2.00")
    browser = Browser(company)
    browser.post(f"documents/{other.id}/delete/")
    assert [one.name for one in documents(company=company)] == ["UTK000001"]
    assert browser.post(f"documents/{made.id}/credit/").status == 422
    post(company)
    assert browser.get(f"documents/{made.id}/edit/").status == 404
    assert browser.post(f"documents/{made.id}/delete/").status == 404
    before = books.contents()
    for action in ("preview", "post"):
        page = browser.post(f"documents/{made.id}/{action}/")
        assert page.status == 422
        assert page.texts("//*[@id='refused']")
    assert books.contents() == before


def test_pages_of_another_company_are_not_there(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;1.00")
    other = Browser(build.new_company(name="Sunnan AB"))
    before = books.contents()
    assert other.get(f"documents/{made.id}/edit/").status == 404
    for action in ("delete", "credit", "preview", "post"):
        assert other.post(f"documents/{made.id}/{action}/").status == 404
    assert books.contents() == before


def test_a_clerk_does_not_post(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;1.00")
    assert Browser(company, role="CLERK").post(f"documents/{made.id}/post/").status == 403
    assert Document.objects.get().state == "DRAFT"
