"""From when interest runs: what was agreed, and whether a consumer was told of it."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.customer_setup import CustomerSetup, set_up_customer
from reskontra.collections.interest import NO_INTEREST, interest_of
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests import build
from tests.collections.test_interest import charged
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TOLD = """
interest-terms M percent=1.5 per=30
customer  C1 "Kim Ek" finance_charge_terms=M
invoice   C1 INV-1 12500.00 from=2026-01-01 due=2026-01-31
"""


@pytest.mark.damages_books
def test_a_consumer_who_was_told_nothing_owes_from_thirty_days_after_the_first_letter(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    entry = Entry.objects.get(company=company.id, document_number="INV-1")

    def days(**flags: bool) -> int:
        customer = story.parties["C1"]
        set_up_customer(company=company, actor=build.BOB, customer=customer, wanted=CustomerSetup(**flags))
        found = interest_of(company=company, entry_ids=[entry.id], as_of=date(2026, 4, 30))
        return sum(segment.days for segment in found.get(entry.id, NO_INTEREST).segments)

    assert days(is_consumer=True) == 89
    assert days(is_interest_told=False) == 0
    assert days(is_consumer=False) == 89
    assert days(is_consumer=True, is_due_agreed=True) == 89
    charged(company, entry, "REMINDER", "DRAFT", "2026-02-10", posts_interest=False)
    assert days(is_due_agreed=False) == 0
    charged(company, entry, "REMINDER", "ISSUED", "2026-03-10", posts_interest=False)
    charged(company, entry, "REMINDER", "ISSUED", "2026-03-25", posts_interest=False)
    assert days() == 21
    assert days(is_interest_told=True) == 89
