"""Taking back, as other actions use it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import AlreadyUnapplied
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.unapplying import details_of, latest_application, take_back
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 1, 10)


def test_once(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    made = build.invoice(company, alfa)
    build.document(company, alfa, number="P-1", amount="-400.00", document_type="payment")
    order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(EntryName("CUSTOMER", "INV-1")),))
    apply_entries(company=company, actor=build.ALICE, order=order)
    application = Application.objects.get(company=company.id, number=1)
    assert [detail.amount_minor for detail in details_of(company=company, application=application)] == [
        -400_00, 400_00
    ]  # fmt: skip
    assert latest_application(company=company, entry_id=made.entry_id) == 1
    with transaction.atomic():
        number, plan = take_back(company=company, application=application, voucher_id=None, day=DAY)
    assert (number, len(plan.details)) == (2, 2)
    assert latest_application(company=company, entry_id=made.entry_id) == 0
    assert Entry.objects.get(company=company.id, id=made.entry_id).remaining_minor == 1000_00
    with pytest.raises(AlreadyUnapplied), transaction.atomic():
        take_back(company=company, application=application, voucher_id=None, day=DAY)
