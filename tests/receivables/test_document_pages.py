"""What the page of a document shows."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.receivables.document_pages import DocumentPage, document_page
from reskontra.receivables.models import Document
from tests import build
from tests.documents import draft, post

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def shown(company: CompanyFacts, number: str) -> DocumentPage:
    id = Document.objects.get(company=company.id, draft_number=number).id
    page = document_page(company=company, id=id)
    assert page
    return page


def test_a_draft_has_lines_and_vat_and_no_entry(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;2x500.00;25;Hours", "3002;100.00;12", "3001;-10.00;25")
    page = shown(company, "UTK000001")
    assert [(row.line.amount_minor, row.quantity, row.price) for row in page.lines] == [
        (1000_00, "2", "500"), (100_00, "", ""), (-10_00, "", ""),
    ]  # fmt: skip
    assert all(row.account_name for row in page.lines)
    assert [(row.code, row.net_minor, row.vat_minor) for row in page.vat] == [
        ("12", 100_00, 12_00), ("25", 990_00, 247_50),
    ]  # fmt: skip
    assert (page.is_draft, page.has_quantities, page.may_be_credited) == (True, True, False)
    assert (page.state, page.role, page.entry, page.rows, page.notes) == ("Draft", "warn", None, (), None)


def test_an_invoice_and_its_credit_memo_lead_to_each_other(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1000.00;25")
    post(company)
    draft(company, "3001;200.00;25", is_credit_memo=True, applies_to="000001")
    invoice, memo = shown(company, "UTK000001"), shown(company, "UTK000002")
    assert (invoice.state, invoice.may_be_credited) == ("Past due", True)
    assert [one.name for one in invoice.credits] == ["UTK000002"]
    assert (memo.settles, memo.credits) == (invoice.document.id, ())
    post(company)
    invoice, memo = shown(company, "UTK000001"), shown(company, "UTK000002")
    assert invoice.entry
    assert invoice.entry.remaining == Money(1000_00, "SEK")
    assert [one.row.amount.minor for one in invoice.rows] == [1250_00, -250_00]
    assert (memo.state, memo.may_be_credited) == ("Settled", False)
    assert invoice.notes


def test_credit_that_is_left_and_another_company(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;200.00;25", is_credit_memo=True)
    post(company)
    page = shown(company, "UTK000001")
    assert (page.state, page.settles) == ("Not applied", None)
    assert document_page(company=build.new_company(name="Sunnan AB"), id=page.document.id) is None
