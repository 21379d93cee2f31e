"""Expected payments as tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.interface.tables import Report
from reskontra.receivables.expected import expected_weeks
from reskontra.receivables.expected_tables import Which, payments_report, receipts_report
from tests.paying_book import DAY, paying
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return paying(company)


def _rows(report: Report) -> list[dict[str, Any]]:
    return [dict(zip([column.key for column in report.columns], row, strict=True)) for row in report.rows]


def test_weeks_add_up_and_their_days_follow_each_other(story: Story) -> None:
    found = expected_weeks(company=story.company, as_of=DAY, weeks=3)
    report = receipts_report(company=story.company, as_of=DAY, found=found)
    rows = _rows(report)
    assert [(row["week"], row["from"], row["to"], row["documents"]) for row in rows] == [
        ("27", DAY, date(2026, 7, 5), 1), ("28", date(2026, 7, 6), date(2026, 7, 12), 1),
        ("29", date(2026, 7, 13), date(2026, 7, 19), 0), ("Later", date(2026, 7, 20), None, 2),
    ]  # fmt: skip
    assert [row["expected_so_far"].minor for row in rows] == [100_00, 500_00, 500_00, 2_100_00]
    assert report.total is not None
    assert report.total[3:8] == (4, *(Money(minor, "SEK") for minor in (2_100_00, 2_100_00, 1_600_00, 500_00)))


@pytest.mark.parametrize(
    ("which", "wanted"),
    [
        (Which(), ["B-2", "G-7", "A-7", "G-8"]),
        (Which(is_late=True), ["A-7"]),
        (Which(is_uncertain=True), ["B-2", "G-7"]),
        (Which(account="C3"), ["G-7", "G-8"]),
        (Which(since=date(2026, 7, 6), until=date(2026, 7, 20)), ["G-7", "A-7"]),
    ],
    ids=str,
)
def test_documents_that_are_asked_for(story: Story, which: Which, wanted: list[str]) -> None:
    report = payments_report(company=story.company, as_of=DAY, which=which)
    assert [row["document_number"] for row in _rows(report)] == wanted


def test_a_document_says_when_and_why(story: Story) -> None:
    one = _rows(payments_report(company=story.company, as_of=DAY, which=Which(is_late=True)))[0]
    assert (one["expected_date"], one["earliest"], one["latest"]) == tuple(date(2026, 7, day) for day in (20, 19, 21))
    assert (one["outcome"], one["trust"], one["is_certain"]) == ("Late, 100 %", "high", True)
    assert one["reason"].startswith("6 paid invoices: median 10 days late")


def test_the_queries_are_as_many_for_more_documents(story: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(payments_report(company=story.company, as_of=DAY).rows)
            expected_weeks(company=story.company, as_of=DAY)
        return len(captured)

    before = asked()
    story.tells("".join(f'customer K{n} "Kund {n}"\ninvoice K{n} N-{n} 10.00 due=2026-07-01\n' for n in range(9)))
    assert asked() == before
