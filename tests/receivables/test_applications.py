"""Applications are written in bulk, with numbers in order."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import plan_application
from reskontra.core.application_checks import Circumstances, Part
from reskontra.receivables.applications import NewApplication, next_application_numbers, write_applications
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.payments import lock_entries
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 1, 10)


def test_two_at_once(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    new = []
    with transaction.atomic():
        for number in (1, 2):
            made = build.invoice(company, alfa, number=f"INV-{number}")
            paid = build.document(company, alfa, number=f"P-{number}", amount="-400.00", document_type="payment")
            found = lock_entries(company=company, ids=[made.entry_id, paid.entry_id])
            plan = plan_application(
                applying=found[paid.entry_id][0],
                parts=[Part(made.entry_id, 400_00)],
                targets=[found[made.entry_id][0]],
                circumstances=Circumstances(DAY, "SEK"),
            )
            new.append(NewApplication(alfa.id, plan, DAY, DAY))
        assert list(write_applications(company=company, applications=new)) == [1, 2]
        assert list(next_application_numbers(company=company, count=2)) == [3, 4]
        assert list(write_applications(company=company, applications=[])) == []
    assert Application.objects.filter(company=company.id, voucher__isnull=True).count() == 2
    left = Entry.objects.filter(company=company.id, document_type="INVOICE").values_list("remaining_minor", flat=True)
    assert list(left) == [600_00, 600_00]
