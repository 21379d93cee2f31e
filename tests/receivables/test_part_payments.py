"""What customers paid of their documents."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from reskontra.receivables.part_payments import part_payments
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_payments_count_by_the_day_they_came_and_credits_do_not(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(
        """
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 from=2026-01-01
        payment   C1 P-1 -200.00 from=2026-02-10
        payment   C1 P-2 -100.00 from=2026-02-20
        credit    C1 K-1 -50.00 from=2026-03-01
        settle    P-1 INV-1
        settle    K-1 INV-1
        settle    P-2 INV-1
        take-back P-2 on=2026-03-05
        """
    )
    id = Entry.objects.get(company=company.id, document_number="INV-1").id

    def paid(as_of: date) -> list[tuple[str, str]]:
        found = part_payments(company=company, entry_ids=[id], as_of=as_of)
        return [(one.day.isoformat(), one.number) for one in found.get(id, ())]

    assert paid(date(2026, 3, 4)) == [("2026-02-10", "P-1"), ("2026-02-20", "P-2")]
    assert paid(date(2026, 3, 5)) == [("2026-02-10", "P-1")]  # the other is for something else
    assert paid(date(2026, 2, 9)) == []
