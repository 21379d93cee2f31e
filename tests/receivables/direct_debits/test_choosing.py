"""An invoice is collected by the mandate chosen for it, by none, or by the customer's newest that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.core.direct_debit import Scheme
from reskontra.receivables.applying import EntryName
from reskontra.receivables.direct_debits import choosing as c
from reskontra.receivables.direct_debits.mandates import MandateBlocked, block_mandate, create_mandate
from tests import build
from tests.receivables.debiting_book import DUE, SIGNED, euro_company, owed, payer

pytestmark = pytest.mark.django_db
NAME = EntryName("CUSTOMER", "INV-1")


def test_a_choice_stands_until_the_default_is_chosen_again() -> None:
    company = euro_company()
    entry = owed(company, payer(company, 1))
    payer(company, 2)
    create_mandate(company=company, actor=build.BOB, customer="C1", terms=replace(SIGNED, valid_from=DUE))

    def mandate() -> str | None:
        found = c.mandates_for(company=company, entries=[entry], scheme=Scheme.CORE)[entry.entry_id].mandate
        return found.number if found else None

    assert mandate() == "MND000003"
    for choice, number in (("MND000001", "MND000001"), (c.NONE, None), (c.DEFAULT, "MND000003")):
        c.choose_mandate(company=company, actor=build.BOB, name=NAME, mandate=choice)
        assert mandate() == number
    with pytest.raises(c.MandateOfAnother):
        c.choose_mandate(company=company, actor=build.BOB, name=NAME, mandate="MND000002")
    block_mandate(company=company, actor=build.BOB, number="MND000001", is_blocked=True)
    with pytest.raises(MandateBlocked):
        c.choose_mandate(company=company, actor=build.BOB, name=NAME, mandate="MND000001")
    assert c.chosen_for(company=company, entry_id=entry.entry_id) == c.Chosen(None, False)
