"""The entries behind a figure: their sum is the figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.receivables.aged import Aged
from reskontra.receivables.aged_tables import aged_report
from reskontra.receivables.open_report import Chosen, open_report
from reskontra.receivables.report_tables import balances_report
from reskontra.receivables.reports import DAYS
from tests import reported_book

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    reported_book.reported(company)
    return company


def rows(company: CompanyFacts, as_of: date, chosen: Chosen) -> list[dict[str, Any]]:
    report = open_report(company=company, as_of=as_of, chosen=chosen)
    keys = [column.key for column in report.columns]
    found = [dict(zip(keys, row, strict=True)) for row in report.rows]
    assert report.total is not None
    assert report.total[-1] == Money(sum(row["remaining_local"].minor for row in found), company.currency)
    return found


@pytest.mark.parametrize("as_of", reported_book.DAYS)
@pytest.mark.parametrize("by", DAYS)
@pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
def test_every_bucket_is_the_sum_of_the_entries_of_its_days(
    book: CompanyFacts, as_of: date, by: str, ledger: str
) -> None:
    aged = Aged(by=by)
    report = aged_report(company=book, ledger=ledger, as_of=as_of, aged=aged)
    keys = [column.key for column in report.columns]
    for found in report.rows:
        row = dict(zip(keys, found, strict=True))
        for bucket in aged.buckets(as_of):
            chosen = Chosen(ledger, str(row["account"]), by, bucket.first_date, bucket.last_date)
            behind = rows(book, as_of, chosen)
            assert Money(sum(one["remaining_local"].minor for one in behind), "SEK") == row[bucket.key]
        assert len(rows(book, as_of, Chosen(ledger, str(row["account"])))) == row["entries"]


def test_one_currency_is_counted_in_it(book: CompanyFacts) -> None:
    as_of = date(2026, 3, 10)
    report = balances_report(company=book, ledger="CUSTOMER", as_of=as_of, currency="EUR")
    assert [(row[0], row[-1]) for row in report.rows] == [("C2", Money(6000, "EUR"))]
    assert report.after == {"total": Money(6000, "EUR")}
    assert report.notes == []
    behind = rows(book, as_of, Chosen(currency="EUR"))
    assert [(row["account"], row["remaining"]) for row in behind] == [("C2", Money(6000, "EUR"))]


def test_credits_alone(book: CompanyFacts) -> None:
    found = rows(book, date(2026, 3, 20), Chosen(types=("CREDIT_MEMO", "PAYMENT")))
    assert [row["document_number"] for row in found] == ["K-1"]
    assert found[0]["document_type"] == "credit_memo"
