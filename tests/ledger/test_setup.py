"""A new company has the chart and the posting groups of its preset."""

from __future__ import annotations

import pytest

from reskontra.core.presets import preset_of
from reskontra.ledger.models import Account, PostingGroup
from reskontra.ledger.queries import posting_groups
from tests import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["se-bas", "ifrs"])
def test_a_preset_is_installed(code: str) -> None:
    preset = preset_of(code)
    company = build.new_company(preset=code, country="SE", currency="SEK")
    accounts = Account.objects.filter(company=company.id)
    assert set(accounts.values_list("number", "name")) == {(a.number, a.name) for a in preset.accounts}
    controls = {account.number for account in preset.accounts if account.is_control}
    assert set(accounts.filter(is_direct_posting=False).values_list("number", flat=True)) == controls
    groups = PostingGroup.objects.filter(company=company.id)
    assert set(groups.values_list("kind", "code")) == {(group.kind, group.code) for group in preset.groups}
    assert {("CUSTOMER", ""), ("VENDOR", "")} <= posting_groups(company=company).keys()
