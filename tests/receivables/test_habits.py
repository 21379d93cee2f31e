"""How customers have paid, by what was known before a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.expected_payment import Habit
from reskontra.receivables.habits import LATEST_PAYMENTS, REMEMBERED, habits_before
from tests.paying_book import DAY, paying
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return paying(company)


def test_habits_are_of_invoices_that_payments_closed_before_the_day(story: Story) -> None:
    found = habits_before(company=story.company, day=DAY)
    parties = {number: party.id for number, party in story.parties.items()}
    assert found.of == {
        parties["C1"]: Habit(6, 10, 9, 11, 100),
        parties["C2"]: Habit(1, -2, -2, -2, 0),
        parties["C3"]: Habit(6, 0, 0, 1, 33),
    }
    assert found.company == Habit(13, 8, 0, 10, 62)
    assert habits_before(company=story.company, day=DAY, is_of_open=True) == found
    for number in ("C1", "C2"):
        alone = habits_before(company=story.company, day=DAY, party_id=parties[number])
        assert alone.of == {parties[number]: found.of[parties[number]]}
        assert alone.company == (None if number == "C1" else found.company)


def test_what_is_later_than_the_day_is_not_known(story: Story) -> None:
    """Each day's habits are those of a book in which nothing later was ever written."""
    gamma = story.parties["C3"].id
    known = {
        day: habits_before(company=story.company, day=day).of.get(gamma)
        for day in (date(2026, 1, 11), date(2026, 1, 12), DAY, DAY + timedelta(days=1))
    }
    assert [habit.invoices if habit else 0 for habit in known.values()] == [0, 1, 6, 7]
    story.tell("take-back C3-6 on=2026-07-02")  # nothing that happens later changes what was known
    assert habits_before(company=story.company, day=DAY).of[gamma] == known[DAY]
    assert habits_before(company=story.company, day=date(2026, 7, 2)).of[gamma].invoices == 7
    after = habits_before(company=story.company, day=date(2026, 7, 3)).of[gamma]
    assert after.invoices == 6


def test_those_who_had_nothing_open_on_the_day_may_be_left_out(story: Story) -> None:
    story.tells("payment C1 P-7 -700.00 from=2026-07-01\nsettle P-7 A-7 on=2026-07-01")
    for day, open_then in ((DAY, {"C1", "C2", "C3"}), (date(2026, 7, 2), {"C2", "C3"})):
        every = habits_before(company=story.company, day=day)
        ids = {story.parties[number].id for number in open_then}
        found = habits_before(company=story.company, day=day, is_of_open=True)
        assert found.of == {party: habit for party, habit in every.of.items() if party in ids}
        assert found.company == every.company


def test_what_is_long_ago_is_forgotten(story: Story) -> None:
    assert habits_before(company=story.company, day=date(2026, 6, 20) + REMEMBERED).of == {}
    assert LATEST_PAYMENTS == 500


def test_two_queries_are_enough_for_all_customers(story: Story) -> None:
    with CaptureQueriesContext(connection) as captured:
        habits_before(company=story.company, day=DAY)
    assert len(captured) == 2
