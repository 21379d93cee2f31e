"""Accounts of posting groups."""

from __future__ import annotations

import pytest

from reskontra.audit.queries import Wanted, events
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.group_accounts import group_accounts, set_group_accounts
from reskontra.ledger.party_groups import PostingGroupUnknown
from reskontra.ledger.queries import AccountBlocked, AccountUnknown
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_accounts_are_changed_and_kept_in_the_trail(company: CompanyFacts) -> None:
    group = group_accounts(company=company)[0]
    assert group.key == f"{group.kind}:{group.code}"
    wanted = {"charge_account": "3740", "tolerance_account": group.tolerance_account}
    for _again in range(2):
        set_group_accounts(company=company, actor=build.BOB, kind=group.kind, code=group.code, accounts=wanted)
    found = events(company=company.id, wanted=Wanted(action="posting_group.changed"), most=5)
    changed = group.charge_account != "3740"
    assert [one.content["after"] for one in found if one.content] == [{"charge_account": "3740"}] * changed
    assert group_accounts(company=company)[0].charge_account == "3740"


def test_what_cannot_be_is_refused(company: CompanyFacts) -> None:
    group = group_accounts(company=company)[0]
    for account, refusal in (("0000", AccountUnknown), (group.control_account, AccountBlocked)):
        with pytest.raises(refusal):
            set_group_accounts(
                company=company, actor=build.BOB, kind=group.kind, code=group.code, accounts={"charge_account": account}
            )
    with pytest.raises(PostingGroupUnknown):
        set_group_accounts(company=company, actor=build.BOB, kind="CUSTOMER", code="X", accounts={})
