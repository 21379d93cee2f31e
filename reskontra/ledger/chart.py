"""Accounts that the chart lacks are added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.ledger.models import Account

_NUMBER = re.compile(r"[0-9A-Za-z]{1,20}", re.ASCII)
_INCOME = frozenset("345678")  # where the BAS chart, and those made after it, have income and costs


class AccountNumberUnfit(Refused):
    code = "account_number_unfit"
    template = '"{account}" is no number of an account. Write 1 to 20 digits or letters.'


class AccountExists(Refused):
    code = "account_exists"
    template = "Account {account} is in the chart already, as {name}. Choose another number."


@dataclass(frozen=True, slots=True)
class NewAccount:
    """is_income: on the side of income and costs; None where the number's first digit says it."""

    number: str
    name: str
    is_income: bool | None = None

    @property
    def side(self) -> str:
        is_income = self.number[:1] in _INCOME if self.is_income is None else self.is_income
        return "INCOME" if is_income else "BALANCE"


def add_account(*, company: CompanyFacts, actor: str, account: NewAccount) -> None:
    """Add one account that a person may post to.

    refuses   AccountNumberUnfit, AccountExists
    """
    with transaction.atomic():
        lock_company(company.id)
        known = Account.objects.filter(company=company.id, number=account.number).first()
        if known:
            raise AccountExists(account=account.number, name=known.name)
        write_accounts(company=company, accounts=[account])
        content = {"name": account.name, "side": account.side}
        record(company=company.id, actor=actor, action="account.added", subject=account.number, content=content)


def write_accounts(*, company: CompanyFacts, accounts: Sequence[NewAccount]) -> None:
    """Write accounts that the chart lacks, inside the command that needs them.

    refuses   AccountNumberUnfit
    """
    for account in accounts:
        if not _NUMBER.fullmatch(account.number):
            raise AccountNumberUnfit(account=account.number[:40])
    Account.objects.bulk_create(
        Account(
            company_id=company.id,
            number=account.number,
            name=(account.name or account.number)[:100],
            side=account.side,
            is_direct_posting=True,
        )
        for account in accounts
    )
