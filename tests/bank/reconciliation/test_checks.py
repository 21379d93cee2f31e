"""What a bank reconciliation holds is held."""

from __future__ import annotations

import pytest

from reskontra.bank.models import ReconciledEntry
from reskontra.bank.reconciliation.checks import check_reconciliations
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import BankEntry
from tests import build
from tests.bank.reconciliation.books import account, begun, moved

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]


def test_entries_and_reconciliations_that_disagree_are_found(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    begun(company, (500_00, ""))
    match_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert list(check_reconciliations(company=company)) == []
    BankEntry.objects.filter(id=entry).update(state="OPEN")
    (found,) = check_reconciliations(company=company)
    assert found.code == "reconciled_entry_differs"
    BankEntry.objects.filter(id=entry).update(state="MATCHED")
    ReconciledEntry.objects.all().delete()
    (found,) = check_reconciliations(company=company)
    assert (found.code, found.values) == ("reconciled_entry_lost", {"entry": entry})
