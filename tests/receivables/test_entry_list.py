"""Entries in a list: as they are, and as they stood."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.listing import Row, rows_of, slice_of, totals_of
from reskontra.interface.list_kinds import Asked
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.entry_list import KIND, entry_listing
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """INV-1 of 1,000.00 from January, of which a payment of 400.00 settled a part on 1 March; INV-2 of 500.00."""
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, alfa, number="INV-1", payment_reference="10017")
    build.document(
        company, alfa, number="P-1", amount="-400.00", document_type="payment", posting_date="2026-03-01",
        due_date="2026-03-01",
    )  # fmt: skip
    build.invoice(company, beta, number="INV-2", amount="500.00", due_date="2026-04-01", description="Skruv")
    order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(EntryName("CUSTOMER", "INV-1")),))
    apply_entries(company=company, actor=build.BOB, order=order)
    return company


def found(company: CompanyFacts, **values: str) -> list[Row]:
    listing = entry_listing(company, "CUSTOMER", Asked(values, "number", False, None, None, ()))
    return list(rows_of(listing, sort="number", is_descending=False))


def test_without_a_day_the_list_is_what_is_open_now(book: CompanyFacts) -> None:
    assert [(row["number"], row["remaining"], row["amount"]) for row in found(book)] == [
        ("INV-1", 60000, 100000),
        ("INV-2", 50000, 50000),
    ]
    assert [row["number"] for row in found(book, all="1")] == ["INV-1", "INV-2", "P-1"]


def test_as_of_a_day_an_entry_has_what_it_then_had(book: CompanyFacts) -> None:
    assert [(row["number"], row["remaining"]) for row in found(book, as_of="2026-02-28")] == [
        ("INV-1", 100000),
        ("INV-2", 50000),
    ]
    assert found(book, as_of="2026-01-09", all="1") == []
    assert [row["remaining"] for row in found(book, as_of="2026-03-01")] == [60000, 50000]


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ({"q": "10017"}, ["INV-1"]),
        ({"q": "beta skruv"}, ["INV-2"]),
        ({"account": "C2"}, ["INV-2"]),
        ({"type": "payment", "all": "1"}, ["P-1"]),
        ({"type": "journal", "all": "1"}, []),
        ({"amount": "600"}, ["INV-1"]),
        ({"amount": "-400,00", "all": "1"}, ["P-1"]),
        ({"due_from": "2026-02-10"}, ["INV-2"]),
        ({"due_to": "2026-02-10"}, ["INV-1"]),
        ({"overdue": "1", "as_of": "2026-03-31"}, ["INV-1"]),
    ],
)
def test_the_list_is_narrowed(book: CompanyFacts, values: dict[str, str], numbers: list[str]) -> None:
    assert [row["number"] for row in found(book, **values)] == numbers


def test_entries_of_a_customer_are_found_in_an_index(book: CompanyFacts) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("asked of SQLite's planner")
    listing = entry_listing(book, "CUSTOMER", Asked({"account": "C1"}, "due_date", False, None, None, ()))
    with CaptureQueriesContext(connection) as asked:
        assert slice_of(listing, sort="due_date", is_descending=False, most=10).rows
        totals_of(listing, columns=["remaining"], by="currency")
    with connection.cursor() as cursor:
        for sql in (asked[0]["sql"], asked[-1]["sql"]):
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = str(cursor.fetchall())
            assert "INDEX receivables_entry_owed (company_id=? AND ledger=? AND party_id=?)" in plan, plan


def test_states_tell_what_to_know_first(book: CompanyFacts) -> None:
    states = {row["number"]: row["state"] for row in found(book, as_of="2026-03-31", all="1")}
    assert states == {"INV-1": "overdue", "INV-2": "due", "P-1": "settled"}


def test_what_is_no_day_or_amount_is_refused(book: CompanyFacts) -> None:
    for values in ({"as_of": "sommar"}, {"due_to": "x"}, {"amount": "mycket"}):
        with pytest.raises(Refused):
            found(book, **values)


def test_both_ledgers_have_the_same_columns() -> None:
    assert [column.key for column in KIND["CUSTOMER"].columns] == [column.key for column in KIND["VENDOR"].columns]
