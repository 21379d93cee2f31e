"""Invoices and credit memos in short form in a list: what is in it, narrowed, summed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.listing import Row, rows_of, totals_of
from reskontra.interface.list_kinds import Asked
from reskontra.receivables.document_list import document_listing, state_word
from reskontra.receivables.documents.drafts import delete_drafts
from tests import build
from tests.documents import DAY, draft, post
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """000001 of 1,250.00 for Alfa AB, credited by 250.00; a draft of 112.00 for Beta AB; an invoice of Vide AB."""
    build.customer(company)
    build.customer(company, number="C2", name="Beta AB")
    build.vendor(company)
    draft(company, "3001;1000.00;25", text="Skruv")
    post(company)
    draft(company, "3001;200.00;25", is_credit_memo=True, applies_to="000001")
    post(company)
    draft(company, "3002;100.00;12", party="customer:C2", due_date=DAY)
    draft(company, "6990;80.00;25", party="vendor:V1", external_number="F-1")
    post(company, "UTK000004")
    draft(company, "3001;7.00")
    delete_drafts(company=company, actor=build.ALICE, numbers=["UTK000005"])
    return company


def found(company: CompanyFacts, ledger: str = "CUSTOMER", **values: str) -> list[Row]:
    listing = document_listing(company, ledger, Asked(values, "number", False, None, None, ()))
    return list(rows_of(listing, sort="number", is_descending=False))


@pytest.mark.company_leads
def test_credit_memos_take_off_and_what_is_deleted_is_left_out(book: CompanyFacts) -> None:
    rows = [
        (row["number"], row["state"], row["net"], row["vat"], row["total"], row["remaining"]) for row in found(book)
    ]
    assert rows == [
        ("000001", "overdue", 1000_00, 250_00, 1250_00, 1000_00),
        ("K000001", "settled", -200_00, -50_00, -250_00, 0),
        ("UTK000003", "draft", 100_00, 12_00, 112_00, 0),
    ]
    [vendors] = found(book, "VENDOR")
    assert (vendors["number"], vendors["total"], vendors["remaining"]) == ("LF000001", 100_00, 100_00)
    listing = document_listing(book, "CUSTOMER", Asked({}, "number", False, None, None, ()))
    [total] = totals_of(listing, columns=["total", "remaining"], by="currency")
    assert (total.count, dict(total.sums)) == (3, {"total": 1112_00, "remaining": 1000_00})


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ({"which": "draft"}, ["UTK000003"]),
        ({"which": "posted"}, ["000001", "K000001"]),
        ({"which": "open"}, ["000001"]),
        ({"type": "credit_memo"}, ["K000001"]),
        ({"account": "C2"}, ["UTK000003"]),
        ({"q": "beta"}, ["UTK000003"]),
        ({"q": "skruv alfa"}, ["000001"]),
        ({"q": "UTK000001"}, ["000001"]),
        ({"amount": "-250,00"}, ["K000001"]),
        ({"from": "2026-03-02"}, []),
        ({"to": "2026-03-01"}, ["000001", "K000001", "UTK000003"]),
    ],
)
@pytest.mark.company_leads
def test_the_list_is_narrowed(book: CompanyFacts, values: dict[str, str], numbers: list[str]) -> None:
    assert [row["number"] for row in found(book, **values)] == numbers


def test_what_is_no_day_or_amount_is_refused(book: CompanyFacts) -> None:
    for values in ({"from": "sommar"}, {"to": "x"}, {"amount": "mycket"}):
        with pytest.raises(Refused):
            found(book, **values)


def test_another_company_has_none(book: CompanyFacts) -> None:
    assert found(build.new_company(name="Sunnan AB")) == []


def test_states_have_words() -> None:
    assert [state_word(one) for one in ("draft", "credit")] == ["Draft", "Not applied"]


def test_every_column_can_be_sorted_by_and_taken_along(book: CompanyFacts) -> None:
    browser = Browser(book, role="READER")
    for sort in ("number", "-total", "due_date", "remaining", "external_number", "vat"):
        assert browser.get(f"customer-documents/?sort={sort}").status == 200
    csv = browser.get("customer-documents/?format=csv&sort=number").source
    assert [line.partition(";")[0].partition(",")[0] for line in csv.splitlines()[1:4]] == [
        "000001", "K000001", "UTK000003",
    ]  # fmt: skip


def test_more_rows_ask_no_more(book: CompanyFacts) -> None:
    browser = Browser(book, role="READER")
    browser.get("customer-documents/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("customer-documents/")
    for _ in range(5):
        draft(book, "3001;1.00")
    with CaptureQueriesContext(connection) as many:
        browser.get("customer-documents/")
    assert len(many) == len(few)
