"""Worksheets of bank reconciliations."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.journals import reconciling as module
from reskontra.journals.models import Journal, JournalLine
from reskontra.journals.queries import journals, lines
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@transaction.atomic
def test_a_worksheet_is_filled_renumbered_marked_and_deleted(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    id = module.create_worksheet(company=company, actor=build.BOB, number="B1-1", bank_account_id=bank.id)
    day = date(2026, 3, 31)
    two = [module.StatementLine(day, 5_00, "x" * 300), module.StatementLine(day, -3_00, "Charge")]
    added = module.add_statement_lines(company=company, journal_id=id, currency="SEK", lines=two)
    assert journals(company=company) == []  # those of payments
    first, second = lines(company=company, journal_ids=[id])
    assert added == [(first.id, 1), (second.id, 2)]
    assert (first.account_minor, len(first.description)) == (5_00, 250)
    module.delete_statement_lines(company=company, ids=[second.id])
    module.renumber_worksheet(company=company, journal_id=id, number="B1-2")
    assert module.is_number_taken(company=company, number="B1-2")
    assert not module.is_number_taken(company=company, number="B1-1")
    module.mark_worksheet(company=company, journal_id=id, before="OPEN", after="POSTED")
    module.delete_statement_lines(company=company, ids=[first.id])
    assert [line.state for line in lines(company=company, journal_ids=[id])] == ["POSTED"]
    module.mark_worksheet(company=company, journal_id=id, before="POSTED", after="OPEN")
    module.delete_worksheet(company=company, journal_id=id)
    assert not Journal.objects.exists()
    assert not JournalLine.objects.exists()
