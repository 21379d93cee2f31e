"""Drafts and what was posted of them, and vendors' own numbers."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType, Ledger
from reskontra.core.money import Money
from reskontra.receivables.documents.drafts import delete_drafts
from reskontra.receivables.documents.queries import (
    DocumentNotFound,
    DraftUnknown,
    credit_memos_for,
    document_by_id,
    document_of_entry,
    documents,
    drafts_by_number,
    external_numbers,
    find_document_or_draft,
    invoice_numbered,
)
from tests import build
from tests.documents import draft, post

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_document_with_its_lines(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;2x500.00;25;Hours;NORD;P7", "3002;10.00;12", text="March")
    found = find_document_or_draft(company=company, number="UTK000001")
    assert (found.net, found.vat, found.total) == (Money(1010_00, "SEK"), Money(251_20, "SEK"), Money(1261_20, "SEK"))
    assert (found.name, found.party, found.series) == ("UTK000001", "customer:C1", "KF")
    assert (found.type, found.sub_ledger) == (DocumentType.INVOICE, Ledger.CUSTOMER)
    hours = found.lines[0]
    assert (hours.quantity_e4, hours.price_e4, hours.cost_center, hours.project) == (20_000, 500_000_000, "NORD", "P7")
    post(company)
    assert find_document_or_draft(company=company, number="000001").name == "000001"
    assert find_document_or_draft(company=company, number="UTK000001").number == "000001"


def test_documents_by_state_and_party(company: CompanyFacts) -> None:
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    for party in ("customer:C1", "customer:C2", "customer:C1"):
        draft(company, "3001;1.00", party=party)
    post(company, "UTK000001")
    delete_drafts(company=company, actor=build.ALICE, numbers=["UTK000002"])
    assert [one.name for one in documents(company=company)] == ["000001", "UTK000003"]
    assert [one.name for one in documents(company=company, states=["DRAFT"])] == ["UTK000003"]
    assert [one.name for one in documents(company=company, party_id=alfa.id)] == ["000001", "UTK000003"]
    assert documents(company=company, party_id=beta.id) == []
    assert documents(company=build.new_company(name="Sunnan AB")) == []


def test_drafts_in_the_order_they_are_named(company: CompanyFacts) -> None:
    build.customer(company)
    for _ in range(3):
        draft(company, "3001;1.00")
    named = drafts_by_number(company=company, numbers=["UTK000003", "UTK000001", "UTK000003"])
    assert [one.draft_number for one in named] == ["UTK000003", "UTK000001"]
    assert [one.draft_number for one in drafts_by_number(company=company, numbers=None)] == [
        "UTK000001", "UTK000002", "UTK000003",
    ]  # fmt: skip
    with pytest.raises(DraftUnknown):
        drafts_by_number(company=company, numbers=["UTK000001", "UTK000009"])
    with pytest.raises(DocumentNotFound):
        find_document_or_draft(company=company, number="")


def test_a_vendors_numbers(company: CompanyFacts) -> None:
    vide = build.vendor(company)
    build.invoice(company, vide, number="OLD-1", amount="-10.00")
    build.invoice(company, vide, number="OLD-2", amount="-10.00", external_document_number="F/9")
    draft(company, "6990;1.00", party="vendor:V1", external_number="DRAFTED")
    wanted = {"OLD-1", "OLD-2", "F/9", "9", "DRAFTED", "NONE"}
    assert external_numbers(company=company, numbers=wanted) == {
        (vide.id, "OLD-1"): "OLD-1", (vide.id, "F/9"): "OLD-2", (vide.id, "DRAFTED"): "UTK000001",
    }  # fmt: skip
    assert external_numbers(company=company, numbers=set()) == {}


def test_a_document_is_found_by_key_by_entry_and_by_what_credits_it(company: CompanyFacts) -> None:
    alfa, other = build.customer(company), build.new_company(name="Sunnan AB")
    draft(company, "3001;1.00")
    post(company)
    memo = draft(company, "3001;1.00", is_credit_memo=True, applies_to="000001")
    invoice = find_document_or_draft(company=company, number="000001")
    assert invoice.entry_id
    assert document_by_id(company=company, id=invoice.id) == invoice
    assert document_by_id(company=other, id=invoice.id) is None
    assert document_of_entry(company=company, entry_id=invoice.entry_id) == invoice.id
    assert document_of_entry(company=other, entry_id=invoice.entry_id) is None
    assert [one.id for one in credit_memos_for(company=company, party_id=alfa.id, number="000001")] == [memo.id]
    assert credit_memos_for(company=company, party_id=alfa.id, number="000002") == []
    assert invoice_numbered(company=company, party_id=alfa.id, number="000001") == invoice.id
    assert invoice_numbered(company=company, party_id=alfa.id, number="000002") is None
