"""What keeps a document from being a draft; most of it is told in tests/scenarios/documents.txt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.documents.book import document_findings, read_document_book
from reskontra.receivables.documents.queries import find_document_or_draft
from tests import build
from tests.documents import draft, post

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_lines_come_first_and_everything_is_found(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1.00;25")
    facts = find_document_or_draft(company=company, number="UTK000001")
    bad = replace(facts.lines[0], account_number="9999", vat_code="99")
    facts = replace(facts, lines=(bad, replace(facts.lines[0], amount_minor=-5_00)), applies_to_number="000009")
    book = read_document_book(company=company, parties={("CUSTOMER", "C1")}, external=set(), credited={"000009"})
    found = document_findings(book, facts, lambda line, field: f"{line} {field}")
    assert [(one.place, one.code) for one in found] == [
        ("1 account", "account_unknown"),
        ("1 vat_code", "vat_code_unknown"),
        ("0 line", "document_total_not_positive"),
        ("0 applies_to", "credits_without_memo"),
    ]
    part = document_findings(book, facts, lambda line, field: f"{line} {field}", is_whole=False)
    assert [one.code for one in part] == ["account_unknown", "vat_code_unknown"]


def test_a_credit_memo_finds_its_invoice(company: CompanyFacts) -> None:
    build.customer(company)
    build.vendor(company)
    draft(company, "3001;1.00")
    post(company)
    memo = draft(company, "3001;1.00", is_credit_memo=True, applies_to="000001")
    book = read_document_book(company=company, parties={("CUSTOMER", "C1")}, external=set(), credited={"000001"})
    credited = book.credited(memo)
    assert credited is not None
    assert credited.document_number == "000001"
    assert book.credited(replace(memo, ledger="VENDOR")) is None
    assert (book.vat_account("CUSTOMER", "25"), book.vat_account("VENDOR", "0")) == (book.accounts["2611"].id, 0)
