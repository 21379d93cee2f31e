"""Whatever is invoiced, paid and adjusted in another currency, in whatever order, the books hold at every date.

Random rates on random days; invoices and credit memos to a customer and from a vendor; payments in dollars and in
kronor, whole and in part, dated before and after what was adjusted; adjustments as of month-ends and days between.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.application import AlreadyUnapplied
from reskontra.core.errors import Findings
from reskontra.core.exchange import Valuation, to_local
from reskontra.ledger.actions import start_run
from reskontra.ledger.bank_positions import bank_positions
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.adjustment import AdjustedLater
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.exchange_register import bank_vouchers
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.positions import open_positions
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.reversal import PaymentAdjusted, reverse_with_entries
from reskontra.receivables.unapply import unapply_application
from tests import books, build
from tests.adjustments import Dollars, adjust, dollars
from tests.postings import Paid, on, pay

FIRST = date(2026, 1, 1)
DAYS = 89  # to 31 March
CONTROLS = {"CUSTOMER": "1510", "VENDOR": "2440"}


@dataclass(frozen=True)
class Step:
    """what: invoice, credit, dollars, kronor, back or adjust; share: of what remains, in hundredths."""

    what: str
    ledger: str
    day: date
    minor: int
    share: int
    posted_later: int


days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(n))
steps = st.builds(
    Step,
    what=st.sampled_from(["invoice", "invoice", "credit", "dollars", "dollars", "kronor", "back", "adjust", "adjust"]),
    ledger=st.sampled_from(["CUSTOMER", "VENDOR"]),
    day=days,
    minor=st.integers(1, 300_000),
    share=st.sampled_from([100, 100, 50, 33, 1]),
    posted_later=st.sampled_from([0, 0, 3]),
)
rates = st.lists(st.tuples(days, st.integers(5 * 10**8, 15 * 10**8)), max_size=6)


class World:
    """The books under way."""

    def __init__(self) -> None:
        self.company: CompanyFacts = build.new_company()
        self.customer: Dollars = dollars(self.company)
        vendor = build.vendor(self.company)
        self.vendor = Dollars(self.company, vendor, self.customer.bank, self.customer.local_bank, -1)
        self.count = 0
        self.paid: list[tuple[Paid, date]] = []

    def take(self, step: Step) -> None:
        if step.what in ("invoice", "credit"):
            self._document(step)
        elif step.what == "adjust":
            self._adjust(step)
        elif step.what == "back":
            self._take_back(step)
        else:
            self._pay(step)

    def _document(self, step: Step) -> None:
        self.count += 1
        side = self.customer if step.ledger == "CUSTOMER" else self.vendor
        minor = side.sign * step.minor * (1 if step.what == "invoice" else -1)
        build.document(
            self.company,
            side.party,
            number=f"{step.what}-{self.count}",
            amount=f"{minor / 100:.2f}",
            document_type="invoice" if step.what == "invoice" else "credit_memo",
            currency="USD",
            posting_date=step.day.isoformat(),
            due_date="2026-04-30",
        )

    def _pay(self, step: Step) -> None:
        found = Entry.objects.filter(ledger=step.ledger, currency="USD").exclude(remaining_minor=0)
        entry = found.exclude(document_type__in=["PAYMENT", "REFUND"]).order_by("id").first()
        if entry is None:
            return
        minor = entry.remaining_minor * step.share // 100 or entry.remaining_minor
        fact = facts_by_id(company=self.company, ids=[entry.id])[entry.id]
        if step.what == "dollars":
            paid = pay(self.company, self.customer.bank, on(self.company, fact, minor), day=step.day)
            self.paid.append((paid, step.day))
            return
        day = max(step.day, entry.posting_date)
        rate = rate_on(company=self.company, currency="USD", day=day)
        local = to_local(minor, valuation=Valuation("USD", rate), local_currency="SEK")
        if local:
            part = on(self.company, fact, local, settled_minor=minor)
            self.paid.append((pay(self.company, self.customer.local_bank, part, day=day), day))

    def _take_back(self, step: Step) -> None:
        """The newest payment, or what it settled alone."""
        if self.paid and step.share < 50:
            found = Application.objects.filter(voucher=self.paid[-1][0].voucher.id, unapplies__isnull=True)
            number = found.get().number
            with suppress(AlreadyUnapplied):
                unapply_application(company=self.company, actor=build.BOB, number=number)
        elif self.paid:
            with suppress(PaymentAdjusted), transaction.atomic():
                self._reverse(self.paid.pop()[0])

    def _reverse(self, paid: Paid) -> None:
        run = start_run(company=self.company, actor=build.BOB, action="test.reversed")
        id = paid.voucher.id
        reverse_with_entries(company=self.company, run=run, voucher_ids=[id], along=[id], reason="Wrong")

    def _adjust(self, step: Step) -> None:
        later = min(step.day + timedelta(step.posted_later), _month_end(step.day))
        try:
            adjust(self.company, step.day, posting_date=later)
        except (AdjustedLater, Findings):
            return
        self._assert_carried_at_the_rate(step.day)
        before = books.contents()
        assert not adjust(self.company, step.day, posting_date=later, document="AGAIN").groups
        assert books.contents() == before

    def _assert_carried_at_the_rate(self, day: date) -> None:
        rate = rate_on(company=self.company, currency="USD", day=day)
        worth = Valuation("USD", rate)
        for ledger in CONTROLS:
            for held in open_positions(company=self.company, ledger=ledger, as_of=day, currencies=["USD"]):
                one = held.position
                assert one.remaining_local_minor == to_local(one.remaining_minor, valuation=worth, local_currency="SEK")
        also = bank_vouchers(company=self.company, as_of=day)
        for bank in bank_positions(company=self.company, as_of=day, also=also):
            assert bank.balance_local_minor == to_local(bank.balance_minor, valuation=worth, local_currency="SEK")

    def assert_holds(self, day: date) -> None:
        assert books.violations() == []
        for as_of in (day, date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)):
            balances = {row.account: row.balance_minor for row in trial_balance(company=self.company, as_of=as_of)}
            for ledger, control in CONTROLS.items():
                entries = entries_as_of(company=self.company, ledger=ledger, as_of=as_of)
                assert sum(one.remaining_local_minor for one in entries) == balances.get(control, 0)


def _month_end(day: date) -> date:
    following = date(day.year, day.month + 1, 1)
    return following - timedelta(1)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quoted=rates, taken=st.lists(steps, min_size=1, max_size=10), looked_at=days)
def test_the_books_hold_at_every_date(quoted: list[tuple[date, int]], taken: list[Step], looked_at: date) -> None:
    with transaction.atomic():
        world = World()
        for day, rate in quoted:
            set_rate(company=world.company, actor=build.BOB, currency="USD", day=day, rate_e8=rate)
        for step in taken:
            world.take(step)
            world.assert_holds(looked_at)
        transaction.set_rollback(True)
