"""The credit memo that takes an invoice back; told whole in tests/scenarios/documents.txt."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.documents.credit import NotAPostedInvoice, credit_invoice
from reskontra.receivables.documents.queries import DocumentNotFound
from tests import build
from tests.documents import draft, post

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 5)


def test_it_has_the_lines_and_names_the_invoice(company: CompanyFacts) -> None:
    build.vendor(company, payment_terms="30D")
    invoice = draft(company, "6990;2x40.00;25;Paper;NORD", party="vendor:V1", external_number="F-1", reference="12")
    post(company)
    memo = credit_invoice(company=company, actor=build.ALICE, number="LF000001", day=DAY, text="Sent back")
    assert (memo.document_type, memo.applies_to_number, memo.description) == ("CREDIT_MEMO", "LF000001", "Sent back")
    assert memo.lines == invoice.lines
    assert (memo.document_date, memo.posting_date, memo.due_date) == (DAY, DAY, None)
    assert (memo.external_document_number, memo.payment_reference, memo.entry_id) == ("", "", None)


def test_only_posted_invoices(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1.00")
    for number, refusal in (("UTK000001", NotAPostedInvoice), ("000001", DocumentNotFound)):
        with pytest.raises(refusal):
            credit_invoice(company=company, actor=build.ALICE, number=number, day=DAY)
