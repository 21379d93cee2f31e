from __future__ import annotations

from reskontra.cli.demo_data import parties

from .conftest import Demo, luhn_is_valid, mod97_is_valid


def test_numbers_and_names_are_unique(demo: Demo) -> None:
    for rows in (demo.customers, demo.vendors):
        assert len({row["number"] for row in rows}) == len(rows)
        assert len({row["name"] for row in rows}) == len(rows)
    assert len(demo.customers) == 300


def test_check_digits_are_valid(demo: Demo) -> None:
    for row in demo.customers + demo.vendors:
        for column in ("organisation_number", "bankgiro", "plusgiro"):
            assert not row[column] or luhn_is_valid(row[column].replace("-", "").replace(" ", "")), row
        assert not row["iban"] or mod97_is_valid(row["iban"]), row


def test_accounts_are_nobody_else_s(demo: Demo) -> None:
    for column in ("iban", "bankgiro", "organisation_number"):
        numbers = [row[column] for row in demo.customers + demo.vendors if row[column]]
        assert len(numbers) > 30
        assert len(set(numbers)) == len(numbers)


def test_there_are_all_sorts_of_customers() -> None:
    customers = parties.make_parties(seed=1).customers
    assert sum(customer.is_person for customer in customers) == parties.PERSONS
    assert {customer.country for customer in customers} == {"SE", "FI", "NO", "DK", "DE"}
    assert any(customer.name.startswith(("Brf", "Bostads")) for customer in customers)
    assert any(set("åäöÅÄÖ") & set(customer.name) for customer in customers)
    assert all(not customer.organisation_number for customer in customers if customer.is_person)
