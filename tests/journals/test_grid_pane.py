"""The pane of a line: open entries of its customer or vendor with their signs turned, and ticking them."""

from __future__ import annotations

import pytest

from reskontra.core.as_typed import AmountNotRead
from reskontra.journals.batches import BatchFacts, batch_named
from reskontra.journals.grid_pane import Pane, apply_ticks, pane_of
from reskontra.journals.typed_lines import TypedFacts, find_typed_line
from reskontra.receivables.models import Entry
from tests import build
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def told(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        vendor   V1 "Vide AB"
        rate     EUR 2026-01-01 11.20
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        credit   C1 K-1 -100.00
        invoice  C1 INV-2 10.00 currency=EUR due=2026-04-01
        invoice  V1 V-7 -300.00
        batch    KASSA bank:B1
        type     KASSA customer:C1 -5.00 on=2026-03-10
        type     KASSA vendor:V1 200.00 on=2026-03-10
        type     KASSA gl:3740 5.00 on=2026-03-10
    """)
    return story


def batch(story: Story) -> BatchFacts:
    return batch_named(company=story.company, name="KASSA")


def line(story: Story, number: int) -> TypedFacts:
    return find_typed_line(company=story.company, journal_id=batch(story).journal_id, batch="KASSA", number=number)


def pane(story: Story, number: int, asked: str = "") -> Pane:
    return pane_of(company=story.company, batch=batch(story), line=line(story, number), asked=asked)


def tick(story: Story, number: int, **amounts: str) -> TypedFacts:
    typed = {}
    for name, amount in amounts.items():
        id = Entry.objects.get(company=story.company.id, document_number=name.replace("_", "-")).id
        typed |= {f"tick-{id}": "on", f"amount-{id}": amount}
    return apply_ticks(
        company=story.company, actor=build.ALICE, batch=batch(story), line=line(story, number),
        typed=typed | {"tick-x": "", "tick-99999": "", f"tick-{'9' * 5000}": ""}, today=TODAY,
    )  # fmt: skip


def test_entries_by_due_date_with_their_discount(told: Story) -> None:
    found = pane(told, 1)
    assert [(one.number, one.remaining_minor, one.is_in_time) for one in found.entries] == [
        ("K-1", -100_00, False), ("INV-1", 1000_00, True), ("INV-2", 10_00, False),
    ]  # fmt: skip
    assert (found.party, found.amount_minor, found.applied_minor, found.balance_minor) == ("Alfa AB", 5_00, 0, 5_00)
    assert [one.number for one in pane(told, 1, "inv").entries] == ["INV-1", "INV-2"]
    assert [one.number for one in pane(told, 1, "1000,00").entries] == ["INV-1"]


def test_a_vendors_are_positive_and_a_gl_line_has_none(told: Story) -> None:
    found = pane(told, 2)
    assert (found.entries[0].remaining_minor, found.amount_minor, found.ledger) == (300_00, 200_00, "vendor")
    tick(told, 2, V_7="150")
    assert (pane(told, 2).applied_minor, pane(told, 2).entries[0].amount) == (150_00, "150.00")
    assert (pane(told, 3).has_party, pane(told, 3).entries) == (False, ())


def test_an_amount_that_was_typed_stays_and_one_that_follows_goes_on(told: Story) -> None:
    assert tick(told, 1, INV_1="").amount_minor == -5_00
    told.tells("retype KASSA 1 customer:C1 0 on=2026-03-10")
    assert tick(told, 1, INV_1="").amount_minor == -980_00
    assert tick(told, 1, INV_1="", K_1="").amount_minor == -880_00
    assert tick(told, 1).amount_minor == 0
    assert (line(told, 1).marks, pane(told, 1).discount_minor) == ((), 0)


def test_what_is_no_amount_is_refused_and_nothing_is_marked(told: Story) -> None:
    with pytest.raises(AmountNotRead):
        tick(told, 1, INV_1="mycket")
    assert line(told, 1).marks == ()
