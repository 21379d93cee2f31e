"""Which payments are expected, and in which week."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.expected_payment import Basis, Trust
from reskontra.receivables.expected import WeekExpected, expectation_of, expected_documents, expected_weeks
from reskontra.receivables.expected_words import told_of
from reskontra.receivables.holds import mark_promised
from reskontra.receivables.models import Entry
from tests.paying_book import DAY, paying
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return paying(company)


def test_documents_are_expected_by_the_habit_of_their_customer(story: Story) -> None:
    found = {one.cells[4]: one for one in expected_documents(company=story.company, as_of=DAY)}
    told = {
        number: (f"{one.expectation.day:%m-%d}", one.expectation.basis, one.expectation.trust, one.is_certain)
        for number, one in found.items()
    }
    assert told == {
        "B-2": ("06-30", Basis.COMPANY, Trust.HIGH, False),  # eight days late would be the 28th, which is gone
        "G-7": ("07-06", Basis.CUSTOMER, Trust.LOW, False),  # disputed
        "A-7": ("07-20", Basis.CUSTOMER, Trust.HIGH, True),
        "G-8": ("08-31", Basis.CUSTOMER, Trust.LOW, True),
    }
    one = found["A-7"]
    party = story.parties["C1"].id
    assert expectation_of(company=story.company, party_id=party, due=one.due, as_of=DAY) == one.expectation


def test_weeks_hold_what_the_documents_come_to(story: Story) -> None:
    found = expected_weeks(company=story.company, as_of=DAY, weeks=4)
    assert found == [
        WeekExpected(date(2026, 6, 29), 1, 100_00, 100_00, 100_00),
        WeekExpected(date(2026, 7, 6), 1, 1_100_00, 400_00, 400_00),
        WeekExpected(date(2026, 7, 13)),
        WeekExpected(date(2026, 7, 20), 1, 0, 700_00, 0),
        WeekExpected(None, 1, 900_00, 900_00, 0),
    ]


def test_a_promise_moves_a_document_to_the_promised_week(story: Story) -> None:
    row = Entry.objects.get(company=story.company.id, document_number="A-7")
    mark_promised(company=story.company, entry_ids=[row.id], day=date(2026, 7, 14))
    found = expected_weeks(company=story.company, as_of=DAY, weeks=4)
    assert [one.expected_minor for one in found] == [100_00, 400_00, 700_00, 0, 900_00]
    one = next(one for one in expected_documents(company=story.company, as_of=DAY) if one.cells[4] == "A-7")
    assert (one.expectation.basis, one.expectation.day, one.is_certain) == (Basis.PROMISED, date(2026, 7, 14), True)
    told = told_of(company=story.company, entry_id=row.id, as_of=DAY)
    assert told is not None
    assert told.day == date(2026, 7, 14)


def test_an_earlier_day_shows_what_was_open_and_known_then(story: Story) -> None:
    numbers = [one.cells[4] for one in expected_documents(company=story.company, as_of=date(2026, 5, 31))]
    assert numbers == ["G-9", "B-2"]
