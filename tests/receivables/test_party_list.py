"""Customers and vendors in a list, by what they owe and what may be asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import rows_of, totals_of
from reskontra.interface.list_kinds import Asked
from reskontra.parties.actions import activate_party, block_party, limit_credit
from reskontra.receivables.party_list import KINDS, party_listing
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ON = date(2026, 2, 5)


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """Alfa AB owes 1,000.00 of 900.00 allowed, Beta AB 500.00 that is overdue, Öst El AB nothing; we owe Vide AB."""
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB", city="Åre")
    build.customer(company, number="C3", name="Öst El AB")
    build.invoice(company, alfa, number="INV-1")
    build.invoice(company, beta, number="INV-2", amount="500.00", due_date="2026-02-04")
    build.invoice(company, build.vendor(company), number="77", amount="-300.00")
    limit_credit(company=company, actor=build.BOB, number="C1", limit_minor=90000)
    return company


def rows(company: CompanyFacts, ledger: str = "CUSTOMER", **values: str) -> list[tuple[str, int, int]]:
    asked = Asked(values, "number", False, None, None, ())
    listing = party_listing(company=company, ledger=ledger, asked=asked, on=ON)
    return [
        (row["number"], row["balance"], row["overdue"]) for row in rows_of(listing, sort="number", is_descending=False)
    ]


def test_balances_are_what_is_open(book: CompanyFacts) -> None:
    assert rows(book) == [("C1", 100000, 0), ("C2", 50000, 50000), ("C3", 0, 0)]
    assert rows(book, "VENDOR") == [("V1", -30000, 0)]


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ({"state": "open"}, ["C1", "C2"]),
        ({"state": "overdue"}, ["C2"]),
        ({"state": "over_limit"}, ["C1"]),
        ({"state": "blocked"}, ["C3"]),
        ({"state": "other"}, ["C1", "C2", "C3"]),
        ({"q": "öst"}, ["C3"]),
        ({"q": "åre beta"}, ["C2"]),
        ({"q": "C1"}, ["C1"]),
        ({"q": "C1 beta"}, []),
    ],
)
def test_the_list_is_narrowed(book: CompanyFacts, values: dict[str, str], numbers: list[str]) -> None:
    block_party(company=book, actor=build.BOB, ledger="CUSTOMER", number="C3", level="all")
    assert [row[0] for row in rows(book, **values)] == numbers


def test_inactive_ones_are_shown_when_all_are_asked_for(book: CompanyFacts) -> None:
    activate_party(company=book, actor=build.BOB, ledger="CUSTOMER", number="C3", is_active=False)
    assert [row[0] for row in rows(book)] == ["C1", "C2"]
    assert [row[0] for row in rows(book, state="all")] == ["C1", "C2", "C3"]


def test_another_companys_customers_are_not_there(book: CompanyFacts) -> None:
    assert rows(build.new_company(name="Sydan AB")) == []


def test_credit_is_the_customers_alone() -> None:
    keys = {ledger: {column.key for column in kind.columns} for ledger, kind in KINDS.items()}
    assert keys["CUSTOMER"] - keys["VENDOR"] == {"credit_limit", "available"}


def test_balances_are_read_in_an_index_alone(book: CompanyFacts) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("asked of SQLite's planner")
    listing = party_listing(company=book, ledger="CUSTOMER", asked=Asked({}, "number", False, None, None, ()), on=ON)
    with CaptureQueriesContext(connection) as asked:
        totals_of(listing, columns=["overdue", "balance"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = str(cursor.fetchall())
    assert plan.count("COVERING INDEX receivables_entry_owed (company_id=? AND ledger=? AND party_id=?") == 2, plan
