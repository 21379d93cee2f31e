"""Where each bank account stands by the books and by the bank."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.bank.position import position_report, standings
from reskontra.core.money import Money
from tests.matching.conftest import story
from tests.story import Story

__all__ = ["story"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 12, 31)


def told(story: Story, as_of: date = DAY) -> list[tuple[str, int, int | None, int, int]]:
    found = standings(company=story.company, as_of=as_of)
    return [
        (one.account.number, one.books.minor, one.closing_minor, one.waiting.minor, one.difference_minor)
        for one in found
    ]


@pytest.fixture
def banked(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      980.00 name="ALFA AB" ocr=10017
        line      -40.00 text="avgift"
        import
        match
        post
        """
    )
    return story


def test_lines_that_wait_explain_what_the_bank_has_more(banked: Story) -> None:
    assert told(banked) == [("B1", 1098000, 1094000, -4000, 0)]
    assert told(banked, date(2026, 3, 1)) == [("B1", 1000000, None, -4000, 0)]


def test_what_nothing_explains_differs(banked: Story) -> None:
    banked.tells(
        """
        batch      KASSA bank:B1
        type       KASSA customer:C1 -10.00 on=2026-03-01
        post-batch KASSA
        """
    )
    assert told(banked) == [("B1", 1099000, 1094000, -4000, -1000)]


def test_the_report_is_in_each_account_s_currency_and_locally(banked: Story) -> None:
    banked.tells("rate EUR 2026-01-01 11.20\nbank B2 100.00 EUR")
    report = position_report(company=banked.company, as_of=DAY)
    assert [(row[0], row[4], row[-1]) for row in report.rows] == [
        ("B1", Money(1098000, "SEK"), Money(1098000, "SEK")),
        ("B2", Money(10000, "EUR"), Money(112000, "SEK")),
    ]
    assert report.total is not None
    assert report.total[-1] == Money(1210000, "SEK")


def test_the_queries_do_not_grow_with_accounts_and_statements(banked: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            standings(company=banked.company, as_of=DAY)
        return len(captured)

    before = asked()
    banked.tells("bank B2\nstatement B2 2026-03-02\nline 1.00 text=x\nimport")
    banked.tells("statement B1 2026-03-03\nline 1.00 text=x\nimport")
    assert asked() == before
