"""Entries by any number they bear, and what moved them."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import find_voucher
from reskontra.receivables.trace import entries_numbered, entries_of_vouchers, traced_entries, traced_rows
from tests.reported_book import reported
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return reported(company)


def _numbers(company: CompanyFacts, ids: list[int]) -> list[str]:
    return [one.document_number for one in traced_entries(company=company, ids=ids)]


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("INV-2", ["INV-2"]),
        ("inv-2", ["INV-2"]),
        ("PO-77", ["INV-2"]),
        ("po - 77", ["INV-2"]),
        ("18", ["INV-2"]),
        ("B-2026-2", ["B-2026-2"]),
        ("F-1", ["F-1"]),
        ("2", []),  # digits of INV-2 alone: a payer may mean it, a question for a number does not
        ("77", []),
        ("INV", []),
        ("UTK000001", ["000001"]),
        ("utk000001", ["000001"]),
    ],
)
def test_an_entry_is_found_by_its_numbers(company: CompanyFacts, story: Story, number: str, wanted: list[str]) -> None:
    story.tells('draft C1 "3001;100.00;25;Consulting" on=2026-03-01\npost-drafts')
    assert _numbers(company, entries_numbered(company=company, number=number)) == wanted


def test_a_voucher_leads_to_what_it_posted_and_settled(company: CompanyFacts, story: Story) -> None:
    id = find_voucher(company=company, name="B-2026-2")
    assert _numbers(company, entries_of_vouchers(company=company, ids=[id])) == ["INV-2", "B-2026-2"]
    assert entries_of_vouchers(company=company, ids=[]) == []


def test_the_rows_of_entries(company: CompanyFacts, story: Story) -> None:
    (entry,) = traced_entries(company=company, ids=entries_numbered(company=company, number="K-1"))
    assert (entry.account, entry.voucher, str(entry.amount), str(entry.remaining)) == (
        "C1", "I-2026-6", "-50.00 SEK", "-50.00 SEK",
    )  # fmt: skip
    rows = traced_rows(company=company, entry_ids=[entry.id])
    assert [(row.kind, str(row.amount), row.against, row.is_unapplied) for row in rows] == [
        ("INITIAL", "-50.00 SEK", "", False),
        ("APPLICATION", "50.00 SEK", "INV-2", True),
        ("APPLICATION", "-50.00 SEK", "INV-2", False),
    ]
    assert rows[0].voucher == "I-2026-6"


def test_what_is_reversed_is_linked(company: CompanyFacts, story: Story) -> None:
    story.tell("on PRJ000001")
    story.tell("reverse 2")
    payment, mirror = traced_entries(company=company, ids=entries_numbered(company=company, number="B-2026-2"))
    assert (payment.voucher, payment.reverses, payment.reversed_by) == ("B-2026-2", "", "A-2026-1")
    assert (mirror.voucher, mirror.reverses, mirror.reversed_by) == ("A-2026-1", "B-2026-2", "")
