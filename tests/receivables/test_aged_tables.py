"""Aged receivables: the worked example, and at every day of a book what the control accounts hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import PeriodsOverlap
from reskontra.core.money import Money
from reskontra.interface.tables import Report
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.aged import EACH, Aged
from reskontra.receivables.aged_tables import aged_report
from tests.reported_book import DAYS, reported
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
END = date(2026, 11, 30)
EXAMPLE = """
customer C1 "Alfa AB"
customer C2 "Beta AB"
invoice  C1 A-1 1.00 from=2026-08-01 due=2026-12-01
invoice  C1 A-2 2.00 from=2026-08-01 due=2026-11-30
invoice  C1 A-3 4.00 from=2026-08-01 due=2026-11-01
invoice  C1 A-4 8.00 from=2026-08-01 due=2026-10-31
invoice  C1 A-5 16.00 from=2026-08-01 due=2026-09-01
invoice  C1 A-6 32.00 from=2026-08-01 due=2026-08-31
invoice  C1 A-7 64.00 from=2026-12-01 due=2026-12-31
credit   C1 A-8 -13.00 from=2026-09-01 due=2026-09-01
invoice  C2 B-1 5.00 from=2026-08-01 due=2026-09-30
credit   C2 B-2 -5.00 from=2026-08-01 due=2026-12-30
"""


@pytest.fixture
def example(company: CompanyFacts) -> Story:
    story = Story(company)
    story.tells(EXAMPLE)
    return story


@pytest.fixture
def adjusted(company: CompanyFacts) -> CompanyFacts:
    """The reported book, whose foreign invoice is worth more at the end of March, and is adjusted to that."""
    story = reported(company)
    story.tells("rate EUR 2026-03-31 11.80\nadjust 2026-03-31 on=2026-03-31")
    return company


def _cells(report: Report, row: Any) -> dict[str, Any]:
    return dict(zip([column.key for column in report.columns], row, strict=True))


def _parts(row: dict[str, Any]) -> list[str]:
    keys = ("not_due", "period_1", "period_2", "period_3", "before", "balance")
    return [f"{row[key].minor / 100:.2f}" if row[key] else "" for key in keys]


def test_the_worked_example(example: Story) -> None:
    report = aged_report(company=example.company, ledger="CUSTOMER", as_of=END)
    alfa, beta = (_cells(report, row) for row in report.rows)
    assert _parts(alfa) == ["1.00", "6.00", "8.00", "3.00", "32.00", "50.00"]
    assert _parts(beta) == ["-5.00", "0.00", "0.00", "5.00", "0.00", "0.00"]
    total, percent = (_cells(report, row) for row in report.totals)
    assert _parts(total) == ["-4.00", "6.00", "8.00", "8.00", "32.00", "50.00"]
    assert [percent[key] for key in ("not_due", "period_1", "before")] == [Decimal(n) for n in ("-8.0", "12.0", "64.0")]
    assert report.after["percent"]["period_2"] == Decimal("16.0")
    assert report.facts["due_on_as_of"] == "first_column"
    bare = aged_report(company=example.company, ledger="CUSTOMER", as_of=END, aged=Aged(is_nonzero=True))
    assert [row[0] for row in bare.rows] == ["C1"]
    assert bare.after["total"] == Money(50_00, "SEK")
    not_due = aged_report(company=example.company, ledger="CUSTOMER", as_of=END, aged=Aged(is_due_that_day=False))
    assert _parts(_cells(not_due, next(iter(not_due.rows))))[:2] == ["3.00", "4.00"]


def test_entries_come_with_what_their_account_has_come_to(example: Story) -> None:
    how = Aged(is_detailed=True, is_nonzero=True)
    report = aged_report(company=example.company, ledger="CUSTOMER", as_of=END, aged=how)
    rows = [_cells(report, row) for row in report.rows]
    assert [(row["document_number"], row["days_overdue"], row["account_balance"].minor) for row in rows] == [
        ("A-6", 91, 32_00), ("A-5", 90, 48_00), ("A-8", 90, 35_00), ("A-4", 30, 43_00), ("A-3", 29, 47_00),
        ("A-2", None, 49_00), ("A-1", None, 50_00),
    ]  # fmt: skip
    assert [row["before"] for row in rows[:2]] == [Money(32_00, "SEK"), None]
    assert _cells(report, report.total)["balance"] == Money(50_00, "SEK")


@pytest.mark.parametrize(
    "how", [Aged(), Aged(by="posting", columns=3), Aged(days="15,30"), Aged(currency=EACH)], ids=str
)
def test_at_every_day_the_total_is_what_the_control_account_holds(adjusted: CompanyFacts, how: Aged) -> None:
    """Payments that came later, what was taken back, and exchange adjustments stand as they did that day."""
    for day in (*DAYS, date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)):
        gl = {row.account: row.balance_minor for row in trial_balance(company=adjusted, as_of=day)}
        for is_detailed in (False, True):
            asked = replace(how, is_detailed=is_detailed)
            report = aged_report(company=adjusted, ledger="CUSTOMER", as_of=day, aged=asked)
            rows = [_cells(report, row) for row in report.rows]
            local = "balance_local" if how.currency else "balance"
            assert report.after["total"] == Money(gl.get("1510", 0), "SEK")
            assert report.after["difference"] == Money(0, "SEK")
            assert sum(row[local].minor for row in rows) == gl.get("1510", 0), (day, how)
            keys = [bucket.key for bucket in how.buckets(day)]
            for row in rows:
                assert sum(row[key].minor for key in keys if row[key]) == row["balance"].minor


def test_each_currency_has_its_rows_and_its_total(adjusted: CompanyFacts) -> None:
    report = aged_report(company=adjusted, ledger="CUSTOMER", as_of=date(2026, 3, 31), aged=Aged(currency=EACH))
    rows = [_cells(report, row) for row in report.rows]
    assert [(row["account"], row["balance"], row["balance_local"].minor) for row in rows] == [
        ("C1", Money(250_00, "SEK"), 250_00),
        ("C2", Money(60_00, "EUR"), 708_00),  # at 11.80 after the adjustment
    ]
    whole, euro, _percent, krona, _other = (_cells(report, row) for row in report.totals)
    assert (whole["balance"], whole["balance_local"]) == ("", Money(958_00, "SEK"))
    assert (euro["currency"], euro["balance"], krona["balance"]) == ("EUR", Money(60_00, "EUR"), Money(250_00, "SEK"))
    assert [one["currency"] for one in report.after["currencies"]] == ["EUR", "SEK"]
    alone = aged_report(company=adjusted, ledger="CUSTOMER", as_of=date(2026, 3, 31), aged=Aged(currency="EUR"))
    assert alone.after == {"total": Money(60_00, "EUR"), "percent": alone.after["percent"]}


def test_nothing_open_has_a_total_too(company: CompanyFacts) -> None:
    report = aged_report(company=company, ledger="VENDOR", as_of=END)
    assert (report.name, list(report.rows), _parts(_cells(report, report.total))) == ("aged-payables", [], ["0.00"] * 6)


def test_a_part_of_nothing_is_not_below_nothing(company: CompanyFacts) -> None:
    """Where the company owes its customer."""
    Story(company).tells('customer C1 "Alfa AB"\ncredit C1 A-1 -5.00 from=2026-08-01 due=2026-09-30')
    percent = aged_report(company=company, ledger="CUSTOMER", as_of=END).after["percent"]
    assert [str(percent[key]) for key in ("not_due", "period_3")] == ["0.0", "100.0"]


def test_periods_that_overlap_are_refused(company: CompanyFacts) -> None:
    with pytest.raises(PeriodsOverlap):
        aged_report(company=company, ledger="CUSTOMER", as_of=END, aged=Aged(period="CM+1M"))


def test_the_queries_are_as_many_for_more_entries(example: Story) -> None:
    def asked(how: Aged) -> int:
        with CaptureQueriesContext(connection) as captured:
            list(aged_report(company=example.company, ledger="CUSTOMER", as_of=END, aged=how).rows)
        return len(captured)

    kinds = [Aged(), Aged(currency=EACH), Aged(is_detailed=True)]
    before = [asked(how) for how in kinds]
    day = END - timedelta(days=50)
    example.tells(
        "".join(f'customer K{n} "Kund {n}"\ninvoice K{n} N-{n} 10.00 from={day} due={day}\n' for n in range(9))
    )
    assert [asked(how) for how in kinds] == before
