"""The payments of a voucher are open again, and so is what they had settled."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.models import Entry
from reskontra.receivables.returned import open_payments
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_every_application_is_taken_back_and_none_the_second_time(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    for number in ("INV-1", "INV-2"):
        build.document(company, alfa, number=number, amount="100.00", document_type="invoice")
    build.document(company, alfa, number="P-1", amount="-200.00", document_type="payment", posting_date="2026-01-15")
    for number in ("INV-1", "INV-2"):
        target = Target(EntryName("CUSTOMER", number))
        order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (target,))
        apply_entries(company=company, actor=build.ALICE, order=order)
    voucher = Entry.objects.get(company=company.id, document_number="P-1").voucher_id
    for opened in (("INV-2", "INV-1"), ()):
        (found,) = open_payments(company=company, actor=build.ALICE, voucher_id=voucher, day=date(2026, 2, 1))
        assert (found.document, found.remaining_minor, found.opened) == ("P-1", -200_00, opened)
    invoice = Entry.objects.get(company=company.id, document_number="INV-1").voucher_id
    assert open_payments(company=company, actor=build.ALICE, voucher_id=invoice, day=date(2026, 2, 1)) == []
