"""Accounts for postings by hand: which take them, and what is on them."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.account_facts import account_balance, accounts_by_number, direct_account, vat_by_code
from reskontra.ledger.models import Account
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(("number", "code"), [
    ("9999", "account_unknown"), ("1510", "account_blocked"), ("6570", "account_blocked"), ("1930", "account_of_bank"),
])  # fmt: skip
def test_accounts_that_take_no_posting_by_hand(company: CompanyFacts, number: str, code: str) -> None:
    build.bank_account(company)
    Account.objects.filter(company=company.id, number="6570").update(is_blocked=True)
    known = accounts_by_number(company=company)
    with pytest.raises(Refused) as refusal:
        direct_account(known, number)
    assert refusal.value.code == code
    assert number in str(refusal.value)


def test_an_account_that_does(company: CompanyFacts) -> None:
    found = direct_account(accounts_by_number(company=company), "3740")
    assert found.id == Account.objects.get(company=company.id, number="3740").id


def test_what_is_on_an_account(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company))
    assert account_balance(company=company, number="1510") == 1_000_00
    assert account_balance(company=company, number="3740") == 0


def test_vat_codes_with_their_accounts(company: CompanyFacts) -> None:
    numbers = dict(Account.objects.filter(company=company.id).values_list("id", "number"))
    found = vat_by_code(company=company)
    assert (found["25"].rate_basis_points, numbers[found["25"].sales_id], numbers[found["25"].purchase_id]) == (
        2500, "2611", "2641"
    )  # fmt: skip
    assert found["0"].sales_id == 0
