"""What settled entries after a day, and what a voucher made."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.receivables.models import Application, Entry
from reskontra.receivables.settled_since import Settled, made_by, settled_since
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def settled(company) -> Story:  # type: ignore[no-untyped-def]
    """INV-1 is settled by a credit memo on 1 February; that is taken back, and done anew in part."""
    story = Story(company)
    story.tells(
        """
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 500.00
        credit    C1 K-1 -500.00
        settle    K-1 INV-1 on=2026-02-01
        take-back K-1 on=2026-02-10
        settle    K-1 INV-1=200.00 on=2026-03-01
        """
    )
    return story


def test_what_moved_after_a_day(settled: Story) -> None:
    invoice = Entry.objects.get(company=settled.company.id, document_number="INV-1").id
    credit = Entry.objects.get(company=settled.company.id, document_number="K-1").id

    def since(day: date, *besides: int) -> list[Settled]:
        return settled_since(company=settled.company, day=day, besides=besides)

    moved = [(invoice, date(2026, 2, 10), 50_000), (invoice, date(2026, 3, 1), -20_000)]
    moved += [(credit, day, -minor) for _, day, minor in moved]
    assert sorted(since(date(2026, 2, 1))) == sorted(moved)
    assert len(since(date(2026, 1, 31))) == 6
    assert since(date(2026, 3, 1)) == []
    last = Application.objects.filter(company=settled.company.id).latest("number")
    if last.voucher_id:
        assert {one.day for one in since(date(2026, 2, 1), last.voucher_id)} == {date(2026, 2, 10)}
    other = build.new_company(name="Sydan AB")
    assert settled_since(company=other, day=date.min, besides=()) == []


def test_what_a_voucher_made(settled: Story) -> None:
    invoice = Entry.objects.get(company=settled.company.id, document_number="INV-1")
    assert made_by(company=settled.company, vouchers=[invoice.voucher_id, 0])[invoice.voucher_id][invoice.id] == 30_000
