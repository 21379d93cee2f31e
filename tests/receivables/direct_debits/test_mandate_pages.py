"""What the page of a mandate offers by its state."""

from __future__ import annotations

import pytest

from reskontra.receivables.direct_debits.mandate_pages import AT, mandate_page, mandates_page
from reskontra.receivables.direct_debits.mandates import block_mandate
from tests import build
from tests.receivables.debiting_book import DUE, euro_company, payer


@pytest.mark.django_db
def test_a_blocked_mandate_is_unblocked_before_it_is_changed() -> None:
    company = euro_company()
    payer(company, 1)
    page = mandate_page(company=company, number="MND000001", on=DUE, may_change=True)
    assert [button.name for button in page.lists[0].rows[0].buttons] == ["block", "close"]
    assert {field.name for form in page.forms for field in form.fields} >= {"account", "expected", "bic"}
    block_mandate(company=company, actor=build.BOB, number="MND000001", is_blocked=True)
    page = mandate_page(company=company, number="MND000001", on=DUE, may_change=True)
    assert [button.name for button in page.lists[0].rows[0].buttons] == ["unblock", "close"]
    assert page.forms == ()
    listed = mandates_page(company=company, customer="C1", on=DUE, may_change=False)
    assert (len(listed.lists[0].rows), listed.forms) == (1, ())
    assert AT["mandate_used"] == "customer"
