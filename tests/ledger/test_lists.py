"""Vouchers, runs, accounts and their entries in lists."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.listing import Listing, Row, rows_of, totals_of
from reskontra.interface.list_kinds import Asked
from reskontra.ledger.lists import account_listing, gl_entry_listing, run_listing, voucher_listing
from reskontra.ledger.queries import trial_balance
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """Two loads of an invoice, 1,000.00 and 500.00."""
    alfa = build.customer(company)
    build.invoice(company, alfa)
    build.invoice(company, alfa, number="INV-2", amount="500.00", posting_date="2026-02-10", due_date="2026-03-01")
    return company


def asked(**values: str) -> Asked:
    return Asked({key.removesuffix("_"): value for key, value in values.items()}, "x", False, None, None, ())


def found(listing: Listing, sort: str) -> list[Row]:
    return list(rows_of(listing, sort=sort, is_descending=False))


def test_vouchers_are_narrowed_by_what_is_known_of_them(book: CompanyFacts) -> None:
    rows = found(voucher_listing(book, asked()), "posting_date")
    assert [row["debit"] for row in rows] == [100000, 50000]
    first = rows[0]["voucher"]
    for values in ({"q": first}, {"to": "2026-01-31"}, {"amount": "1000"}, {"run": str(rows[0]["run"])}):
        assert [row["voucher"] for row in found(voucher_listing(book, asked(**values)), "posting_date")] == [first]
    assert found(voucher_listing(book, asked(series="XX")), "posting_date") == []
    assert len(found(voucher_listing(book, asked(run="x")), "posting_date")) == 2
    with pytest.raises(Refused):
        voucher_listing(book, asked(to="sommar"))


def test_vouchers_are_counted_in_an_index_alone(book: CompanyFacts) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("asked of SQLite's planner")
    with CaptureQueriesContext(connection) as sent:
        assert totals_of(voucher_listing(book, asked()), columns=[])[0].count == 2
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sent[0]['sql']}")
        assert "COVERING INDEX" in str(cursor.fetchall())


def test_a_run_tells_how_much_it_posted(book: CompanyFacts) -> None:
    rows = found(run_listing(book, asked()), "number")
    assert [row["vouchers"] for row in rows] == [1, 1]
    assert found(run_listing(book, asked(q="nobody")), "number") == []


def test_balances_of_accounts_are_those_of_the_trial_balance(book: CompanyFacts) -> None:
    rows = {row["number"]: row["balance"] for row in found(account_listing(book, asked()), "number")}
    assert rows == {row.account: row.balance_minor for row in trial_balance(company=book) if row.balance_minor}
    before = found(account_listing(book, asked(as_of="2026-01-31")), "number")
    assert {row["balance"] for row in before} == {100000, -100000}
    assert len(found(account_listing(book, asked(used="all")), "number")) > len(rows)


def test_entries_of_an_account_lead_to_voucher_and_party(book: CompanyFacts) -> None:
    rows = found(gl_entry_listing(book, "1510", asked()), "posting_date")
    assert [(row["amount"], row["party"], row["ledger"]) for row in rows] == [
        (100000, "C1", "CUSTOMER"), (50000, "C1", "CUSTOMER"),
    ]  # fmt: skip
    assert len(found(gl_entry_listing(book, "1510", asked(amount="500")), "posting_date")) == 1
    assert len(found(gl_entry_listing(book, "1510", asked(q="alfa", from_="2026-02-01")), "posting_date")) == 1
    assert found(gl_entry_listing(book, "9999", asked()), "posting_date") == []
