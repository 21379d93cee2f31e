"""Whatever is drawn, voided and paid, the bank ledger is its G/L account, and a check is what its bank entries are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.journals.check_voiding import VoidOrder, void_check
from reskontra.journals.deposits import deposits
from reskontra.ledger.check_entries import checks_of, totals_on_checks
from reskontra.ledger.queries import bank_balance, find_bank_account
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db]

STEP = st.tuples(
    st.sampled_from(
        ["void", "void later", "void only", "match", "close", "print", "post", "deposit", "deposit lump", "undo"]
    ),
    st.integers(0, 3),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_the_bank_ledger_is_its_account_after_any_steps(story: Story, steps: list[tuple[str, int]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        told = Told(story)
        for verb, index in steps:
            told.does(verb, index)
            told.holds()
        transaction.set_rollback(True)


class Told:
    """A vendor paid by four checks, two of them printed and not posted yet."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.deposits = 0
        for name in ("kinds", "parties", "ledgers", "currencies", "balances"):
            setattr(story, name, {})
        story.tells("""
            bank     B1 10000.00
            vendor   V1 "Leverans AB"
            invoice  V1 L-1 -300.00
            batch    UT kind=payment bank:B1
            batch    TRYCK kind=payment bank:B1
            last-check B1 100
            type     UT vendor:V1 on=2026-03-10 pays=L-1 check=1
            type     UT gl:6570 200.00 on=2026-03-11 check=2
            type     TRYCK vendor:V1 30.00 on=2026-03-12 print-check
            type     TRYCK vendor:V1 40.00 on=2026-03-13 print-check
            post-batch UT
            print    TRYCK
        """)
        self.bank = find_bank_account(company=story.company, number="B1")

    def does(self, verb: str, index: int) -> None:
        from reskontra.ledger.models import BankEntry

        story, checks = self.story, checks_of(company=self.story.company, bank_account=self.bank)
        check = checks[index % len(checks)]
        days = {"void later": date(2026, 4, 2)}
        try:
            if verb.startswith("void"):
                order = VoidOrder("B1", check.number, days.get(verb), keeps_applied=verb == "void only")
                void_check(company=story.company, actor=build.BOB, order=order)
            elif verb in ("match", "close"):
                state = {"match": "MATCHED", "close": "CLOSED"}[verb]
                rows = BankEntry.objects.filter(company=story.company.id, id=check.bank_entry_id or 0)
                rows.update(state=state, closed_date=date(2026, 3, 31) if verb == "close" else None)
            elif verb.startswith("deposit"):
                self.deposits += 1
                story.tell(f"deposit B1 70.00 {verb.removeprefix('deposit')}")
                story.tell(f"paid-in INS{self.deposits:06d} gl:1910 50.00")
                story.tell(f"paid-in INS{self.deposits:06d} gl:3001 20.00")
                story.tell(f"post-deposit INS{self.deposits:06d}")
            elif verb == "undo":
                story.tell(f"undo-deposit INS{index + 1:06d}")
            elif verb == "print":
                story.tell("print TRYCK")
            else:
                story.tell("post-batch TRYCK")
        except Refused:
            return  # what may not be done changes nothing

    def holds(self) -> None:
        from reskontra.ledger.checks import check
        from reskontra.ledger.queries import trial_balance

        company = self.story.company
        (gl,) = trial_balance(company=company, account="1930")
        assert bank_balance(company=company, bank_account_id=self.bank.id) == gl.balance_minor
        checks = checks_of(company=company, bank_account=self.bank)
        posted = sum(one.amount_minor for one in checks if one.state == "POSTED")
        paid_in = sum(one.total_minor for one in deposits(company=company) if one.state == "POSTED")
        assert gl.balance_minor == 10_000_00 - posted + paid_in
        is_open = [one.amount_minor for one in checks if one.state == "POSTED" and one.entry_state != "CLOSED"]
        assert totals_on_checks(company=company).get(self.bank.id, 0) == sum(is_open)
        assert list(check(company=company)) == []


def test_what_is_told_of_a_void(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        batch    UT kind=payment bank:B1
        type     UT vendor:V1 100.00 on=2026-03-10 check=1
        post-batch UT
    """)
    order = VoidOrder("B1", "1", reason="Lost in the mail")
    done = void_check(company=story.company, actor=build.BOB, order=order)
    assert (done.vouchers, done.is_closed) == (("A-2026-2",), True)
    assert {(one.account, one.minor) for one in done.moved} == {("1930", 100_00), ("2440", -100_00)}
    event = Event.objects.filter(company=story.company.id).latest("id")
    assert (event.action, event.subject) == ("check.voided", "B1/1")
