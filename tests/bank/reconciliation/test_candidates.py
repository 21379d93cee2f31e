"""Whose an entry is tells it from others of its amount."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.bank.reconciliation.words import reason_of
from reskontra.ledger.models import BankEntry
from reskontra.ledger.queries import find_bank_account
from tests import build
from tests.postings import on_account, pay
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

DAY = date(2026, 3, 2)
IMPORTED = """
bank      B1 1000.00
statement B1 2026-03-02
line      500.00 name="Beta Handels AB" text="Betalning"
line      500.00 iban=SE3550000000054910000003 text="Betalning"
import
"""


def test_entries_alike_are_told_apart_by_name_and_account(story: Story) -> None:
    story.tells(IMPORTED)
    company = story.company
    bank = find_bank_account(company=company, number="B1")
    parties = [
        build.customer(company, number="C1", name="Alfa AB", iban="SE35 5000 0000 0549 1000 0003"),
        build.customer(company, number="C2", name="Beta Handel"),
        build.customer(company, number="C3", name="HB Beta Handels"),
    ]
    vouchers = [pay(company, bank, on_account(company, party, 500_00), day=DAY).voucher.id for party in parties]
    entries = dict(BankEntry.objects.filter(company=company.id, voucher__in=vouchers).values_list("voucher_id", "id"))
    create_reconciliation(company=company, actor=build.BOB, new=NewReconciliation("B1", DAY, 0))
    take_statements(company=company, actor=build.BOB, name="B1-1", import_number=1)
    done = match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert (done.matched, done.tied) == (2, {})
    lines = lines_of(company=company, found=find_reconciliation(company=company, name="B1-1"))
    assert [[entry.id for entry in line.entries] for line in lines] == [[entries[vouchers[2]]], [entries[vouchers[0]]]]
    assert [reason_of(line) for line in lines] == [
        "the amount, the day, the counterparty's name",
        "the amount, the day, the counterparty's account",
    ]
