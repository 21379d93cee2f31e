"""Entries that journals made for lines of a bank reconciliation."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation.collecting import collect_transferred
from reskontra.companies.queries import CompanyFacts
from tests.bank.reconciliation.books import account, begun

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_without_a_posted_journal_there_is_nothing_to_collect(company: CompanyFacts) -> None:
    account(company)
    assert collect_transferred(company=company, found=begun(company, (1_00, ""))) == 0
