"""Whatever is applied, adjusted and taken back: an adjusted entry that is open again is carried at a rate of the books.

After the next adjustment every entry in another currency is worth what remains of it at the day's rate, a second one
gives nothing, and the control accounts are the sums of their ledgers, on every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from reskontra.companies.queries import rate_on
from reskontra.core.errors import Findings, Refused
from reskontra.core.exchange import Valuation, to_local
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.exchange_register import last_adjustment
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.unapply import unapply_application
from tests import books, build
from tests.story import Story

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
CONTROLS = {"CUSTOMER": "1510", "VENDOR": "2440"}
days = st.integers(0, 89).map(lambda n: FIRST + timedelta(n))


@dataclass(frozen=True)
class Case:
    """An invoice of a customer (sign 1) or vendor (-1), and two payments of parts of it, in hundredths."""

    sign: int
    minor: int
    invoiced: date
    shares: tuple[int, int]
    paid: tuple[date, date]
    adjusted: tuple[date, ...]
    after: tuple[int, ...]
    rates: tuple[tuple[date, int], ...]
    back: int


cases = st.builds(
    Case,
    sign=st.sampled_from([1, -1]),
    minor=st.integers(100, 5_000_000),
    invoiced=st.integers(0, 20).map(lambda n: FIRST + timedelta(n)),
    shares=st.tuples(st.sampled_from([33, 40, 1]), st.sampled_from([60, 25, 59])),
    paid=st.tuples(days, days),
    adjusted=st.lists(st.sampled_from([date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 2, 11)]),
                      min_size=1, max_size=3).map(tuple),
    after=st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
    rates=st.lists(st.tuples(days, st.integers(5 * 10**8, 15 * 10**8)), min_size=1, max_size=5).map(tuple),
    back=st.integers(0, 60),
)  # fmt: skip


def _told(case: Case) -> Story:
    story = Story(build.new_company())
    party, kind = ("C1", "customer") if case.sign > 0 else ("V1", "vendor")
    story.tells(f'rate USD 2026-01-01 10\n{kind} {party} "Alfa Inc" currency=USD')
    for day, rate in case.rates:
        story.tell(f"rate USD {day} {rate / 10**8:.8f}")
    invoiced = f"{case.sign * case.minor / 100:.2f}"
    story.tell(f"invoice {party} INV {invoiced} currency=USD from={case.invoiced} due=2026-05-30")
    for at, (share, day) in enumerate(zip(case.shares, case.paid, strict=True)):
        minor = max(case.minor * share // 100, 1)
        story.tell(f"payment {party} P{at} {-case.sign * minor / 100:.2f} currency=USD from={day}")
    return story


def _carried(story: Story, at: date) -> None:
    """Every open dollar entry is worth what the day's rate makes of it."""
    rate = rate_on(company=story.company, currency="USD", day=at)
    for entry in Entry.objects.filter(company=story.company.id, posting_date__lte=at):
        worth = to_local(entry.remaining_minor, valuation=Valuation("USD", rate), local_currency="SEK")
        assert entry.remaining_local_minor == worth, (entry.document_number, rate)


def _ties(story: Story) -> None:
    assert books.violations() == []
    for day in (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), LAST):
        balances = {row.account: row.balance_minor for row in trial_balance(company=story.company, as_of=day)}
        for ledger, control in CONTROLS.items():
            entries = entries_as_of(company=story.company, ledger=ledger, as_of=day)
            assert sum(one.remaining_local_minor for one in entries) == balances.get(control, 0), (ledger, day)


def _adjusted(story: Story, day: date) -> None:
    try:
        story.tell(f"adjust {day}")
    except (Refused, Findings) as refusal:
        note(f"adjust {day}: {refusal}")


def _taken_back(story: Story, case: Case) -> None:
    """The newest first, each on its own day or later; adjusted entries come to the rate of the last adjustment."""
    for number in Application.objects.filter(company=story.company.id).order_by("-number").values_list("number"):
        applied = Application.objects.get(company=story.company.id, number=number[0]).posting_date
        day = applied + timedelta(case.back)
        unapply_application(company=story.company, actor=build.BOB, number=number[0], day=day)
        _ties(story)
    ledger = "CUSTOMER" if case.sign > 0 else "VENDOR"
    last = last_adjustment(company=story.company, kind=ledger, currency="USD")
    for entry in Entry.objects.filter(company=story.company.id, adjusted_rate_e8__isnull=False):
        if last is not None and entry.posting_date <= last.as_of:
            worth = to_local(entry.remaining_minor, valuation=Valuation("USD", last.rate_e8), local_currency="SEK")
            assert entry.remaining_local_minor == worth


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=cases)
def test_unapplied_and_adjusted_it_is_worth_what_remains_at_the_rate(case: Case) -> None:
    with transaction.atomic():
        story = _told(case)
        for day, after in zip(case.adjusted, case.after, strict=False):
            if after == 0:
                _adjusted(story, day)
        for at in (0, 1):
            try:
                story.tell(f"settle P{at} INV")
            except Refused as refusal:
                note(str(refusal))
        for day in case.adjusted:
            _adjusted(story, day)
        _taken_back(story, case)
        story.tell(f"adjust {LAST}")
        _carried(story, LAST)
        _ties(story)
        story.tell(f"unchanged {LAST}")
        transaction.set_rollback(True)
