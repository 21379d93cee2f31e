"""Entries that are open again after an adjustment are carried at its rate; the next adjustment gives what it should."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import Voucher
from reskontra.matching.actions.reverse_lines import Wanted, reverse_voucher
from reskontra.receivables.applying import Applied
from reskontra.receivables.exchange_register import exchange_adjustments
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.unapply import unapply_application
from tests import books, build
from tests.adjustments import FEBRUARY, JANUARY, MARCH, Dollars, adjust, dollars, rate, rows
from tests.postings import Paid, gl, on, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

BOTH = pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
PAID, LATER = date(2026, 1, 20), date(2026, 3, 5)


def paid_in_part(company: CompanyFacts, ledger: str) -> tuple[Dollars, int, Paid]:
    """100 at 10, of which 40 was paid; then the rest was adjusted to 11."""
    told = dollars(company, ledger)
    invoice = told.invoice()
    paid = pay(company, told.bank, on(company, invoice, told.sign * 40_00), day=PAID)
    rate(company, "11", JANUARY)
    adjust(company, JANUARY, kinds=(ledger,))
    return told, invoice.entry_id, paid


def take_back(company: CompanyFacts, day: date | None = None) -> Applied:
    number = Application.objects.filter(company=company.id, unapplies__isnull=True).latest("number").number
    return unapply_application(company=company, actor=build.BOB, number=number, day=day)


def left(id: int) -> tuple[int, int]:
    entry = Entry.objects.get(id=id)
    return entry.remaining_minor, entry.remaining_local_minor


@BOTH
def test_unapplied_on_a_later_day_it_is_carried_at_the_rate_of_the_adjustment(
    company: CompanyFacts, ledger: str
) -> None:
    told, invoice, paid = paid_in_part(company, ledger)
    s = told.sign
    assert left(invoice) == (s * 60_00, s * 660_00)
    done = take_back(company, LATER)
    assert done.readjusted == ("A-2026-2",)
    assert left(invoice) == (s * 100_00, s * 1100_00)
    kind = "GAIN" if s > 0 else "LOSS"
    assert rows(company, invoice)[-1] == (f"UNREALIZED_{kind}", 0, s * 40_00)
    (voucher,) = Voucher.objects.filter(company=company.id, source="ADJUSTMENT").order_by("-id")[:1]
    assert voucher.posting_date == LATER
    assert len(exchange_adjustments(company=company)) == 1
    assert gl(company)["3960" if s > 0 else "7960"] == s * -100_00
    assert gl(company)[told.control] == s * (1100_00 - 400_00)
    assert left(paid.payments[0]) == (s * -40_00, s * -400_00)
    event = Event.objects.filter(company=company.id).latest("number")
    assert (event.action, event.subject) == ("entries.unapplied", "1")


@BOTH
def test_the_next_adjustment_brings_the_right_amounts(company: CompanyFacts, ledger: str) -> None:
    told, invoice, paid = paid_in_part(company, ledger)
    take_back(company, LATER)
    assert not adjust(company, JANUARY, kinds=(ledger,)).groups
    rate(company, "9", MARCH)
    adjust(company, MARCH, kinds=(ledger,))
    s = told.sign
    assert left(invoice) == (s * 100_00, s * 900_00)
    assert left(paid.payments[0]) == (s * -40_00, s * -360_00)
    assert gl(company)[told.control] == s * 540_00
    before = books.contents()
    assert not adjust(company, MARCH, kinds=(ledger,)).groups
    assert books.contents() == before


@BOTH
def test_unapplied_on_its_own_day_it_belongs_to_the_adjustment(company: CompanyFacts, ledger: str) -> None:
    """The adjustment would have found it open: its row bears that day, and the register tells of it."""
    told, invoice, paid = paid_in_part(company, ledger)
    take_back(company)
    assert left(invoice) == (told.sign * 100_00, told.sign * 1100_00)
    (voucher,) = Voucher.objects.filter(company=company.id, source="ADJUSTMENT").order_by("-id")[:1]
    assert voucher.posting_date == JANUARY
    found = [one.group.adjustment_minor for one in exchange_adjustments(company=company)]
    assert found == [told.sign * 60_00, told.sign * 40_00]
    # The payment was settled when the day was adjusted; adjusting it again finds it, and it alone.
    assert [one.adjustment_minor for one in adjust(company, JANUARY, kinds=(ledger,)).groups] == [told.sign * -40_00]
    assert left(paid.payments[0]) == (told.sign * -40_00, told.sign * -440_00)


@BOTH
def test_a_reversed_payment_leaves_its_invoice_at_the_rate_of_the_adjustment(
    company: CompanyFacts, ledger: str
) -> None:
    told, invoice, paid = paid_in_part(company, ledger)
    rate(company, "12", FEBRUARY)
    adjust(company, FEBRUARY, kinds=(ledger,))
    done = reverse_voucher(
        company=company, actor=build.BOB, voucher=paid.voucher.name, wanted=Wanted("The wrong customer.")
    )
    assert len(done.readjusted) == 1
    assert left(invoice) == (told.sign * 100_00, told.sign * 1200_00)
    assert left(paid.payments[0]) == (0, 0)
    assert not adjust(company, FEBRUARY, kinds=(ledger,)).groups


@BOTH
def test_applied_again_it_takes_the_unrealized_amount_with_it(company: CompanyFacts, ledger: str) -> None:
    told, invoice, _ = paid_in_part(company, ledger)
    take_back(company, LATER)
    fact = facts_by_id(company=company, ids=[invoice])[invoice]
    pay(company, told.bank, on(company, fact), day=date(2026, 3, 10))
    assert left(invoice) == (0, 0)
    unrealized = [local for kind, _, local in rows(company, invoice) if kind.startswith("UNREALIZED")]
    assert sum(unrealized) == 0


def test_a_closed_period_takes_no_row(company: CompanyFacts) -> None:
    """January is closed: what is unapplied in February is adjusted there."""
    _, invoice, _ = paid_in_part(company, "CUSTOMER")
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=JANUARY)
    done = take_back(company, date(2026, 2, 2))
    assert len(done.readjusted) == 1
    (voucher,) = Voucher.objects.filter(company=company.id, source="ADJUSTMENT").order_by("-id")[:1]
    assert voucher.posting_date == date(2026, 2, 2)
    assert left(invoice) == (100_00, 1100_00)


def test_what_was_never_adjusted_waits_for_the_next(company: CompanyFacts) -> None:
    """The invoice was settled when another was adjusted."""
    told = dollars(company)
    paid, other = told.invoice(), told.invoice(number="INV-2")
    pay(company, told.bank, on(company, paid), day=PAID)
    rate(company, "11", JANUARY)
    adjust(company, JANUARY, kinds=("CUSTOMER",))
    assert take_back(company, LATER).readjusted == ()
    assert left(paid.entry_id) == (100_00, 1000_00)
    assert left(other.entry_id) == (100_00, 1100_00)
    rate(company, "12", MARCH)
    adjust(company, MARCH, kinds=("CUSTOMER",))
    assert left(paid.entry_id) == (100_00, 1200_00)
