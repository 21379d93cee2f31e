"""A payment with the same code takes an entry off hold, and another does not."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.holds import release_holds
from reskontra.receivables.models import Entry
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(("code", "left"), [("AB", ""), ("AX", "AB")])
def test_off_hold_by_its_own_code_alone(company: CompanyFacts, code: str, left: str) -> None:
    fact = build.invoice(company, build.customer(company), on_hold="AB")
    with transaction.atomic():
        release_holds(company=company, holds={fact.entry_id: code})
    assert Entry.objects.get(company=company.id).on_hold == left
