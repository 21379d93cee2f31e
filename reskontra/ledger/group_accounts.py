"""The accounts of posting groups, as people see and change them. Control accounts stay: open entries are on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.database.locks import lock_company
from reskontra.ledger.account_facts import accounts_by_number, direct_account
from reskontra.ledger.models import PostingGroup
from reskontra.ledger.party_groups import PostingGroupUnknown

CHANGEABLE = ("discount_account", "tolerance_account", "rounding_account", "charge_account")


@dataclass(frozen=True, slots=True)
class GroupAccounts:
    """A posting group with the numbers of its accounts. kind: CUSTOMER or VENDOR."""

    kind: str
    code: str
    name: str
    control_account: str
    discount_account: str
    tolerance_account: str
    rounding_account: str
    charge_account: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"


def group_accounts(*, company: CompanyFacts) -> list[GroupAccounts]:
    """Every posting group, customers' first."""
    rows = PostingGroup.objects.filter(company=company.id).order_by("kind", "code")
    return [GroupAccounts(*row) for row in rows.values_list(*GroupAccounts.__slots__)]


def set_group_accounts(*, company: CompanyFacts, actor: str, kind: str, code: str, accounts: Mapping[str, str]) -> None:
    """Change accounts of a posting group for what is posted from now on. accounts: of CHANGEABLE.

    refuses   PostingGroupUnknown, AccountUnknown, AccountBlocked, AccountOfBank
    """
    with transaction.atomic():
        lock_company(company.id)
        found = group_accounts(company=company)
        group = next((one for one in found if (one.kind, one.code) == (kind, code)), None)
        if group is None:
            known = tuple(one.code for one in found if one.kind == kind)
            raise PostingGroupUnknown(group=code, ledger=kind.lower(), known=known)
        chart = accounts_by_number(company=company)
        changed = {
            name: accounts[name]
            for name in CHANGEABLE
            if accounts.get(name, getattr(group, name)) != getattr(group, name)
        }
        for number in changed.values():
            direct_account(chart, number)
        if not changed:
            return
        PostingGroup.objects.filter(company=company.id, kind=kind, code=code).update(**changed)
        before = {name: getattr(group, name) for name in changed}
        content = {"before": before, "after": changed}
        record(company=company.id, actor=actor, action="posting_group.changed", subject=code, content=content)
