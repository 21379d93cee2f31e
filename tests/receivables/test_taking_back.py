"""Many applications are taken back at once: the newest first, and each entry is left with what it had."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import LaterApplication
from reskontra.receivables.models import Application
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.taking_back import (
    TakenBack,
    applications_on,
    standing_applications,
    take_back_all,
    unapplied_by,
)
from tests import build
from tests.postings import DAY, Paid, on, pay, sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def standing(company: CompanyFacts, *paid: Paid) -> list[int]:
    rows = standing_applications(company=company, voucher_ids=[one.voucher.id for one in paid])
    return [row.number for row in rows]


def test_all_of_one_invoice_at_once(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    alfa = build.customer(company)
    invoice = build.invoice(company, alfa, discount_date="2026-03-05", discount_amount="20.00")
    paid = [pay(company, bank, on(company, invoice, cash)) for cash in (990_00, 10_00)]
    assert standing(company, *paid) == [2, 1]
    assert applications_on(company=company, entry_ids=[invoice.entry_id]) == {invoice.entry_id: {1, 2}}
    counter = sale(company)
    rows = standing_applications(company=company, voucher_ids=[one.voucher.id for one in paid])
    with transaction.atomic():
        take_back_all(company=company, taken_back=[TakenBack(row, counter.id, DAY) for row in reversed(rows)])
    assert facts_by_id(company=company, ids=[invoice.entry_id])[invoice.entry_id] == invoice
    assert standing(company, *paid) == []
    assert applications_on(company=company, entry_ids=[invoice.entry_id]) == {}
    found = unapplied_by(company=company, application_ids=[row.id for row in rows])
    assert {found[row.id].unapplies_id for row in rows} == {row.id for row in rows}


def test_not_past_a_newer_one(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    invoice = build.invoice(company, build.customer(company))
    first, _ = (pay(company, bank, on(company, invoice, cash)) for cash in (400_00, 600_00))
    (row,) = standing_applications(company=company, voucher_ids=[first.voucher.id])
    with pytest.raises(LaterApplication, match="INV-1 has a later application, 2"), transaction.atomic():
        take_back_all(company=company, taken_back=[TakenBack(row, first.voucher.id, DAY)])


def test_nothing_at_all(company: CompanyFacts) -> None:
    take_back_all(company=company, taken_back=[])
    assert not Application.objects.filter(company=company.id).exists()
