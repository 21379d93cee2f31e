"""Accounts added to the chart."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.chart import AccountExists, AccountNumberUnfit, NewAccount, add_account, write_accounts
from reskontra.ledger.models import Account
from reskontra.ledger.queries import direct_account_id
from tests import build
from tests.loading import events

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("account", "side"),
    [
        (NewAccount("1220", "Inventarier"), "BALANCE"),
        (NewAccount("5010", "Lokalhyra"), "INCOME"),
        (NewAccount("5011", "Ett balanskonto", is_income=False), "BALANCE"),
        (NewAccount("1221", "En intäkt", is_income=True), "INCOME"),
    ],
)
def test_an_account_is_added_on_its_side(company: CompanyFacts, account: NewAccount, side: str) -> None:
    before = events(company)
    add_account(company=company, actor=build.BOB, account=account)
    row = Account.objects.get(company=company.id, number=account.number)
    assert (row.name, row.side, row.id) == (account.name, side, direct_account_id(company=company, number=row.number))
    assert events(company) == before + 1


def test_what_is_refused(company: CompanyFacts) -> None:
    with pytest.raises(AccountExists, match="as Kassa"):
        add_account(company=company, actor=build.BOB, account=NewAccount("1910", "Min kassa"))
    for number in ("", "12 20", "1" * 21, "-1"):
        with pytest.raises(AccountNumberUnfit):
            add_account(company=company, actor=build.BOB, account=NewAccount(number, "X"))


def test_an_account_without_a_name_has_its_number(company: CompanyFacts) -> None:
    with transaction.atomic():
        write_accounts(company=company, accounts=[NewAccount("1221", "")])
    assert Account.objects.get(company=company.id, number="1221").name == "1221"
