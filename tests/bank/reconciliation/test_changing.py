"""What every change begins with."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.bank.reconciliation.changing import ReconciliationPosted, open_reconciliation
from reskontra.bank.reconciliation.queries import ReconciliationUnknown
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.reconciling import mark_worksheet
from tests.bank.reconciliation.books import account, begun

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads, pytest.mark.damages_books]


@transaction.atomic
def test_only_what_is_there_and_open_is_changed(company: CompanyFacts) -> None:
    account(company)
    found = begun(company)
    assert open_reconciliation(company=company, name="B1-1") == found
    with pytest.raises(ReconciliationUnknown):
        open_reconciliation(company=company, name="B1-2")
    mark_worksheet(company=company, journal_id=found.journal_id, before="OPEN", after="POSTED")
    with pytest.raises(ReconciliationPosted):
        open_reconciliation(company=company, name="B1-1")
