"""The accounts that reminders and finance charge memos of a posting group are posted to."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import PostingGroup


@dataclass(frozen=True, slots=True)
class CollectingAccounts:
    """A posting group of customers with its G/L accounts by number; interest and fee "" where it has none."""

    group_id: int
    code: str
    control: str
    interest: str
    fee: str
    rounding: str


def collecting_accounts(*, company: CompanyFacts) -> dict[str, CollectingAccounts]:
    """By the group's code; "" is the default one."""
    found = {}
    for row in PostingGroup.objects.filter(company=company.id, kind="CUSTOMER"):
        accounts = CollectingAccounts(
            row.id, row.code, row.control_account, row.interest_account, row.fee_account, row.rounding_account
        )
        found[row.code] = accounts
        if row.is_default:
            found[""] = accounts
    return found
