"""Unpaid documents are found by number, name, external number and amount; drafts and paid ones are told apart."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.unpaid import Wanted, found_documents, unpaid_by_id, unpaid_documents
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def documents(story: Story) -> CompanyFacts:
    story.tells("""
        bank      B1 10000.00
        customer  C1 "Alfa AB"
        customer  C2 "Beta AB"
        invoice   C1 INV-1 1000.00 due=2026-03-01 external=PO-77
        invoice   C1 INV-2 500.00 due=2026-02-01
        credit    C2 K-1 -400.00
        payment   C2 P-1 -50.00
        batch     KASSA bank:B1
        type      KASSA customer:C1 on=2026-03-10 pays=INV-2
        post-batch KASSA
        invoice   C2 INV-3 700.00 due=2026-01-20
    """)
    return story.company


@pytest.mark.parametrize(("wanted", "numbers"), [
    (Wanted(), ["INV-3", "K-1", "INV-1"]), (Wanted(account="C1"), ["INV-1"]), (Wanted(text="inv"), ["INV-3", "INV-1"]),
    (Wanted(text="beta"), ["INV-3", "K-1"]), (Wanted(text="po-77"), ["INV-1"]), (Wanted(text="50 %"), []),
    (Wanted(least_minor=700_00, most_minor=1_000_00), ["INV-3", "INV-1"]),
    (Wanted(least_minor=-400_00, most_minor=-400_00), ["K-1"]),
])  # fmt: skip
def test_the_list(documents: CompanyFacts, wanted: Wanted, numbers: list[str]) -> None:
    found = unpaid_documents(company=documents, wanted=wanted, most=50)
    assert [one.document_number for one in found] == numbers


def test_no_more_than_are_asked_for(documents: CompanyFacts) -> None:
    (first,) = unpaid_documents(company=documents, wanted=Wanted(), most=1)
    again = unpaid_by_id(company=documents, ids=[first.entry_id])
    assert again == {first.entry_id: first}


def test_a_search_tells_open_from_paid(documents: CompanyFacts) -> None:
    found = found_documents(company=documents, wanted=Wanted(text="INV"), most=50)
    assert {(one.number, one.state) for one in found} == {("INV-1", "open"), ("INV-2", "paid"), ("INV-3", "open")}
    paid = found_documents(company=documents, wanted=Wanted(least_minor=500_00, most_minor=500_00), most=50)
    assert [(one.number, one.amount_minor, one.remaining_minor) for one in paid] == [("INV-2", 500_00, 0)]


def test_another_companys_documents_are_not_seen(documents: CompanyFacts) -> None:
    other = build.new_company(name="Syd AB")
    assert unpaid_documents(company=other, wanted=Wanted(), most=50) == []
