"""customer and vendor add and set on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli_customers import customer, vendor
from reskontra.parties.cli_parties import party
from reskontra.parties.edit import party_values
from tests import books
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


def test_one_is_added_and_changed_value_by_value(company: CompanyFacts) -> None:
    said = done(customer, "add", "C9", "Nya AB", "--city", "Umeå", "--credit-limit", "12500.50")
    assert said.out == "C9 is added.\n"
    said = done(
        customer, "set", "C9", "--city", "", "--bankgiro", "5050-1055", "--application-method", "apply_to_oldest"
    )
    assert sorted(said.out.splitlines()) == ["Application: APPLY_TO_OLDEST", "Bankgiro: 50501055", "City: –"]
    held = party_values(company=company, ledger="CUSTOMER", number="C9")
    assert (held["name"], held["city"], held["credit_limit_minor"]) == ("Nya AB", "", 12_500_50)
    before = books.contents()
    assert done(customer, "set", "C9", "--city", "").out == "Nothing of C9 was changed.\n"
    assert run(customer, "set", "C9").code == 2
    assert books.contents() == before
    assert done(vendor, "add", "V9", "Leverantören AB", "--blocked", "payment").out == "V9 is added.\n"
    assert "No such option" in run(vendor, "set", "V9", "--credit-limit", "1").err


def test_who_changes_it_meanwhile_is_told(company: CompanyFacts) -> None:
    done(customer, "add", "C9", "Nya AB")
    seen = done(party, "show", "C9", "--format", "json").json["seen"]
    done(customer, "set", "C9", "--seen", seen, "--city", "Umeå")
    assert "changed C9 at" in refused(customer, "set", "C9", "--seen", seen, "--city", "Luleå")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "C9", "Nya AB", "--country", "Sverige"), "Country: "),
        (("add", "C9", ""), "Name: "),
        (("add", "A/1", "Nya AB"), "slash"),
        (("add", "C9", "Nya AB", "--credit-limit", "-5"), "below zero"),
        (("add", "C9", "Nya AB", "--credit-limit", "mycket"), '"mycket"'),
        (("add", "C9", "Nya AB", "--posting-group", "NIX"), "Posting group: "),
        (("set", "C9", "--city", "Umeå"), 'There is no customer "C9"'),
    ],
)
def test_what_is_refused(company: CompanyFacts, words: tuple[str, ...], told: str) -> None:
    assert told in refused(customer, *words)
