"""How people write accounts, and which of them take no posting."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.ledger.models import Account
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.accounts import blocked_accounts, resolve_account
from reskontra.parties.models import Party
from reskontra.parties.queries import parties_by_id
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("text", "account_type", "number"),
    [
        ("gl:6570", "GL", "6570"),
        ("GL: 6570 ", "GL", "6570"),
        ("customer:C1", "CUSTOMER", "C1"),
        ("vendor:V1", "VENDOR", "V1"),
        ("bank:B1", "BANK", "B1"),
        ("konto:6570", "GL", "6570"),
        ("kund:C1", "CUSTOMER", "C1"),
        ("Leverantör: V1", "VENDOR", "V1"),
    ],
)
def test_an_account_is_its_kind_and_number(story: Story, text: str, account_type: str, number: str) -> None:
    found = resolve_account(company=story.company, text=text)
    assert (found.account_type, found.number) == (account_type, number)
    assert (found.party_id is not None) == (account_type in ("CUSTOMER", "VENDOR"))


@pytest.mark.parametrize(
    ("case", "text", "code"),
    [
        ("no kind", "6570", "account_not_written"),
        ("no number", "gl:", "account_not_written"),
        ("another kind", "cash:1", "account_not_written"),
        ("nothing", "", "account_not_written"),
        ("not in the chart", "gl:1", "account_unknown"),
        ("a control account", "gl:1510", "account_blocked"),
        ("a bank's own account", "gl:1930", "account_of_bank"),
        ("nobody", "customer:V1", "party_unknown"),
        ("no such bank account", "bank:B7", "bank_account_unknown"),
    ],
)
def test_what_is_no_account_is_refused(story: Story, case: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        resolve_account(company=story.company, text=text)
    assert refusal.value.code == code


@pytest.mark.parametrize(("block", "is_refused"), [("ALL", True), ("PAYMENT", True), ("INVOICE", False)])
def test_a_party_blocked_for_payments_is_refused(story: Story, block: str, is_refused: bool) -> None:
    Party.objects.filter(company=story.company.id, number="C1").update(blocked=block)
    if not is_refused:
        assert resolve_account(company=story.company, text="customer:C1").number == "C1"
        return
    with pytest.raises(Refused) as refusal:
        resolve_account(company=story.company, text="customer:C1")
    assert refusal.value.code == "party_blocked"


def test_everything_that_is_blocked_now_is_found(story: Story) -> None:
    Account.objects.filter(company=story.company.id, number="6570").update(is_blocked=True)
    story.tells("block-party C2\nblock B1")
    ids = {party.id for party in story.parties.values()}
    found = blocked_accounts(
        company=story.company,
        gl_accounts=["6570", "3740"],
        parties=parties_by_id(company=story.company, ids=ids).values(),
        bank_accounts=bank_accounts(company=story.company),
    )
    assert [refusal.code for refusal in found] == ["account_blocked", "party_blocked", "bank_account_blocked"]
