from __future__ import annotations

from reskontra.cli.demo_data.csv_files import decimal

from .conftest import Demo

PARTY_COLUMNS = [
    "number",
    "name",
    "address",
    "postal_code",
    "city",
    "country",
    "organisation_number",
    "vat_number",
    "email",
    "phone",
    "language",
    "currency",
    "payment_terms",
    "reminder_terms",
    "finance_charge_terms",
    "application_method",
    "iban",
    "bankgiro",
    "plusgiro",
]
ENTRY_COLUMNS = [
    "ledger",
    "account",
    "document_type",
    "document_number",
    "external_document_number",
    "payment_reference",
    "posting_date",
    "due_date",
    "currency",
    "amount",
    "remaining_amount",
    "discount_date",
    "discount_amount",
    "description",
    "on_hold",
]


def test_columns(demo: Demo) -> None:
    assert list(demo.customers[0]) == PARTY_COLUMNS
    assert list(demo.vendors[0]) == PARTY_COLUMNS
    assert list(demo.entries[0]) == ENTRY_COLUMNS


def test_terms_are_the_company_s_codes(demo: Demo) -> None:
    assert {row["payment_terms"] for row in demo.customers} == {"10D", "30D"}


def test_customers_are_reminded_by_the_terms_of_their_kind(demo: Demo) -> None:
    assert {row["reminder_terms"] for row in demo.customers} == {"SE-FÖRETAG", "SE-KONSUMENT"}
    assert {row["finance_charge_terms"] for row in demo.customers} == {"STANDARD"}
    assert {row["reminder_terms"] for row in demo.vendors} == {""}


def test_nothing_leaves_that_a_spreadsheet_would_run(demo: Demo) -> None:
    amounts = ("amount", "remaining_amount", "discount_amount")
    for row in demo.customers + demo.vendors + demo.entries:
        assert not any(value.startswith(("=", "+", "-", "@")) for key, value in row.items() if key not in amounts), row


def test_decimal() -> None:
    assert [decimal(minor) for minor in (0, 5, -5, 123_45, -100_00)] == ["0.00", "0.05", "-0.05", "123.45", "-100.00"]
