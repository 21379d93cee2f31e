"""A plan's fee is an open claim with its voucher and VAT; it goes with the plan where nothing of it was paid."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.collection_posting import CollectionAccountMissing
from reskontra.collections.models import PaymentPlan
from reskontra.collections.payment_plans import cancel_payment_plan
from reskontra.collections.reminder_book import charges_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.late_payment_law import Charge, Cost
from reskontra.core.money import Money
from reskontra.ledger.models import Account, PostingGroup, VoucherLine
from reskontra.parties.models import Party
from reskontra.receivables.queries import find_document
from tests import books, build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def moved(company: CompanyFacts, voucher_id: int | None) -> dict[str, int]:
    rows = VoucherLine.objects.filter(company=company.id, voucher=voucher_id)
    return dict(rows.values_list("account__number", "amount_minor"))


def test_a_fee_is_posted_and_taken_back(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    done = cases.planned(company, "INV-1", fee="170.00", count=2)
    plan = PaymentPlan.objects.get(company=company.id)
    assert moved(company, plan.fee_voucher_id) == {"1510": 170_00, "3540": -170_00}
    fact = find_document(company=company, ledger="CUSTOMER", number=done.fee.document)
    assert (fact.document_type, fact.remaining_minor, fact.due_date) == ("FINANCE_CHARGE", 170_00, date(2026, 3, 31))
    invoice = find_document(company=company, ledger="CUSTOMER", number="INV-1").entry_id
    fees = {invoice: [Charge(Cost.PLAN, 170_00, 170_00)]}
    assert charges_of(company=company, entry_ids=[invoice, fact.entry_id])[0] == fees
    taken = cancel_payment_plan(company=company, actor=build.BOB, number=1)
    assert (taken.document, taken.amount, taken.is_taken_back) == ("BPA000001", Money(170_00, "SEK"), True)
    plan.refresh_from_db()
    assert moved(company, plan.fee_counter_id) == {"1510": -170_00, "3540": 170_00}
    assert charges_of(company=company, entry_ids=[invoice])[0] == {}

    again = cases.planned(company, "INV-1", fee="170.00", count=2)
    cases.pay(company, alfa, again.fee.document, "20.00", day=cases.TODAY)
    left = cancel_payment_plan(company=company, actor=build.BOB, number=2)
    assert (left.document, left.is_taken_back) == ("BPA000002", False)
    assert charges_of(company=company, entry_ids=[invoice])[0] == fees  # it still stands


def test_vat_is_that_of_the_account_and_no_account_is_refused(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    fee = PostingGroup.objects.filter(company=company.id, kind="CUSTOMER")
    account = fee.values_list("fee_account", flat=True)[0]
    Account.objects.filter(company=company.id, number=account).update(vat_code="25")
    done = cases.planned(company, "INV-2", fee="100.00", count=1)
    assert (done.fee.amount.minor, done.total.minor, done.instalments[0].amount_minor) == (125_00, 625_00, 625_00)
    fee.update(fee_account="")
    before = books.contents()
    with pytest.raises(CollectionAccountMissing):
        cases.planned(company, "INV-1", fee="100.00")
    Party.objects.filter(company=company.id).update(blocked="ALL")
    with pytest.raises(Exception, match="blocked"):
        cases.planned(company, "INV-1", fee="100.00")
    Party.objects.filter(company=company.id).update(blocked="")
    assert books.contents() == before
