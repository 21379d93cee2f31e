"""Collections are listed with their sums, and what debits under way take of an invoice."""

from __future__ import annotations

import pytest

from reskontra.receivables.direct_debits.changing import DebitChange, change_debit, close_collection
from reskontra.receivables.direct_debits.collections import (
    CollectionState,
    CollectionUnknown,
    DebitState,
    DebitUnknown,
    collection_shown,
    collections,
    find_collection,
    find_debit,
    refuse_state,
    taken_of,
)
from tests import build
from tests.receivables.debiting_book import TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


@pytest.mark.company_leads
def test_lists_sums_and_what_is_taken() -> None:
    company = euro_company()
    entry = owed(company, payer(company, 1))
    first = made(company)
    change = DebitChange(amount="60")
    change_debit(company=company, actor=build.BOB, collection=first.number, number=1, change=change, today=TODAY)
    second = made(company)
    assert taken_of(company=company, entry_ids=[entry.entry_id]) == {entry.entry_id: 10_000}
    close_collection(company=company, actor=build.BOB, number=second.number)
    assert taken_of(company=company, entry_ids=[entry.entry_id]) == {entry.entry_id: 6_000}
    assert [one.number for one in collections(company=company)] == [first.number]
    assert [one.number for one in collections(company=company, with_all=True)] == [second.number, first.number]
    shown = collection_shown(company=company, number=first.number)
    assert (shown.debits, shown.amount.minor, shown.faulty, shown.bank_account) == (1, 6_000, 0, "E1")
    collection = find_collection(company=company, number=first.number)
    row = find_debit(company=company, collection=collection, number=1)
    with pytest.raises(DebitUnknown):
        find_debit(company=company, collection=collection, number=2)
    with pytest.raises(CollectionUnknown):
        find_collection(company=company, number="X")
    with pytest.raises(CollectionState):
        find_collection(company=company, number=first.number, states=("POSTED",))
    with pytest.raises(DebitState):
        refuse_state(row, states=("POSTED",))
