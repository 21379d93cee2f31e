"""Which invoices are collected, and how much of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.parties.edit import change_party
from reskontra.receivables.applying import EntryName
from reskontra.receivables.direct_debits import making as k
from reskontra.receivables.direct_debits.changing import DebitChange, change_debit
from reskontra.receivables.direct_debits.choosing import choose_mandate
from reskontra.receivables.direct_debits.collections import debits_of
from reskontra.receivables.edit import Edit, edit_entry
from tests import build
from tests.receivables.debiting_book import DUE, SIGNED, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


@pytest.mark.company_leads
def test_only_what_is_due_free_and_held_by_a_mandate_is_collected() -> None:
    company = euro_company()
    alfa = payer(company, 1, replace(SIGNED, valid_to=DUE))
    beta = build.customer(company, number="C9", name="Ohne")
    blocked = payer(company, 2)
    owed(company, alfa, "INV-1")
    owed(company, alfa, "HELD")
    owed(company, alfa, "NONE")
    owed(company, alfa, "LATER", due_date="2026-02-10")
    owed(company, beta, "WITHOUT")
    owed(company, blocked, "BLOCKED")
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C2", wanted={"blocked": "all"})
    edit_entry(company=company, actor=build.BOB, name=EntryName("CUSTOMER", "HELD"), edit=Edit(on_hold="XX"))
    choose_mandate(company=company, actor=build.BOB, name=EntryName("CUSTOMER", "NONE"), mandate="none")
    done = made(company)
    assert (done.debits, done.held, done.blocked, done.without, done.faulty) == (1, 1, 1, 2, 0)
    (debit,) = debits_of(company=company, number=done.number)
    assert (debit.document, debit.mandate, debit.transfer_date) == ("INV-1", "MND000001", DUE)

    with pytest.raises(k.NothingToCollect, match=f"due {DUE} to {DUE} "):
        made(company)
    change_debit(
        company=company, actor=build.BOB, collection=done.number, number=1, change=DebitChange(amount="30"), today=TODAY
    )
    rest = made(company)
    assert rest.amount.minor == 7_000
    later = made(company, to_date=date(2026, 2, 10), with_all=True)
    (debit,) = debits_of(company=company, number=later.number)
    assert (debit.document, debit.mandate, debit.findings) == ("LATER", "", ("MANDATE",))
    with pytest.raises(k.CollectingDaysTurned):
        made(company, from_date=date(2026, 2, 10))
