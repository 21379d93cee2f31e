"""Posted entries of both ledgers and three currencies: unapplying restores every stored field, and the order of
applications that have nothing in common does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.core.errors import Refused
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.models import Entry
from tests import books, build
from tests.story import Story

CURRENCIES = ("SEK", "USD", "EUR")
STORED = [field.attname for field in Entry._meta.concrete_fields]


@dataclass(frozen=True)
class Pair:
    """An invoice (or credit memo) and what settles it; paid: in hundredths of it."""

    ledger: str
    currency: str
    other: str
    minor: int
    paid: int
    discount: int
    tolerance: int
    day: int
    is_part: bool


pairs = st.builds(
    Pair,
    ledger=st.sampled_from(["C", "V"]),
    currency=st.sampled_from(CURRENCIES),
    other=st.sampled_from(["same", "same", "SEK", "USD"]),
    minor=st.one_of(st.integers(1, 300), st.integers(1, 5_000_000)),
    paid=st.sampled_from([100, 100, 98, 99, 101, 50, 3, 130]),
    discount=st.sampled_from([0, 2, 5]),
    tolerance=st.sampled_from([0, 1, 3]),
    day=st.integers(1, 28),
    is_part=st.booleans(),
)


def told(chosen: list[Pair]) -> Story:
    """Each pair is of a customer or vendor of its own."""
    story = Story(build.new_company())
    for currency, first, second in (("USD", 10.3333, 12.07), ("EUR", 11.11, 10.5)):
        story.tells(f"rate {currency} 2026-01-01 {first}\nrate {currency} 2026-02-15 {second}")
    for at, pair in enumerate(chosen):
        party, sign = f"{pair.ledger}{at}", 1 if pair.ledger == "C" else -1
        other = pair.currency if pair.other == "same" else pair.other
        paid = max(pair.minor * pair.paid // 100, 1)
        discount = pair.minor * pair.discount // 100
        tolerated = pair.minor * pair.tolerance // 100
        columns = f"discount={sign * discount / 100:.2f} until=2026-02-14" if discount else ""
        story.tells(f"""
            {"customer" if sign > 0 else "vendor"} {party} "Party {at} AB"
            invoice {party} I{at} {sign * pair.minor / 100:.2f} currency={pair.currency} {columns}
            payment {party} P{at} {-sign * paid / 100:.2f} currency={other} from=2026-02-{pair.day:02d}
            tolerates I{at} {sign * tolerated / 100:.2f}
            grace I{at} 2026-02-20
        """)
    return story


def settled(story: Story, at: int, pair: Pair) -> bool:
    sign = 1 if pair.ledger == "C" else -1
    part = f"={sign * max(pair.minor // 3, 1) / 100:.2f}" if pair.is_part else ""
    try:
        with transaction.atomic():
            story.tell(
                f"settle P{at} I{at}{part} {'late' if pair.day % 2 else ''} {'tolerate' if pair.day % 3 else ''}"
            )
    except Refused:
        return False
    return True


def stored(story: Story) -> list[tuple[object, ...]]:
    rows = Entry.objects.filter(company=story.company.id).order_by("document_number")
    return [tuple(row) for row in rows.values_list(*STORED)]


def left(story: Story) -> list[tuple[object, ...]]:
    names = ("document_number", "remaining_minor", "remaining_local_minor", "discount_minor", "max_tolerance_minor")
    rows = Entry.objects.filter(company=story.company.id).order_by("document_number")
    return [tuple(row) for row in rows.values_list(*names)]


def balances(story: Story) -> dict[str, int]:
    return {row.account: row.balance_minor for row in trial_balance(company=story.company) if row.balance_minor}


bounded = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.django_db
@bounded
@given(chosen=st.lists(pairs, min_size=1, max_size=4))
def test_unapplying_restores_every_stored_field(chosen: list[Pair]) -> None:
    with transaction.atomic():
        story = told(chosen)
        before, owed = stored(story), balances(story)
        done = [at for at, pair in enumerate(chosen) if settled(story, at, pair)]
        assert books.violations() == []
        for at in done:
            story.tell(f"take-back P{at}")
        assert stored(story) == before
        assert balances(story) == owed
        assert books.violations() == []
        transaction.set_rollback(True)


@pytest.mark.django_db
@bounded
@given(chosen=st.lists(pairs, min_size=2, max_size=4), order=st.randoms(use_true_random=False))
def test_the_order_of_applications_with_nothing_in_common_does_not_matter(chosen: list[Pair], order: object) -> None:
    outcomes = []
    with transaction.atomic():
        story = told(chosen)
        shuffled = list(enumerate(chosen))
        order.shuffle(shuffled)  # type: ignore[attr-defined]
        for sequence in (list(enumerate(chosen)), shuffled):
            with transaction.atomic():
                for at, pair in sequence:
                    settled(story, at, pair)
                assert books.violations() == []
                outcomes.append((left(story), balances(story)))
                transaction.set_rollback(True)
        assert outcomes[0] == outcomes[1]
        transaction.set_rollback(True)
