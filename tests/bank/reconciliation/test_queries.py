"""Bank reconciliations as they are."""

from __future__ import annotations

import pytest

from reskontra.bank.models import ReconciledEntry
from reskontra.bank.reconciliation import queries as module
from reskontra.companies.queries import CompanyFacts
from tests.bank.reconciliation.books import account, begun, moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads, pytest.mark.damages_books]


def test_lines_that_share_an_entry_have_their_own_amounts_and_the_last_the_rest(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 100_00)
    found = begun(company, (30_00, ""), (20_00, ""), (45_00, ""))
    for line in module.lines_of(company=company, found=found):
        ReconciledEntry.objects.create(company_id=company.id, line_id=line.id, bank_entry_id=entry, is_shared=True)
    lines = module.lines_of(company=company, found=found)
    assert [(line.applied_minor, line.difference_minor) for line in lines] == [(30_00, 0), (20_00, 0), (50_00, -5_00)]


def test_documents_and_lines_are_found_by_name_and_number(company: CompanyFacts) -> None:
    account(company)
    found = begun(company, (30_00, "Alfa"))
    assert module.reconciliations(company=company) == [found]
    assert module.line_numbered(company=company, found=found, number=1).description == "Alfa"
    with pytest.raises(module.ReconciliationUnknown):
        module.find_reconciliation(company=company, name="B1-2")
    with pytest.raises(module.ReconciliationLineUnknown):
        module.line_numbered(company=company, found=found, number=2)
