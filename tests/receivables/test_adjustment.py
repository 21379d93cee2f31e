"""Entries and bank accounts in other currencies are adjusted to a day's rates, and what settles them takes it back."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.actions import move_periods
from reskontra.companies.models import Currency, Rate
from reskontra.companies.queries import CompanyFacts, PeriodClosed, RateMissing
from reskontra.core.errors import Findings, Refused
from reskontra.ledger.models import BankEntry, Voucher
from reskontra.receivables.adjustment import (
    AdjustedLater,
    AdjustmentUnnamed,
    LocalCurrencyChosen,
    PostedBeforeItsDay,
    PostedOutsideItsPeriod,
)
from reskontra.receivables.exchange_register import exchange_adjustments
from reskontra.receivables.models import Entry
from tests import books, build
from tests.adjustments import FEBRUARY, JANUARY, MARCH, Dollars, adjust, dollars, rate, rows
from tests.postings import gl, on, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

BOTH = pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
GAIN, LOSS = "UNREALIZED_GAIN", "UNREALIZED_LOSS"


def kind(sign: int) -> str:
    return GAIN if sign > 0 else LOSS


def account(sign: int) -> str:
    return "3960" if sign > 0 else "7960"


@BOTH
def test_e18_adjusted_then_paid_realizes_all_of_it(company: CompanyFacts, ledger: str) -> None:
    """On the unit: invoice 100 @ 10, adjusted @ 11, paid @ 12."""
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    rate(company, "11", JANUARY)
    done = adjust(company, JANUARY)
    assert [(g.kind, g.subject, g.base_minor, g.base_local_minor, g.adjustment_minor) for g in done.groups] == [
        (ledger, "SE", s * 100_00, s * 1000_00, s * 100_00)
    ]
    assert done.vouchers == ("A-2026-1",)
    assert gl(company) == {told.control: s * 1100_00, "2898": s * -1000_00, account(s): s * -100_00}
    assert Entry.objects.get(id=invoice.entry_id).adjusted_rate_e8 == 11 * 10**8
    rate(company, "12", date(2026, 2, 10))
    paid = pay(company, told.bank, on(company, invoice), day=date(2026, 2, 10))
    assert rows(company, invoice.entry_id) == [
        ("INITIAL", s * 100_00, s * 1000_00),
        (kind(s), 0, s * 100_00),
        (kind(s), 0, s * -100_00),
        ("APPLICATION", s * -100_00, s * -1000_00),
    ]
    assert rows(company, paid.payments[0]) == [
        ("INITIAL", s * -100_00, s * -1200_00),
        ("APPLICATION", s * 100_00, s * 1000_00),
        (f"REALIZED_{'GAIN' if s > 0 else 'LOSS'}", 0, s * 200_00),
    ]
    assert gl(company) == {"2898": s * -1000_00, "1930": s * 1200_00, account(s): s * -200_00}


@BOTH
def test_a_second_time_gives_nothing(company: CompanyFacts, ledger: str) -> None:
    told = dollars(company, ledger)
    told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    before = books.contents()
    assert adjust(company, JANUARY) == adjust(company, JANUARY, document="AGAIN") == type(adjust(company, JANUARY))()
    assert books.contents() == before


@BOTH
def test_a_second_time_gives_nothing_where_it_is_posted_on_a_later_day(company: CompanyFacts, ledger: str) -> None:
    told = dollars(company, ledger)
    invoice = told.invoice()
    pay(company, told.bank, on(company, invoice, told.sign * 20_00), day=date(2026, 1, 12))
    rate(company, "11", date(2026, 1, 20))
    adjust(company, date(2026, 1, 20), posting_date=JANUARY)
    before = books.contents()
    assert not adjust(company, date(2026, 1, 20), posting_date=JANUARY).groups
    assert books.contents() == before


@BOTH
def test_a_change_of_direction_takes_the_old_amount_back_first(company: CompanyFacts, ledger: str) -> None:
    """After +100, a fall of 150: a loss of 100 on the account of gains, one of 50 on that of losses."""
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    rate(company, "9.5", FEBRUARY)
    adjust(company, FEBRUARY)
    assert rows(company, invoice.entry_id)[1:] == [
        (kind(s), 0, s * 100_00),
        (kind(-s), 0, s * -100_00),
        (kind(-s), 0, s * -50_00),
    ]
    assert gl(company) == {told.control: s * 950_00, "2898": s * -1000_00, account(-s): s * 50_00}


def test_a_fall_within_an_old_gain_stays_on_its_account(company: CompanyFacts) -> None:
    told = dollars(company)
    invoice = told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    rate(company, "10.40", FEBRUARY)
    adjust(company, FEBRUARY)
    assert rows(company, invoice.entry_id)[2:] == [(LOSS, 0, -60_00)]
    assert gl(company)["3960"] == -40_00
    assert "7960" not in gl(company)


@BOTH
def test_later_applications_take_their_share_back(company: CompanyFacts, ledger: str) -> None:
    """40 of 100 paid in February, the rest in March; then January is adjusted."""
    told = dollars(company, ledger)
    s, invoice = told.sign, told.invoice()
    pay(company, told.bank, on(company, invoice, s * 40_00), day=date(2026, 2, 10))
    pay(company, told.bank, on(company, invoice, s * 60_00), day=date(2026, 3, 10))
    before = gl(company)
    rate(company, "11", JANUARY)
    done = adjust(company, JANUARY, kinds=(ledger,))
    assert [group.adjustment_minor for group in done.groups] == [s * 100_00]
    assert rows(company, invoice.entry_id)[-3:] == [
        (kind(s), 0, s * 100_00),
        (kind(s), 0, s * -40_00),
        (kind(s), 0, s * -60_00),
    ]
    days = Voucher.objects.filter(company=company.id, source="ADJUSTMENT").order_by("id")
    assert [str(day) for day in days.values_list("posting_date", flat=True)] == [
        "2026-01-31", "2026-02-10", "2026-03-10",
    ]  # fmt: skip
    assert gl(company) == before
    assert not adjust(company, JANUARY, kinds=(ledger,)).groups


def test_an_entry_settled_by_the_day_is_left_alone(company: CompanyFacts) -> None:
    told = dollars(company)
    pay(company, told.bank, on(company, told.invoice()), day=JANUARY)
    rate(company, "11", JANUARY)
    assert not adjust(company, JANUARY, kinds=("CUSTOMER", "VENDOR")).groups


def test_a_bank_account_is_adjusted_without_money_moving(company: CompanyFacts) -> None:
    rate(company, "10", date(2026, 1, 1))
    bank = build.bank_account(company, currency="USD", opening="500.00")
    rate(company, "10.60", JANUARY)
    done = adjust(company, JANUARY)
    assert [(g.kind, g.subject, g.base_minor, g.adjustment_minor) for g in done.groups] == [
        ("BANK", "B1", 500_00, 300_00)
    ]
    entry = BankEntry.objects.filter(company=company.id, bank_account=bank.id).order_by("-id")[0]
    assert (entry.amount_minor, entry.local_minor, entry.state, entry.closed_date) == (0, 300_00, "CLOSED", JANUARY)
    assert gl(company) == {"1930": 5300_00, "2898": -5000_00, "3960": -300_00}
    rate(company, "9.80", FEBRUARY)
    adjust(company, FEBRUARY)
    assert gl(company) == {"1930": 4900_00, "2898": -5000_00, "3960": -300_00, "7960": 400_00}
    assert not adjust(company, FEBRUARY).groups


def test_a_bank_account_adjusted_on_a_later_day_is_done(company: CompanyFacts) -> None:
    rate(company, "10", date(2026, 1, 1))
    build.bank_account(company, currency="USD", opening="500.00")
    rate(company, "10.60", date(2026, 1, 20))
    assert adjust(company, date(2026, 1, 20), posting_date=JANUARY).groups
    assert not adjust(company, date(2026, 1, 20), posting_date=JANUARY).groups


def test_only_what_is_named_is_adjusted(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "11", date(2026, 1, 1), "EUR")
    told.invoice(number="INV-2", currency="EUR")
    build.invoice(company, build.vendor(company), number="F-1", amount="-10.00", currency="USD")
    for currency in ("USD", "EUR"):
        rate(company, "12", JANUARY, currency)
    found = adjust(company, JANUARY, currencies=frozenset({"USD"}), kinds=("CUSTOMER",), is_preview=True)
    assert [(group.kind, group.currency) for group in found.groups] == [("CUSTOMER", "USD")]
    found = adjust(company, JANUARY, is_preview=True)
    assert [(group.kind, group.currency) for group in found.groups] == [
        ("CUSTOMER", "EUR"), ("CUSTOMER", "USD"), ("VENDOR", "USD"),
    ]  # fmt: skip


def test_a_preview_stores_nothing(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "11", JANUARY)
    before = books.contents()
    seen = adjust(company, JANUARY, is_preview=True)
    assert books.contents() == before
    assert adjust(company, JANUARY).groups == seen.groups
    assert seen.vouchers == ()


def test_a_currency_may_have_accounts_of_its_own(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    Currency.objects.filter(company=company.id, code="USD").update(unrealized_gains_account="3990")
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    assert gl(company)["3990"] == -100_00


def test_the_register_and_the_audit_tell_of_it(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, JANUARY, document="KURS-2026-01")
    (row,) = exchange_adjustments(company=company)
    assert (row.voucher, row.as_of, row.created_by, row.group.rate_e8) == ("A-2026-1", JANUARY, build.BOB, 11 * 10**8)
    event = Event.objects.filter(company=company.id).order_by("-number")[0]
    assert (event.action, event.subject) == ("exchange_rates.adjusted", "KURS-2026-01")


def test_gains_and_losses_that_cancel_are_posted_on_both_sides(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "12", date(2026, 1, 15))
    told.invoice(number="INV-2", day="2026-01-15")
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    assert gl(company) == {"1510": 2200_00, "2898": -2200_00, "3960": -100_00, "7960": 100_00}


REFUSED = [
    ("no document", {"document": " "}, AdjustmentUnnamed),
    ("the local currency", {"currencies": frozenset({"SEK"})}, LocalCurrencyChosen),
    ("posted before its day", {"posting_date": date(2026, 1, 30)}, PostedBeforeItsDay),
    ("posted in another period", {"posting_date": date(2026, 2, 1)}, PostedOutsideItsPeriod),
]


@pytest.mark.parametrize(("case", "words", "refusal"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused(company: CompanyFacts, case: str, words: dict[str, object], refusal: type[Refused]) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "11", JANUARY)
    before = books.contents()
    with pytest.raises(refusal):
        adjust(company, JANUARY, **words)  # type: ignore[arg-type]
    assert books.contents() == before


def test_a_closed_period_is_refused(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "11", JANUARY)
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=JANUARY)
    with pytest.raises(PeriodClosed):
        adjust(company, JANUARY)


def test_an_earlier_day_than_the_last_is_refused(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, FEBRUARY)
    with pytest.raises(AdjustedLater) as refusal:
        adjust(company, JANUARY)
    assert "2026-02-28" in str(refusal.value)


def test_missing_rates_are_told_together(company: CompanyFacts) -> None:
    rate(company, "10", date(2026, 3, 1))
    rate(company, "11", date(2026, 3, 1), "EUR")
    customer = build.customer(company)
    for currency in ("USD", "EUR"):
        build.invoice(company, customer, number=currency, currency=currency, posting_date="2026-03-02")
    Rate.objects.filter(company=company.id).delete()
    with pytest.raises(Findings) as refusal:
        adjust(company, MARCH)
    assert [type(one) for one in refusal.value.findings] == [RateMissing, RateMissing]
    rate(company, "11", date(2026, 3, 1), "EUR")
    with pytest.raises(RateMissing) as one:
        adjust(company, MARCH)
    assert "USD on 2026-03-31" in str(one.value)


def test_what_is_paid_later_in_part_takes_back_its_share(company: CompanyFacts) -> None:
    told: Dollars = dollars(company)
    invoice = told.invoice()
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    pay(company, told.bank, on(company, invoice, 25_00), day=date(2026, 2, 10))
    assert rows(company, invoice.entry_id)[-2:] == [(GAIN, 0, -25_00), ("APPLICATION", -25_00, -250_00)]
    entry = Entry.objects.get(id=invoice.entry_id)
    assert (entry.remaining_minor, entry.remaining_local_minor) == (75_00, 825_00)
    rate(company, "11", FEBRUARY)
    assert not adjust(company, FEBRUARY, kinds=("CUSTOMER",)).groups
