"""How a bank account stood at the end of a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger import bank_standing as module
from reskontra.ledger.actions import start_run
from reskontra.ledger.models import BankEntry
from reskontra.ledger.reversal import reverse_vouchers
from tests import build
from tests.bank.reconciliation.books import DAY, account, moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_entries_and_balances_of_a_day(company: CompanyFacts) -> None:
    bank = account(company)
    kept, gone = moved(company, bank, 5_00), moved(company, bank, 7_00)
    moved(company, bank, 9_00, day=date(2026, 4, 1))
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        voucher = BankEntry.objects.get(company=company.id, id=gone).voucher_id
        reverse_vouchers(company=company, run=run, voucher_ids=[voucher])
    found = module.entries_standing(company=company, bank_account_id=bank.id, until=DAY)
    assert [(one.id, one.state) for one in found] == [(kept, "OPEN")]
    assert module.bank_figures(company=company, account=bank, until=DAY) == module.BankFigures(1005_00, 1005_00, 0)
