"""Lines are reviewed, posted and open again; journals follow."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals import states
from reskontra.journals.models import Journal, JournalLine
from tests import build
from tests.postings import DAY, sale

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books, pytest.mark.company_leads]


def journal(company: CompanyFacts, lines: int = 3) -> Journal:
    """A general journal typed by hand."""
    row = Journal.objects.create(
        company_id=company.id, number="G1", kind="GENERAL", created_by=build.ALICE, created_at=bulk.moment()
    )
    for number in range(1, lines + 1):
        JournalLine.objects.create(
            company_id=company.id, journal=row, line_number=number, date=DAY, amount_minor=1, currency="SEK"
        )
    return row


def ids(row: Journal, *numbers: int) -> list[int]:
    return [JournalLine.objects.get(journal=row, line_number=number).id for number in numbers]


def state_of(row: Journal) -> list[tuple[str, str, bool]]:
    """(state, reviewed by, whether it has a voucher) of each line."""
    lines = JournalLine.objects.filter(journal=row).order_by("line_number")
    return [(line.state, line.reviewed_by, line.voucher_id is not None) for line in lines]


def test_who_reviewed_a_line_is_noted_and_taken_away(company: CompanyFacts) -> None:
    row = journal(company)
    states.mark_reviewed(company=company, line_ids=ids(row, 1, 3), actor=build.ALICE)
    assert state_of(row) == [("OPEN", "Alice", False), ("OPEN", "", False), ("OPEN", "Alice", False)]
    assert JournalLine.objects.get(id=ids(row, 1)[0]).reviewed_at
    states.mark_reviewed(company=company, line_ids=ids(row, 1, 3), actor="")
    assert state_of(row) == [("OPEN", "", False)] * 3
    assert JournalLine.objects.filter(reviewed_at__isnull=True).count() == 3


def test_posted_lines_bear_their_vouchers(company: CompanyFacts) -> None:
    row = journal(company)
    first, second = sale(company), sale(company)
    one, two = ids(row, 1, 2)
    with transaction.atomic():
        states.mark_posted(company=company, lines=[(two, first.id), (one, second.id)])
    assert state_of(row) == [("POSTED", "", True), ("POSTED", "", True), ("OPEN", "", False)]
    assert states.posted_vouchers(company=company, journal_id=row.id, line_numbers=[]) == {1: second.id, 2: first.id}
    assert states.posted_vouchers(company=company, journal_id=row.id, line_numbers=[2, 3]) == {2: first.id}


def test_lines_of_vouchers_that_are_taken_back_are_open_again(company: CompanyFacts) -> None:
    row = journal(company, lines=2)
    first, second = sale(company), sale(company)
    one, two = ids(row, 1, 2)
    states.mark_reviewed(company=company, line_ids=[one, two], actor=build.ALICE)
    with transaction.atomic():
        states.mark_posted(company=company, lines=[(one, first.id), (two, second.id)])
    states.mark_journal_posted(company=company, journal_ids=[row.id])
    assert Journal.objects.get(id=row.id).state == "POSTED"
    assert states.reopen_lines(company=company, voucher_ids=[first.id]) == [one]
    assert state_of(row) == [("OPEN", "", False), ("POSTED", "Alice", True)]
    assert Journal.objects.get(id=row.id).state == "OPEN"


def test_another_companys_lines_are_left_alone(company: CompanyFacts) -> None:
    row = journal(company)
    other = build.new_company(name="Sydan AB")
    voucher = sale(company)
    with transaction.atomic():
        states.mark_posted(company=other, lines=[(ids(row, 1)[0], voucher.id)])
    states.mark_reviewed(company=other, line_ids=ids(row, 1), actor=build.ALICE)
    states.mark_journal_posted(company=other, journal_ids=[row.id])
    assert state_of(row) == [("OPEN", "", False)] * 3
    assert Journal.objects.get(id=row.id).state == "OPEN"
