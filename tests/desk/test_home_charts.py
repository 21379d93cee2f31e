"""The start page's charts say what the ledger says."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.money import Money
from reskontra.desk.home_charts import CHARTS, aged, alone, forecast, money_in, month_ends, paying
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 15)


@pytest.fixture
def paid(story: Story) -> Story:
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch\npost')
    return story


def test_month_ends_up_to_today() -> None:
    assert month_ends(TODAY, 3) == [date(2026, 2, 28), date(2026, 3, 31), TODAY]


def test_receivables_by_age_are_the_ledgers(paid: Story) -> None:
    chart = aged(paid.company, TODAY)
    rows = list(chart.table.rows)
    assert rows[-1][0] == TODAY
    assert rows[-1][-1] == Money(130000, "SEK")
    assert chart.drawing is not None
    assert "1,300.00 is owed" in chart.summary


def test_money_that_came_stands_in_its_week(paid: Story) -> None:
    rows = {row[0]: row[2] for row in money_in(paid.company, TODAY).table.rows}
    assert rows[date(2026, 3, 2)] == Money(98000, "SEK")
    assert len(rows) == 16


def test_what_is_expected_stands_in_its_week(paid: Story) -> None:
    chart = forecast(paid.company, date(2026, 2, 2))
    rows = list(chart.table.rows)
    assert len(rows) == 9
    assert rows[-1][-1] == Money(230000, "SEK")  # all that was open on the day
    assert chart.drawing is not None
    assert {rect.role for rect in chart.drawing.rects} == {"expected"}  # nobody has a habit yet
    assert "/reports/expected-payments/?from=2026-02-0" in chart.drawing.rects[0].url
    assert chart.summary.endswith("of it uncertain.")


def test_days_to_payment_are_of_invoices_paid_in_full(paid: Story) -> None:
    chart = paying(paid.company, TODAY)
    assert [row[:2] for row in chart.table.rows] == [("2026-03", 1)]
    assert chart.drawing is None


def test_lines_without_a_person(paid: Story) -> None:
    assert [row[0] for row in alone(paid.company, TODAY).table.rows] == ["2026-03"]


def test_an_empty_ledger_has_nothing_to_draw(story: Story) -> None:
    assert paying(story.company, TODAY).summary == "No invoice has been paid in full yet."
    assert alone(story.company, TODAY).drawing is None


@pytest.mark.parametrize("name", list(CHARTS))
def test_each_chart_is_a_part_a_page_and_a_table(paid: Story, name: str) -> None:
    browser = Browser(paid.company, role="READER")
    assert browser.get(f"charts/{name}/", htmx=True).values("//section/@id") == [f"chart-{name}"]
    assert browser.get(f"charts/{name}/").status == 200
    assert browser.get(f"charts/{name}/?table=1").texts("//thead")


def test_no_such_chart(paid: Story) -> None:
    assert Browser(paid.company).get("charts/none/").status == 404
