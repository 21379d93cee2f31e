"""The worked examples E16-E20 and E23 of the ledger's specification, on both ledgers and through the database.

A vendor's amounts have the opposite sign; what is a gain for a customer's claim is a loss on a debt.
"""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.unapply import unapply_application
from tests import build
from tests.adjustments import JANUARY, adjust, dollars, rate, rows
from tests.postings import gl, on, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

BOTH = pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
PAID = date(2026, 2, 10)


def realized(minor: int) -> str:
    return "REALIZED_GAIN" if minor > 0 else "REALIZED_LOSS"


def account(minor: int) -> str:
    return "3960" if minor > 0 else "7960"


def closed(*ids: int) -> bool:
    found = Entry.objects.filter(id__in=ids)
    return all((entry.remaining_minor, entry.remaining_local_minor) == (0, 0) for entry in found)


@BOTH
@pytest.mark.parametrize(("example", "price", "worth", "gain"), [("E16", "12", 1200, 200), ("E17", "9", 900, -100)])
def test_paid_in_the_invoices_currency(
    company: CompanyFacts, ledger: str, example: str, price: str, worth: int, gain: int
) -> None:
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    rate(company, price, PAID)
    paid = pay(company, told.bank, on(company, invoice), day=PAID)
    assert rows(company, paid.payments[0]) == [
        ("INITIAL", s * -100_00, s * -worth * 100),
        ("APPLICATION", s * 100_00, s * 1000_00),
        (realized(s * gain), 0, s * gain * 100),
    ]
    assert rows(company, invoice.entry_id)[1:] == [("APPLICATION", s * -100_00, s * -1000_00)]
    assert gl(company) == {"2898": s * -1000_00, "1930": s * worth * 100, account(s * gain): s * -gain * 100}
    assert closed(invoice.entry_id, *paid.payments)


@BOTH
def test_e19_with_a_discount_valued_at_the_payments_rate(company: CompanyFacts, ledger: str) -> None:
    told = dollars(company, ledger)
    s = told.sign
    discount = {"discount_date": "2026-02-20", "discount_amount": f"{s * 20}.00"}
    invoice = told.invoice(1000, **discount)
    rate(company, "12", PAID)
    paid = pay(company, told.bank, on(company, invoice, s * 980_00, discount_minor=s * 20_00), day=PAID)
    assert rows(company, paid.payments[0]) == [
        ("INITIAL", s * -980_00, s * -11_760_00),
        ("PAYMENT_DISCOUNT", s * -20_00, s * -240_00),
        ("APPLICATION", s * 1000_00, s * 10_000_00),
        (realized(s), 0, s * 2000_00),
    ]
    found = gl(company)
    assert (found["1930"], found[account(s)]) == (s * 11_760_00, s * -2000_00)
    assert found["3731" if s > 0 else _discount_of_vendors(found)] == s * 240_00
    assert told.control not in found
    assert closed(invoice.entry_id, *paid.payments)


def _discount_of_vendors(found: dict[str, int]) -> str:
    (number,) = set(found) - {"1930", "2898", "3960", "7960"}
    return number


@BOTH
def test_e20_paid_in_local_currency(company: CompanyFacts, ledger: str) -> None:
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    rate(company, "12", PAID)
    paid = pay(company, told.local_bank, on(company, invoice, s * 1200_00), day=PAID)
    assert rows(company, invoice.entry_id)[1:] == [
        ("APPLICATION", s * -100_00, s * -1200_00),
        (realized(s), 0, s * 200_00),
    ]
    assert rows(company, paid.payments[0])[1:] == [("APPLICATION", s * 1200_00, s * 1200_00)]
    local_bank = {"1930", "1940"} & set(gl(company))
    assert gl(company) == {"2898": s * -1000_00, local_bank.pop(): s * 1200_00, account(s): s * -200_00}
    assert closed(invoice.entry_id, *paid.payments)


@BOTH
def test_e23_unapplied_again(company: CompanyFacts, ledger: str) -> None:
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    rate(company, "12", PAID)
    paid = pay(company, told.bank, on(company, invoice), day=PAID)
    number = Application.objects.get(company=company.id).number
    unapply_application(company=company, actor=build.BOB, number=number)
    assert rows(company, paid.payments[0])[-2:] == [
        ("APPLICATION", s * -100_00, s * -1000_00),
        (realized(s), 0, s * -200_00),
    ]
    assert rows(company, invoice.entry_id)[-1] == ("APPLICATION", s * 100_00, s * 1000_00)
    assert gl(company) == {"2898": s * -1000_00, "1930": s * 1200_00, told.control: s * -200_00}


@BOTH
def test_unapplied_after_an_adjustment_it_carries_the_unrealized_amount_again(
    company: CompanyFacts, ledger: str
) -> None:
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    pay(company, told.bank, on(company, invoice), day=PAID)
    number = Application.objects.get(company=company.id).number
    unapply_application(company=company, actor=build.BOB, number=number)
    entry = Entry.objects.get(id=invoice.entry_id)
    assert (entry.remaining_minor, entry.remaining_local_minor) == (s * 100_00, s * 1100_00)
    assert gl(company)[account(s)] == s * -100_00
    assert not adjust(company, PAID, kinds=(ledger,)).groups
