"""What is open goes to the other party in one posting run, and drafts with it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts, PeriodClosed
from reskontra.ledger.models import PostingRun, Voucher
from reskontra.parties.queries import PartySummary
from reskontra.receivables.merge import merge_entries
from reskontra.receivables.models import Document, Entry
from reskontra.receivables.moving import MovedEntry
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 4, 1)


def merged(company: CompanyFacts, source: PartySummary, target: PartySummary) -> list[MovedEntry]:
    with transaction.atomic():
        return merge_entries(company=company, actor=build.BOB, source=source, target=target, day=DAY, reason="One")


def test_open_entries_and_drafts(company: CompanyFacts) -> None:
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    for n in (1, 2):
        build.invoice(company, alfa, number=f"INV-{n}")
    draft = Document.objects.create(
        company_id=company.id, ledger="CUSTOMER", document_type="INVOICE", draft_number="UTK1", party_id=alfa.id,
        document_date=DAY, posting_date=DAY, currency="SEK", created_by=build.BOB, created_at=datetime.now(UTC),
    )  # fmt: skip
    found = merged(company, alfa, beta)
    assert [(one.document, one.voucher) for one in found] == [("INV-1", "A-2026-1"), ("INV-2", "A-2026-2")]
    run = PostingRun.objects.order_by("-number")[0]
    assert Voucher.objects.filter(posting_run=run).count() == 2
    assert set(Entry.objects.exclude(remaining_minor=0).values_list("party__number", flat=True)) == {"C2"}
    draft.refresh_from_db()
    assert draft.party_id == beta.id
    assert merged(company, alfa, beta) == []


def test_a_closed_period(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells('customer C1 "Alfa AB"\ncustomer C2 "Beta AB"\ninvoice C1 INV-1 10.00\nclose 2026-04-30')
    with pytest.raises(PeriodClosed):
        merged(company, story.parties["C1"], story.parties["C2"])
