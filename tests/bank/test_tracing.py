"""From one number to everything posted for it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.bank.models import BankTransaction
from reskontra.bank.tracing import NumberUnknown, Trace, trace
from reskontra.companies.queries import CompanyFacts
from tests.reported_book import reported
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return reported(company)


def _documents(found: Trace) -> list[str]:
    return [one.document_number for one in found.entries]


def test_an_invoice_leads_to_its_payment_voucher_and_statement(company: CompanyFacts, story: Story) -> None:
    found = trace(company=company, number="INV-2")
    assert found.found == ("entry",)
    assert _documents(found) == ["INV-2"]
    assert [one.document_number for one in found.others] == ["K-1", "B-2026-2"]
    assert [one.name for one in found.vouchers] == ["I-2026-4", "B-2026-2"]
    assert sum(line.amount_minor for line in found.gl_lines) == 0
    assert [(line.voucher, line.amount_minor) for line in found.bank_entries] == [("B-2026-2", 200_00)]
    assert [(one.bank_account, one.journal, one.line) for one in found.transactions] == [("B1", "PRJ000001", 2)]


@pytest.mark.parametrize("number", ["INV-2", "PO-77", "18"])
def test_every_number_of_a_document_leads_to_the_same(company: CompanyFacts, story: Story, number: str) -> None:
    found, wanted = trace(company=company, number=number), trace(company=company, number="INV-2")
    assert (found.entries, found.vouchers, found.rows) == (wanted.entries, wanted.vouchers, wanted.rows)


def test_a_voucher_and_a_bank_reference_lead_to_the_same_payment(company: CompanyFacts, story: Story) -> None:
    by_voucher = trace(company=company, number="B-2026-2")
    assert _documents(by_voucher) == ["INV-2", "B-2026-2"]
    row = BankTransaction.objects.get(company=company.id, statement__bank_account__number="B1", number=2)
    by_reference = trace(company=company, number=row.bank_reference or row.end_to_end_id)
    assert "bank_transaction" in by_reference.found
    assert set(_documents(by_voucher)) <= set(_documents(by_reference))
    assert row.id in {one.id for one in by_voucher.transactions}


def test_a_reversal_is_found_from_either_side(company: CompanyFacts, story: Story) -> None:
    story.tells("on PRJ000001\nreverse 2")
    found = trace(company=company, number="B-2026-2")
    mirror = next(one for one in found.vouchers if one.reverses == "B-2026-2")
    assert {one.name for one in trace(company=company, number=mirror.name).vouchers} >= {"B-2026-2", mirror.name}


def test_what_was_reversed_still_leads_to_its_payment_on_the_statement_and_back(
    company: CompanyFacts, story: Story
) -> None:
    row = BankTransaction.objects.get(company=company.id, statement__bank_account__number="B1", number=2)
    story.tells("on PRJ000001\nreverse 2")
    found = trace(company=company, number="B-2026-2")
    assert [(one.id, one.journal, one.line, one.voucher_id) for one in found.transactions] == [
        (row.id, "PRJ000001", 2, 0)
    ]
    back = trace(company=company, number=row.bank_reference or row.end_to_end_id)
    assert "B-2026-2" in {one.name for one in back.vouchers}


@pytest.mark.parametrize("number", ["", " ", "INV-77", "2026"])
def test_a_number_of_nothing_is_refused(company: CompanyFacts, story: Story, number: str) -> None:
    with pytest.raises(NumberUnknown):
        trace(company=company, number=number)


def test_the_queries_do_not_grow_with_what_is_found(company: CompanyFacts, story: Story) -> None:
    counts = []
    for number in ("INV-1", "INV-2"):
        with CaptureQueriesContext(connection) as queries:
            trace(company=company, number=number)
        counts.append(len(queries))
    assert counts[0] == counts[1]
