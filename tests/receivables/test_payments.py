"""Payments are written with what they settle; an entry that is left open keeps its discount."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType, Ledger
from reskontra.core.exchange import PAR
from reskontra.ledger.queries import BankAccountFacts
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applications import next_application_numbers
from reskontra.receivables.models import Application, Entry, EntryDetail, EntryKey
from reskontra.receivables.payments import lock_entries
from tests import build
from tests.postings import DAY, Paid, gl, on, on_account, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def bank(company: CompanyFacts) -> BankAccountFacts:
    return build.bank_account(company)


@pytest.fixture
def alfa(company: CompanyFacts) -> PartySummary:
    return build.customer(company)


def remaining(company: CompanyFacts) -> dict[str, int]:
    """Document number → what remains of it."""
    return dict(Entry.objects.filter(company=company.id).values_list("document_number", "remaining_minor"))


def payment_of(paid: Paid) -> Entry:
    return Entry.objects.get(id=paid.payments[0])


def test_a_payment_is_an_entry_named_for_its_voucher(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary
) -> None:
    paid = pay(company, bank, on_account(company, alfa, 250_00), text="ALFA AB")
    payment = payment_of(paid)
    assert (payment.document_type, payment.document_number) == ("PAYMENT", paid.voucher.name) == ("PAYMENT", "B-2026-1")
    assert (payment.document_minor, payment.remaining_minor, payment.remaining_local_minor) == (-250_00,) * 3
    assert (payment.voucher_id, payment.party_id, payment.description) == (paid.voucher.id, alfa.id, "ALFA AB")
    assert (payment.posting_date, payment.due_date, payment.is_opening) == (DAY, DAY, False)
    assert not Application.objects.filter(company=company.id).exists()
    assert not EntryKey.objects.filter(entry=payment.id).exists()


def test_invoices_are_settled_by_details(company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary) -> None:
    first, second = (build.invoice(company, alfa, number=f"INV-{n}", amount=f"{n}00.00") for n in (1, 2))
    paid = pay(company, bank, on(company, first), on(company, second, 150_00))
    assert remaining(company) == {"INV-1": 0, "INV-2": 50_00, "B-2026-1": 0}
    application = Application.objects.get(company=company.id)
    assert (application.number, application.party_id, application.voucher_id) == (1, alfa.id, paid.voucher.id)
    details = EntryDetail.objects.filter(application=application, entry=paid.payments[0]).order_by("id")
    assert list(details.values_list("kind", "amount_minor", "applied_entry_id")) == [
        ("APPLICATION", 100_00, first.entry_id),
        ("APPLICATION", 150_00, second.entry_id),
    ]
    assert gl(company) == {"1510": 50_00, "1930": 250_00, "2898": -300_00}


def test_applications_are_numbered_through_the_company(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary
) -> None:
    for number in (1, 2):
        pay(company, bank, on(company, build.invoice(company, alfa, number=f"INV-{number}")))
    assert list(Application.objects.order_by("id").values_list("number", flat=True)) == [1, 2]
    with transaction.atomic():
        assert next_application_numbers(company=company, count=2) == range(3, 5)
        assert next_application_numbers(company=build.new_company(name="Sydan AB"), count=1) == range(1, 2)


def test_discount_charge_and_rounding_close_an_invoice(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary
) -> None:
    terms = {"discount_date": "2026-03-05", "discount_amount": "20.00"}
    first = build.invoice(company, alfa, number="INV-1", **terms)
    second = build.invoice(company, alfa, number="INV-2", amount="500.40")
    pay(
        company,
        bank,
        on(company, first, 980_00, discount_minor=20_00),
        on(company, second, 475_00, charge_minor=25_00, rounding_minor=40),
    )
    assert remaining(company) == {"INV-1": 0, "INV-2": 0, "B-2026-1": 0}
    assert gl(company) == {"1930": 1455_00, "2898": -1500_40, "3731": 20_00, "3740": 40, "6570": 25_00}


def test_a_closed_entry_keeps_the_discount_that_unapplying_restores(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary
) -> None:
    entry = build.invoice(company, alfa, discount_date="2026-03-05", discount_amount="20.00")
    pay(company, bank, on(company, entry, 980_00, discount_minor=20_00))
    row = Entry.objects.get(id=entry.entry_id)
    assert (row.remaining_minor, row.discount_minor) == (0, 20_00)


@pytest.mark.parametrize(("paid", "left"), [(400_00, 20_00), (990_00, 10_00)])
def test_an_open_entry_keeps_no_more_discount_than_remains(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary, paid: int, left: int
) -> None:
    entry = build.invoice(company, alfa, discount_date="2026-03-01", discount_amount="20.00")
    pay(company, bank, on(company, entry, paid))
    assert Entry.objects.get(id=entry.entry_id).discount_minor == left


def test_a_credit_memo_is_taken_up(company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary) -> None:
    invoice = build.invoice(company, alfa)
    memo = build.document(company, alfa, number="K-1", amount="-200.00", document_type="credit_memo")
    pay(company, bank, on(company, invoice), on(company, memo))
    assert remaining(company) == {"INV-1": 0, "K-1": 0, "B-2026-1": 0}
    assert gl(company) == {"1930": 800_00, "2898": -800_00}


def test_two_customers_on_one_line_are_two_payments(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary
) -> None:
    beta = build.customer(company, number="C2", name="Beta")
    paid = pay(
        company,
        bank,
        on(company, build.invoice(company, alfa, number="INV-1")),
        on(company, build.invoice(company, beta, number="INV-2")),
    )
    payments = Entry.objects.filter(id__in=paid.payments).order_by("id")
    assert [(entry.party_id, entry.document_number) for entry in payments] == [
        (alfa.id, "B-2026-1"),
        (beta.id, "B-2026-1"),
    ]


def test_a_vendor_is_paid(company: CompanyFacts, bank: BankAccountFacts) -> None:
    bill = build.invoice(company, build.vendor(company), number="77", amount="-80.00")
    paid = pay(company, bank, on(company, bill))
    assert payment_of(paid).document_minor == 80_00
    assert gl(company) == {"1930": -80_00, "2898": 80_00}


def test_a_payment_before_the_invoice_is_applied_when_the_invoice_is_there(
    company: CompanyFacts, bank: BankAccountFacts, alfa: PartySummary
) -> None:
    entry = build.invoice(company, alfa, posting_date="2026-03-09")
    paid = pay(company, bank, on(company, entry))
    later = date(2026, 3, 9)
    assert Application.objects.get(company=company.id).posting_date == later
    days = EntryDetail.objects.filter(entry=paid.payments[0]).order_by("id").values_list("kind", "posting_date")
    assert list(days) == [("INITIAL", DAY), ("APPLICATION", later)]


@pytest.mark.parametrize(
    ("case", "rate", "result"),
    [
        ("worth more by now", 12, {"3960": -100_00}),
        ("worth less by now", 10, {"7960": 100_00}),
        ("worth the same", 11, {}),
    ],
)
def test_an_invoice_in_euro_is_paid_to_an_account_in_euro(
    company: CompanyFacts, alfa: PartySummary, case: str, rate: int, result: dict[str, int]
) -> None:
    for day, units in ((date(2026, 1, 1), 11), (date(2026, 3, 1), rate)):
        set_rate(company=company, actor=build.BOB, currency="EUR", day=day, rate_e8=units * PAR)
    euro = build.bank_account(company, currency="EUR")
    entry = build.invoice(company, alfa, currency="EUR", amount="100.00")
    pay(company, euro, on(company, entry))
    row = Entry.objects.get(id=entry.entry_id)
    assert (row.remaining_minor, row.remaining_local_minor) == (0, 0)
    assert gl(company) == {"1930": rate * 100_00, "2898": -1100_00} | result


def test_entries_are_read_as_rules_see_them(company: CompanyFacts, alfa: PartySummary) -> None:
    entry = build.invoice(company, alfa, discount_date="2026-03-05", discount_amount="20.00")
    with transaction.atomic():
        found = lock_entries(company=company, ids=[entry.entry_id])
        assert lock_entries(company=build.new_company(name="Sydan AB"), ids=[entry.entry_id]) == {}
    known, group = found[entry.entry_id]
    assert (known.ledger, known.document_type, known.rate) == (Ledger.CUSTOMER, DocumentType.INVOICE, PAR)
    assert (known.remaining_minor, known.discount_minor, known.discount_date) == (1000_00, 20_00, date(2026, 3, 5))
    assert (known.posting_date, known.due_date) == (date(2026, 1, 10), date(2026, 2, 9))
    assert group == Entry.objects.get(id=entry.entry_id).posting_group_id
