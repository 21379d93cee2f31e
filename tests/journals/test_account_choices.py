"""What is typed for an account is one account, or refused with those that it could be."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.account_choices import account_choices, resolved_account, resolved_balancing
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def known(company: CompanyFacts) -> CompanyFacts:
    build.bank_account(company)
    build.customer(company, number="C1", name="Öst El AB")
    build.customer(company, number="C2", name="Öst Bygg AB")
    build.vendor(company)
    return company


@pytest.mark.parametrize(("kind", "text", "account"), [
    ("CUSTOMER", "c1", "customer:C1"), ("CUSTOMER", "bygg", "customer:C2"), ("VENDOR", "V1", "vendor:V1"),
    ("GL", "3740", "gl:3740"), ("GL", "Öres- och kronutjämning", "gl:3740"), ("BANK", "b1", "bank:B1"),
    ("GL", "customer:C1", "customer:C1"), ("CUSTOMER", " gl:9999 ", "gl:9999"),
])  # fmt: skip
def test_a_number_or_enough_of_a_name(known: CompanyFacts, kind: str, text: str, account: str) -> None:
    assert resolved_account(company=known, kind=kind, text=text) == account


@pytest.mark.parametrize(("kind", "text", "code"), [
    ("CUSTOMER", "öst", "account_not_unique"), ("CUSTOMER", "C9", "party_unknown"), ("CUSTOMER", "", "party_unknown"),
    ("GL", "9999", "account_unknown"), ("BANK", "B9", "bank_account_unknown"), ("VENDOR", "C1", "party_unknown"),
])  # fmt: skip
def test_what_fits_none_or_several(known: CompanyFacts, kind: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        resolved_account(company=known, kind=kind, text=text)
    assert refusal.value.code == code


def test_several_are_named(known: CompanyFacts) -> None:
    with pytest.raises(Refused, match='"öst" fits C1 Öst El AB, C2 Öst Bygg AB'):
        resolved_account(company=known, kind="CUSTOMER", text="öst")


def test_a_balancing_account_is_a_bank_before_it_is_of_the_ledger(known: CompanyFacts) -> None:
    typed = {"": "", "b1": "bank:B1", "3740": "gl:3740", "bank:X": "bank:X", " customer:C1 ": "customer:C1"}
    assert {text: resolved_balancing(company=known, text=text) for text in typed} == typed


def test_control_accounts_and_those_of_banks_are_no_choice(known: CompanyFacts) -> None:
    numbers = [number for number, _name in account_choices(company=known, kind="GL", text="1", most=500)]
    assert "1510" not in numbers
    assert "1930" not in numbers
    assert numbers == sorted(numbers)
