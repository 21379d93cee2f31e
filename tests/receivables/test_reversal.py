"""A payment that is taken back: what it settled is open again, itself and its mirror are settled."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.companies.actions import move_periods, set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import LaterApplication
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.core.matching.records import EntryFact
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import BankAccountFacts, bank_balance, posting_groups
from reskontra.receivables import reversal
from reskontra.receivables.models import Application, Entry, EntryDetail
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.reversal import reverse_with_entries
from reskontra.receivables.unapply import unapply_application
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys
from tests import books, build
from tests.adjustments import MARCH, adjust
from tests.postings import DAY, Paid, draft, gl, on, on_account, pay, post_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(company: CompanyFacts) -> BankAccountFacts:
    return build.bank_account(company)


def take_back(company: CompanyFacts, paid: Paid) -> int:
    """Reverse the voucher and its payments, as the reversal of a journal line does."""
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        id = paid.voucher.id
        return reverse_with_entries(company=company, run=run, voucher_ids=[id], along=[id], reason="Wrong").entries


def again(company: CompanyFacts, entry: EntryFact) -> EntryFact:
    """The entry as it now is."""
    return facts_by_id(company=company, ids=[entry.entry_id])[entry.entry_id]


def remaining(company: CompanyFacts) -> list[tuple[str, int, int]]:
    rows = Entry.objects.filter(company=company.id).order_by("id")
    return list(rows.values_list("document_number", "remaining_minor", "remaining_local_minor"))


def test_what_was_settled_is_open_again_with_its_discount(company: CompanyFacts, bank: BankAccountFacts) -> None:
    alfa = build.customer(company)
    invoice = build.invoice(company, alfa, discount_date="2026-03-05", discount_amount="20.00")
    before = gl(company)
    paid = pay(company, bank, on(company, invoice, 980_00, discount_minor=20_00))
    assert take_back(company, paid) == 1
    assert again(company, invoice) == invoice
    assert remaining(company) == [("INV-1", 1000_00, 1000_00), ("B-2026-1", 0, 0), ("B-2026-1", 0, 0)]
    assert gl(company) == before


def test_a_discount_that_shrank_is_restored(company: CompanyFacts, bank: BankAccountFacts) -> None:
    invoice = build.invoice(company, build.customer(company), discount_date="2026-03-01", discount_amount="20.00")
    paid = pay(company, bank, on(company, invoice, 990_00))
    assert again(company, invoice).discount_minor == 10_00
    take_back(company, paid)
    assert again(company, invoice) == invoice


def test_payment_and_mirror_settle_each_other(company: CompanyFacts, bank: BankAccountFacts) -> None:
    paid = pay(company, bank, on_account(company, build.customer(company), 250_00))
    take_back(company, paid)
    payment, mirror = Entry.objects.filter(company=company.id).order_by("id")
    assert (mirror.reverses_id, mirror.document_minor, mirror.document_type) == (payment.id, 250_00, "PAYMENT")
    rows = EntryDetail.objects.filter(kind="APPLICATION").order_by("id").values_list("entry", "amount_minor")
    assert list(rows) == [(payment.id, 250_00), (mirror.id, -250_00)]


def test_an_unapplication_points_at_what_it_takes_back(company: CompanyFacts, bank: BankAccountFacts) -> None:
    paid = pay(company, bank, on(company, build.invoice(company, build.customer(company))))
    take_back(company, paid)
    found = Application.objects.filter(company=company.id).order_by("number")
    assert list(found.values_list("number", "unapplies__number")) == [(1, None), (2, 1), (3, None)]


def test_every_payment_of_a_voucher_is_taken_back(company: CompanyFacts, bank: BankAccountFacts) -> None:
    parties = [build.customer(company, number=f"C{n}") for n in (1, 2)]
    invoices = [build.invoice(company, party, number=party.number) for party in parties]
    assert take_back(company, pay(company, bank, *(on(company, invoice) for invoice in invoices))) == 2
    assert [again(company, invoice) for invoice in invoices] == invoices


def test_gain_is_taken_back_too(company: CompanyFacts) -> None:
    for day, units in ((date(2026, 1, 1), 11), (date(2026, 3, 1), 12)):
        set_rate(company=company, actor=build.BOB, currency="EUR", day=day, rate_e8=units * PAR)
    euro = build.bank_account(company, currency="EUR")
    invoice = build.invoice(company, build.customer(company), currency="EUR", amount="100.00")
    take_back(company, pay(company, euro, on(company, invoice)))
    assert remaining(company)[0] == ("INV-1", 100_00, 1100_00)
    assert gl(company) == {"1510": 1100_00, "2898": -1100_00}


def test_a_closed_period_gives_the_first_open_day(company: CompanyFacts, bank: BankAccountFacts) -> None:
    paid = pay(company, bank, on(company, build.invoice(company, build.customer(company))))
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=date(2026, 3, 31))
    take_back(company, paid)
    taken_back = EntryDetail.objects.filter(company=company.id, application__number__gt=1)
    assert set(taken_back.values_list("posting_date", flat=True)) == {date(2026, 4, 1)}


def test_an_application_later_than_the_reversal_is_taken_back_on_its_own_day(
    company: CompanyFacts, bank: BankAccountFacts
) -> None:
    invoice = build.invoice(company, build.customer(company), posting_date="2026-05-05")
    take_back(company, pay(company, bank, on(company, invoice)))
    assert Application.objects.get(company=company.id, number=2).posting_date == date(2026, 5, 5)
    assert again(company, invoice) == invoice


def test_an_invoice_may_be_paid_again_and_that_taken_back_too(company: CompanyFacts, bank: BankAccountFacts) -> None:
    invoice = build.invoice(company, build.customer(company))
    for _ in range(2):
        take_back(company, pay(company, bank, on(company, invoice)))
    assert again(company, invoice) == invoice


def test_payments_are_taken_back_newest_first(company: CompanyFacts, bank: BankAccountFacts) -> None:
    invoice = build.invoice(company, build.customer(company))
    first, second = (pay(company, bank, on(company, invoice, cash)) for cash in (400_00, 600_00))
    refused(company, first, LaterApplication, "INV-1 has a later application, 2, than 1. Unapply 2 first.")
    take_back(company, second)
    take_back(company, first)
    assert again(company, invoice) == invoice


@pytest.mark.parametrize(
    ("case", "applied", "refusal", "text"),
    [
        ("wholly", 0, reversal.EntryApplied, "customer:B-2026-1@C1 is applied, by application 1."),
        ("the rest of it", 100_00, LaterApplication, "B-2026-1 has a later application, 2, than 1. Unapply 2 first."),
    ],
)
def test_a_payment_that_another_has_taken_up_stays(
    company: CompanyFacts, bank: BankAccountFacts, case: str, applied: int, refusal: type[Refused], text: str
) -> None:
    alfa = build.customer(company)
    old, new = (build.invoice(company, alfa, number=f"INV-{n}", amount="500.00") for n in (1, 2))
    parts = [on(company, old, applied)] if applied else []
    earlier = pay(company, bank, *parts, on_account(company, alfa, 300_00))
    rest = facts_by_id(company=company, ids=earlier.payments)[earlier.payments[0]]
    later = pay(company, bank, on(company, new), on(company, rest))
    refused(company, earlier, refusal, text)
    take_back(company, later)
    take_back(company, earlier)
    assert [again(company, old), again(company, new)] == [old, new]


def refused(company: CompanyFacts, paid: Paid, refusal: type[Refused], text: str) -> None:
    before = books.contents()
    with pytest.raises(refusal) as told:
        take_back(company, paid)
    assert str(told.value).startswith(text)
    assert books.contents() == before


def test_an_adjusted_payment_stays(company: CompanyFacts) -> None:
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    bank = build.bank_account(company, currency="EUR")
    paid = pay(company, bank, on_account(company, build.customer(company), 100_00))
    set_rate(company=company, actor=build.BOB, currency="EUR", day=MARCH, rate_e8=12 * PAR)
    adjust(company, MARCH, kinds=("CUSTOMER",))
    before = books.contents()
    with pytest.raises(reversal.PaymentAdjusted) as refusal:
        take_back(company, paid)
    assert "-100.00 SEK" in str(refusal.value)
    assert books.contents() == before


def test_an_applied_entry_stays_where_nothing_is_taken_back_along(
    company: CompanyFacts, bank: BankAccountFacts
) -> None:
    paid = pay(company, bank, on(company, build.invoice(company, build.customer(company))), source="GENERAL")
    before = books.contents()
    with pytest.raises(reversal.EntryApplied, match="customer:A-2026-1@C1 is applied, by application 1"):
        reverse_alone(company, paid)
    assert books.contents() == before


def reverse_alone(company: CompanyFacts, *paid: Paid) -> int:
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        ids = [one.voucher.id for one in paid]
        return reverse_with_entries(company=company, run=run, voucher_ids=ids, reason="Wrong").entries


def test_a_document_posted_by_a_journal_gets_a_mirror_without_its_type(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    group = posting_groups(company=company)[("CUSTOMER", "")]
    with transaction.atomic():
        (voucher,) = post_all(company, draft(company, {"1510": 100_00, "3001": -100_00}))
        entry = EntryDraft(
            "CUSTOMER", "INVOICE", "INV-7", DAY, DAY, "SEK", 100_00, 100_00, 100_00, party_id=alfa.id,
            posting_group_id=group.id,
        )  # fmt: skip
        ids = reserve_ids(1)
        write_entries(company=company, ids=ids, entries=[entry], vouchers=[voucher.id])
        write_keys(company=company, ids=ids, entries=[entry])
    assert reverse_alone(company, Paid(voucher, tuple(ids))) == 1
    rows = Entry.objects.filter(company=company.id).order_by("id")
    found = list(rows.values_list("document_type", "document_number", "remaining_minor"))
    assert found == [("INVOICE", "INV-7", 0), ("", "INV-7", 0)]
    assert gl(company) == {}


def test_queries_do_not_grow_with_the_vouchers(company: CompanyFacts, bank: BankAccountFacts) -> None:
    alfa = build.customer(company)
    invoices = [build.invoice(company, alfa, number=f"INV-{n}", amount="10.00") for n in range(24)]
    paid = [pay(company, bank, on(company, invoice)) for invoice in invoices]
    counts = []
    for some in (paid[:4], paid[4:]):
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            run = start_run(company=company, actor=build.BOB, action="test.reversed")
            ids = [one.voucher.id for one in some]
            reverse_with_entries(company=company, run=run, voucher_ids=ids, along=ids, reason="Wrong")
        counts.append(len(queries))
    assert counts[1] <= counts[0], counts  # of four and of twenty
    assert [again(company, invoice) for invoice in invoices] == invoices


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    taken=st.lists(
        st.tuples(st.integers(1, 1_200_00), st.booleans(), st.sampled_from(["GENERAL", "BANK"])), min_size=1, max_size=5
    ),
    is_unapplied=st.booleans(),
)
@pytest.mark.django_db
def test_a_reversal_nets_to_zero_in_every_ledger(taken: list[tuple[int, bool, str]], is_unapplied: bool) -> None:
    with transaction.atomic():
        company = build.new_company()
        bank = build.bank_account(company)
        alfa = build.customer(company)
        invoice = build.invoice(company, alfa, discount_date="2026-03-05", discount_amount="20.00")
        before = gl(company)
        paid = []
        for cash, is_applied, source in taken:
            left = again(company, invoice).remaining_minor
            part = on_account(company, alfa, cash)
            if is_applied and left:
                discount = 20_00 if left == 1000_00 and cash == 980_00 else 0
                part = on(company, again(company, invoice), min(cash, left), discount_minor=discount)
            paid.append(pay(company, bank, part, source=source))
        if is_unapplied:
            for application in Application.objects.filter(company=company.id).order_by("-number"):
                unapply_application(company=company, actor=build.BOB, number=application.number)
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        ids = [one.voucher.id for one in paid]
        reverse_with_entries(company=company, run=run, voucher_ids=ids, along=ids, reason="Wrong")
        assert gl(company) == before
        assert again(company, invoice) == invoice
        assert [one for one in remaining(company) if one[1] or one[2]] == [("INV-1", 1000_00, 1000_00)]
        assert bank_balance(company=company, bank_account_id=bank.id) == 0
        assert books.violations() == []
        transaction.set_rollback(True)
