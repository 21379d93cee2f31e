"""Sums of what is ticked, without reading the documents."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.journals.registration import Entered, enter_on, lines_of_entries, set_up
from reskontra.journals.ticked import Ticked, ticked_by, ticked_ids, users_with_ticks
from reskontra.receivables.models import Entry
from tests import build
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ids(story: Story) -> list[int]:
    """INV-1 of C1 and INV-2 of C2, in kronor; INV-3 of C1 in euros; V-1 of a vendor."""
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        customer C2 "Beta AB"
        vendor   V1 "Vide AB"
        rate     EUR 2026-01-01 11.20
        invoice  C1 INV-1 1000.00 due=2026-03-31
        invoice  C2 INV-2 500.00 due=2026-02-28
        invoice  C1 INV-3 10.00 currency=EUR due=2026-04-01
        invoice  V1 V-1 -300.00
        batch    REG bank:B1 series=REG
        batch    PAY bank:B1 series=UTB kind=payment
    """)
    set_up(company=story.company, actor=build.BOB, user="", batch="REG", account="")
    set_up(company=story.company, actor=build.BOB, user="", batch="PAY", account="", ledger="VENDOR")
    return [entry_id(story, number) for number in ("INV-1", "INV-2", "INV-3", "V-1")]


def entry_id(story: Story, number: str) -> int:
    found: int = Entry.objects.get(company=story.company.id, document_number=number).id
    return found


def tick(story: Story, *ids: int, ledger: str = "CUSTOMER", **values: object) -> None:
    entered = {id: Entered(**values) for id in ids}  # type: ignore[arg-type]
    enter_on(company=story.company, user=build.ALICE, entered=entered, today=TODAY, ledger=ledger)


def test_sums_are_by_currency_and_as_people_write_them(story: Story, ids: list[int]) -> None:
    tick(story, ids[0], ids[1], ids[2], received_date=date(2026, 3, 10))
    tick(story, ids[3], ledger="VENDOR")
    found = ticked_by(company=story.company, user=build.ALICE, ledger="CUSTOMER")
    assert found == Ticked(3, 3, 2, 1, (("EUR", 10_00), ("SEK", 1_500_00)))
    assert (found.may_be_lump, found.sum_in("EUR"), found.sum_in("USD")) == (False, 10_00, 0)
    assert ticked_by(company=story.company, user=build.ALICE, ledger="VENDOR").sums == (("SEK", 300_00),)
    assert ticked_ids(company=story.company, user=build.ALICE, ledger="CUSTOMER", first=0, most=2) == [ids[1], ids[0]]
    assert users_with_ticks(company=story.company, ledger="CUSTOMER") == {build.ALICE: 3}
    assert ticked_by(company=story.company, user=build.BOB, ledger="CUSTOMER") == Ticked(0, 0, 0, 0, ())


def test_a_lump_is_of_one_account_day_and_currency(story: Story, ids: list[int]) -> None:
    tick(story, ids[0], received_date=date(2026, 3, 10))
    assert not ticked_by(company=story.company, user=build.ALICE, ledger="CUSTOMER").may_be_lump
    story.tells("invoice C1 INV-4 7.00")
    tick(story, entry_id(story, "INV-4"), received_date=date(2026, 3, 10))
    assert ticked_by(company=story.company, user=build.ALICE, ledger="CUSTOMER").may_be_lump
    tick(story, ids[0], received_date=date(2026, 3, 11))
    assert not ticked_by(company=story.company, user=build.ALICE, ledger="CUSTOMER").may_be_lump


def test_entries_of_the_other_ledger_are_left_out(story: Story, ids: list[int]) -> None:
    tick(story, ids[3])
    assert users_with_ticks(company=story.company, ledger="VENDOR") == {}
    lines = lines_of_entries(company=story.company, user=build.ALICE, entry_ids=[ids[1], 10**9, ids[0]])
    assert [line.document.document_number for line in lines] == ["INV-2", "INV-1"]


def test_an_emptied_amount_is_proposed_anew_and_a_vendors_is_written_as_paid(story: Story, ids: list[int]) -> None:
    tick(story, ids[0], amount="1.00")
    tick(story, ids[0], amount="")
    assert ticked_by(company=story.company, user=build.ALICE, ledger="CUSTOMER").sums == (("SEK", 1_000_00),)
    tick(story, ids[3], ledger="VENDOR", amount="120.00")
    line = lines_of_entries(company=story.company, user=build.ALICE, entry_ids=[ids[3]])[0]
    assert (line.received_minor, line.remaining_minor) == (-120_00, -180_00)
