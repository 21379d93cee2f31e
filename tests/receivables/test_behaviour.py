"""How customers pay: invoices paid in full in a time, and the rows behind the means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.core.money import Money
from reskontra.receivables.behaviour import behaviour_report, paid_invoices, paid_report
from tests.matching.conftest import story
from tests.story import Story

__all__ = ["story"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def paid(story: Story) -> Story:
    """Alfa AB pays one invoice 10 days late and one 20 days early; Beta AB pays a part of one."""
    story.tells(
        """
        invoice   C1 P-1 100.00 from=2026-01-01 due=2026-02-20
        invoice   C1 P-2 300.00 from=2026-01-11 due=2026-03-22
        statement B1 2026-03-02
        line      100.00 text="P-1"
        line      300.00 text="P-2"
        line      10.00 text="INV-3"
        import
        match
        apply     1 P-1
        apply     2 P-2
        apply     3 INV-3
        post      all
        """
    )
    return story


def test_means_are_of_what_was_paid_in_full(paid: Story) -> None:
    report = behaviour_report(company=paid.company, **YEAR)
    assert list(report.rows) == [
        ("C1", "Alfa AB", 2, Money(40000, "SEK"), Decimal("55.0"), Decimal("-5.0"), Decimal("50.0"), 10)
    ]
    assert report.total == ("", "Total", 2, Money(40000, "SEK"), Decimal("55.0"), Decimal("-5.0"), Decimal("50.0"), 10)


def test_the_rows_behind_are_as_many_and_come_to_the_same(paid: Story) -> None:
    found = list(paid_invoices(company=paid.company, account="C1", **YEAR))
    assert [(one.document_number, one.days, one.days_late) for one in found] == [("P-1", 60, 10), ("P-2", 50, -20)]
    report = paid_report(company=paid.company, account="C1", **YEAR)
    assert [row[2] for row in report.rows] == ["P-1", "P-2"]
    assert list(paid_report(company=paid.company, account="C2", **YEAR).rows) == []


def test_what_was_paid_outside_the_time_does_not_count(paid: Story) -> None:
    report = behaviour_report(company=paid.company, since=date(2026, 3, 3), until=date(2026, 12, 31))
    assert list(report.rows) == []
    assert report.total == ("", "Total", 0, Money(0, "SEK"), None, None, None, None)
    assert not list(paid_invoices(company=paid.company, since=date(2026, 1, 1), until=date(2026, 3, 1)))
