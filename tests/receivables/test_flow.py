"""How money comes in: weeks, and days to payment."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.flow import MonthPaid, WeekFlow, days_to_pay, monday_of, weeks_of_money
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_week_begins_on_monday() -> None:
    assert [monday_of(date(2026, 3, day)) for day in (2, 8, 9)] == [
        date(2026, 3, 2),
        date(2026, 3, 2),
        date(2026, 3, 9),
    ]


def test_what_is_due_in_which_week(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    build.invoice(company, alfa, number="F1", amount="100.00", due_date="2026-03-08")
    build.invoice(company, alfa, number="F2", amount="50.00", due_date="2026-03-09")
    build.invoice(company, build.vendor(company), number="V1", amount="-70.00", due_date="2026-03-09")
    assert weeks_of_money(company=company, first=date(2026, 3, 4), weeks=2) == [
        WeekFlow(date(2026, 3, 2), 10000, 0),
        WeekFlow(date(2026, 3, 9), 5000, 0),
    ]


def test_what_came_and_how_long_it_took(story: Story) -> None:
    story.tells(
        """
        bank      B1
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 from=2026-01-31
        statement B1 2026-03-02
        line      1000.00 name="ALFA AB" text="INV-1"
        import
        apply     1 INV-1
        post
        """
    )
    assert weeks_of_money(company=story.company, first=date(2026, 3, 2), weeks=1)[0].came_minor == 100000
    assert days_to_pay(company=story.company, since=date(2026, 1, 1)) == [MonthPaid("2026-03", 1, 30.0)]
    assert days_to_pay(company=story.company, since=date(2026, 3, 3)) == []
