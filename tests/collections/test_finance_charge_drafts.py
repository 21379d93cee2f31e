"""How interest is told so that it can be checked; whole memos are in tests/collections/test_finance_charges.py."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reskontra.collections.finance_charge_drafts import reckoned
from reskontra.collections.finance_charge_plans import ChargedEntry
from reskontra.collections.interest import bearing_entries
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 2)


def _told(company: CompanyFacts, *more: str) -> list[str]:
    story = Story(company)
    story.tell('customer C1 "Alfa AB" finance_charge_terms=M')
    story.tell("agreed C1")
    story.tell("invoice C1 INV-1 1000.00 from=2026-01-01 due=2026-01-31")
    for line in more:
        story.tell(line)
    id = Entry.objects.get(company=company.id, document_number="INV-1").id
    (bearing,) = bearing_entries(company=company, entry_ids=[id], as_of=DAY)
    segments = bearing.segments(DAY)
    return [reckoned(ChargedEntry(bearing, segments), segment) for segment in segments]


def _payment(number: int) -> tuple[str, str]:
    day = date(2026, 2, 1) + timedelta(days=number)
    return f"payment C1 P-{number} -10.00 from={day}", f"settle P-{number} INV-1"


def test_days_times_what_was_owed(company: CompanyFacts) -> None:
    Story(company).tells("interest-terms M percent=2 per=30\ninterest-rate M 2026-02-20 3 per=30\n"
                         "interest-rate M 2020-01-01 2 per=30")  # fmt: skip
    assert _told(company, *_payment(9)) == [
        "(10 × 1,000.00 + 9 × 990.00) × 2 % / 30", "11 × 990.00 × 3 % / 30",
    ]  # fmt: skip


def test_many_payments_are_told_as_their_sum(company: CompanyFacts) -> None:
    Story(company).tells("interest-terms M percent=2 per=30")
    payments = [line for number in range(1, 9) for line in _payment(number)]
    (told,) = _told(company, *payments)
    days = 30 * 1000 - 10 * sum(29 - number for number in range(1, 9))
    assert told == f"({days:,}.00) × 2 % / 30"


def test_once_on_what_is_left(company: CompanyFacts) -> None:
    Story(company).tells("interest-terms M percent=2 per=30 method=BALANCE")
    assert _told(company, *_payment(3)) == ["990.00 × 2 %"]
