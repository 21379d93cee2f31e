"""What the figures of credit are reckoned from."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.credit_metrics import Paying, Turnover
from reskontra.core.money import Money
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.credit_facts import LastPayment, credit_facts, fiscal_year_until, together
from reskontra.receivables.credit_tables import customer_metrics_report, metrics_report
from reskontra.receivables.models import Entry
from tests.paying_book import paying
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    """The book of habits, and an invoice of Alfa AB that was sold in the time, with VAT."""
    found = paying(company)
    found.tells('draft C1 "3001;800.00;25;Consulting" on=2026-06-05\npost-drafts UTK000001')
    found.tell("invoice C2 B-6 20.00 from=2026-06-10 due=2026-06-30")
    Entry.objects.filter(company=company.id, document_number="B-2").update(promised_date=date(2026, 6, 25))
    return found


def test_a_customer_in_a_time(story: Story) -> None:
    facts = {one.number: one for one in credit_facts(company=story.company, since=FIRST, until=LAST)}
    alfa, beta, gamma = (facts[number] for number in ("C1", "C2", "C3"))
    assert alfa.turnover == Turnover(10_00, 1_720_00, 1_700_00, 700_00, 91)
    assert alfa.paying == Paying(invoices=3, late=3, days=63, days_past_due=33)
    assert alfa.last_payment == LastPayment(date(2026, 5, 21), 10_00, is_in_time=False)
    assert alfa.days_since_sale == 20
    assert (beta.overdue, beta.overdue_minor, beta.broken_promises) == (1, 70_00, 1)
    assert (beta.turnover.closing_minor, beta.turnover.current_minor) == (90_00, 20_00)  # due that day is not overdue
    assert gamma.last_payment == LastPayment(LAST, 60_00, is_in_time=False)
    one = credit_facts(company=story.company, since=FIRST, until=LAST, party_id=alfa.party_id, account="C1")
    assert one == [alfa]


def test_all_together_are_the_ledger(story: Story) -> None:
    found = credit_facts(company=story.company, since=FIRST, until=LAST)
    whole = together(found, since=FIRST, until=LAST)
    for day, minor in ((date(2026, 3, 31), whole.turnover.opening_minor), (LAST, whole.turnover.closing_minor)):
        entries = entries_as_of(company=story.company, ledger="CUSTOMER", as_of=day)
        assert minor == sum(entry.remaining_local_minor for entry in entries)
    assert whole.paying == sum((one.paying for one in found), Paying())
    assert whole.turnover.days == 91
    assert whole.last_payment == LastPayment(LAST, 60_00, is_in_time=False)
    assert together([], since=FIRST, until=LAST).turnover == Turnover(0, 0, 0, 0, 91)


def test_a_row_for_each_customer_and_one_for_each_figure(story: Story) -> None:
    report = metrics_report(company=story.company, since=FIRST, until=LAST)
    keys = [column.key for column in report.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in report.rows]
    assert [row["account"] for row in rows] == ["C1", "C2", "C3"]
    alone = customer_metrics_report(company=story.company, party=story.parties["C1"], since=FIRST, until=LAST)
    figures = {str(row[0]): row[2] for row in alone.rows}
    assert figures == {key: value for key, value in rows[0].items() if key not in ("account", "name")}
    assert figures["sales"] == Money(1_720_00, "SEK")
    assert report.total is not None
    assert len(report.notes) == 3


def test_a_time_begins_with_the_fiscal_year(story: Story) -> None:
    assert fiscal_year_until(company=story.company, day=LAST) == date(2026, 1, 1)
    assert fiscal_year_until(company=story.company, day=date(2031, 6, 30)) == date(2030, 7, 1)


def test_three_queries_are_enough_for_all_customers(story: Story) -> None:
    with CaptureQueriesContext(connection) as captured:
        credit_facts(company=story.company, since=FIRST, until=LAST)
    assert len(captured) == 3
