"""Whatever is corrected in whatever order, the books hold, on every day; what is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.companies.actions import set_rate
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.ledger.models import Voucher
from reskontra.ledger.queries import trial_balance
from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.matching.actions.reverse_lines import Wanted, reverse_voucher
from reskontra.receivables.applying import EntryName
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.bad_debts import confirm_bad_debt, reopen_bad_debt
from reskontra.receivables.bad_debts_feared import fear_bad_debt, release_bad_debt
from reskontra.receivables.correcting import ClaimOrder
from reskontra.receivables.models import Entry
from reskontra.receivables.move import MoveOrder, move_entry
from reskontra.receivables.queries import facts_by_id
from reskontra.receivables.unapply import newest_application, unapply_application
from tests import books, build
from tests.adjustments import adjust
from tests.postings import on, on_account, pay
from tests.story_corrections import taxed_invoice

FIRST = date(2026, 2, 1)
DAYS = 100


@dataclass(frozen=True)
class Step:
    """which: of the entries or vouchers there are, counted round; share: of what remains, in hundredths."""

    what: str
    which: int
    day: date
    share: int


days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(n))
steps = st.builds(
    Step,
    what=st.sampled_from(
        ["taxed", "euro", "pay", "pay", "advance", "unapply", "unapply", "reverse", "reverse", "move", "lose", "lose",
         "reopen", "fear",
         "release", "merge", "adjust"]
    ),
    which=st.integers(0, 20),
    day=days,
    share=st.sampled_from([100, 100, 50, 33, 1]),
)  # fmt: skip


class World:
    """Customers C1, C2 and C3, a local bank account, and what was done so far."""

    def __init__(self) -> None:
        self.company = build.new_company()
        self.parties = [build.customer(self.company, number=f"C{n}", name=f"Kund{n} AB") for n in (1, 2, 3)]
        self.bank = build.bank_account(self.company)
        for day, units in ((date(2026, 1, 1), 11), (date(2026, 3, 1), 12), (date(2026, 4, 1), 10)):
            set_rate(company=self.company, actor=build.BOB, currency="EUR", day=day, rate_e8=units * PAR)
        self.count = 0
        for which in (0, 1):
            self._taxed(Step("taxed", which, FIRST, 100))
            self._euro(Step("euro", which, FIRST, 100))

    def take(self, step: Step) -> None:
        """A step, or nothing of it where it is refused."""
        before = books.contents()
        does: Callable[[Step], None] = getattr(self, "_" + step.what)
        try:
            with transaction.atomic():
                does(step)
        except Refused:
            assert books.contents() == before, step

    def _entry(self, step: Step) -> Entry:
        rows = list(Entry.objects.filter(company=self.company.id, reverses__isnull=True).order_by("id"))
        return rows[step.which % len(rows)]

    def _name(self, step: Step) -> tuple[EntryName, str]:
        entry = self._entry(step)
        minor = max(abs(entry.remaining_minor) * step.share // 100, 1)
        return EntryName("CUSTOMER", entry.document_number, entry.party.number), f"{minor / 100:.2f}"

    def _taxed(self, step: Step) -> None:
        self.count += 1
        party = self.parties[step.which % 3]
        taxed_invoice(self.company, party, number=f"{self.count}-1", gross=125_01, vat=25_00, day=step.day)

    def _euro(self, step: Step) -> None:
        self.count += 1
        build.invoice(
            self.company, self.parties[step.which % 3], number=f"{self.count}-2", amount="99.99", currency="EUR",
            posting_date=step.day.isoformat(), due_date="2026-06-30",
        )  # fmt: skip

    def _pay(self, step: Step) -> None:
        entry = self._entry(step)
        if entry.currency != "SEK" or entry.remaining_minor <= 0:
            return
        fact = facts_by_id(company=self.company, ids=[entry.id])[entry.id]
        minor = max(entry.remaining_minor * step.share // 100, 1)
        pay(self.company, self.bank, on(self.company, fact, minor), day=step.day, source="GENERAL")

    def _advance(self, step: Step) -> None:
        part = on_account(self.company, self.parties[step.which % 3], 10_00)
        pay(self.company, self.bank, part, day=step.day, source="GENERAL")

    def _unapply(self, step: Step) -> None:
        number = newest_application(company=self.company, name=self._name(step)[0])
        unapply_application(company=self.company, actor=build.BOB, number=number)

    def _reverse(self, step: Step) -> None:
        vouchers = list(Voucher.objects.filter(company=self.company.id, source="GENERAL").order_by("id"))
        name = str(vouchers[step.which % len(vouchers)]) if vouchers else "I-2026-1"
        reverse_voucher(company=self.company, actor=build.BOB, voucher=name, wanted=Wanted("Wrong."))

    def _move(self, step: Step) -> None:
        to = self.parties[step.share % 3].number
        order = MoveOrder(self._name(step)[0], to, "Wrong.", step.day if step.share > 50 else None)
        move_entry(company=self.company, actor=build.BOB, order=order)

    def _lose(self, step: Step) -> None:
        name, amount = self._name(step)
        confirm_bad_debt(company=self.company, actor=build.BOB, order=ClaimOrder(name, "Lost.", step.day, amount))

    def _fear(self, step: Step) -> None:
        name, amount = self._name(step)
        fear_bad_debt(company=self.company, actor=build.BOB, order=ClaimOrder(name, "Ill.", step.day, amount))

    def _reopen(self, step: Step) -> None:
        order = ClaimOrder(self._name(step)[0], "Paid.", step.day)
        reopen_bad_debt(company=self.company, actor=build.BOB, order=order)

    def _release(self, step: Step) -> None:
        release_bad_debt(
            company=self.company, actor=build.BOB, order=ClaimOrder(self._name(step)[0], "Well.", step.day)
        )

    def _merge(self, step: Step) -> None:
        source, target = self.parties[step.which % 3].number, self.parties[step.share % 3].number
        order = MergeOrder("CUSTOMER", source, target, step.day, "One.")
        merge_parties(company=self.company, actor=build.BOB, order=order)

    def _adjust(self, step: Step) -> None:
        with suppress(Refused):
            adjust(self.company, step.day, posting_date=step.day, kinds=("CUSTOMER",))

    def assert_holds(self) -> None:
        assert books.violations() == []
        for day in (FIRST, date(2026, 2, 28), date(2026, 3, 31), date(2026, 5, 31), date(2026, 12, 31)):
            balances = {row.account: row.balance_minor for row in trial_balance(company=self.company, as_of=day)}
            entries = entries_as_of(company=self.company, ledger="CUSTOMER", as_of=day)
            assert sum(one.remaining_local_minor for one in entries) == balances.get("1510", 0), day
        for account in ("1519", "6352"):
            assert balances.get("1519", 0) == -balances.get("6352", 0), account


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(taken=st.lists(steps, min_size=2, max_size=12))
def test_the_books_hold_whatever_is_corrected(taken: list[Step]) -> None:
    with transaction.atomic():
        world = World()
        for step in taken:
            world.take(step)
            world.assert_holds()
        transaction.set_rollback(True)
