"""What we owe and may pay out, and what customers asked back."""

from datetime import date

import pytest

from reskontra.receivables.payables import approved_repayments, payable_entries, payables_by_id
from reskontra.receivables.repayments import RepaymentOrder, approve_repayment, propose_repayment
from tests import build
from tests.journals.paying_book import UNTIL, owing

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def numbers(company, until, **wanted):
    found = payable_entries(company=company, until=until, discounts_until=wanted.pop("discounts", None), **wanted)
    return [one.document_number for one in found]


def test_due_by_a_day_or_with_a_discount(company):
    owing(company)
    assert numbers(company, UNTIL) == ["L-2", "L-1"]
    assert numbers(company, date(2026, 3, 20)) == ["L-2"]
    assert numbers(company, date(2026, 3, 1), discounts=date(2026, 3, 10)) == ["L-1"]
    assert numbers(company, UNTIL, vendors=("V1",)) == ["L-1"]


def test_amounts_are_what_we_owe(company):
    owing(company)
    (one,) = payable_entries(company=company, until=UNTIL, discounts_until=None, vendors=("V1",))
    assert (one.remaining_minor, one.discount_minor, one.payment_reference, one.is_blocked) == (
        1000_00,
        20_00,
        "10017",
        False,
    )
    assert payables_by_id(company=company, ids=[one.entry_id]) == {one.entry_id: one}


def test_repayments_once_approved(company):
    alfa = build.customer(company, iban="SE3550000000054910000003")
    build.document(company, alfa, number="K-9", amount="-300.00", document_type="credit_memo")
    (asked,) = propose_repayment(company=company, actor=build.ALICE, order=RepaymentOrder("Left.", "C1"))
    assert approved_repayments(company=company) == []
    approve_repayment(company=company, actor=build.BOB, number=asked.number)
    (found,) = approved_repayments(company=company)
    assert (found.number, found.amount_minor, found.account_kind) == (asked.number, 300_00, "IBAN")
