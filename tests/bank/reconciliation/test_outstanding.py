"""What is outstanding at a statement's date."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation import outstanding as module
from reskontra.bank.reconciliation.documents import change_reconciliation
from reskontra.bank.reconciliation.matching import match_by_hand
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.reconciliation.books import account, begun, moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_another_open_one_of_that_date_or_before_holds_is_not_outstanding(company: CompanyFacts) -> None:
    bank = account(company)
    own, other = moved(company, bank, 1_00), moved(company, bank, 2_00)
    free = moved(company, bank, 3_00)
    moved(company, bank, 4_00, day=date(2026, 4, 1))
    found = begun(company, (1_00, ""))
    second = begun(company, (2_00, ""))
    match_by_hand(company=company, actor=build.BOB, name="B1-1", numbers=[1], entries=[own])
    match_by_hand(company=company, actor=build.BOB, name="B1-2", numbers=[1], entries=[other])
    assert [one.id for one in module.outstanding_entries(company=company, found=found)] == [free]
    change_reconciliation(company=company, actor=build.BOB, name=second.name, statement_date=date(2026, 4, 30))
    assert [one.id for one in module.outstanding_entries(company=company, found=found)] == [other, free]
