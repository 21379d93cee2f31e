"""A batch is posted whole, in as many queries for ten lines as for a hundred, and what it tells is so."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.audit.models import Event
from reskontra.journals.models import TypedLine
from reskontra.ledger.models import BankEntry, PostingRun, Voucher, VoucherLine
from reskontra.receivables.models import Application, Entry
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        batch    KASSA bank:B1
    """)
    return story


def fill(story: Story, first: int, last: int) -> None:
    """An invoice and a line that settles it, for each number."""
    numbers = range(first, last + 1)
    for number in numbers:
        story.tell(f"invoice C1 INV-{number} 100.00 discount=2.00 until=2026-03-10")
    rows = [f"2026-03-10,customer,C1,-98.00,INV-{number}" for number in numbers]
    story._file("KASSA", "posting_date,account_type,account,amount,applies_to", *rows)


def test_the_number_of_queries_does_not_grow_with_the_lines(typed: Story) -> None:
    counted = []
    fill(typed, 1, 1)
    typed.tell("post-batch KASSA")  # the first number of a series takes a row for it
    for first, last in ((2, 3), (4, 40)):
        fill(typed, first, last)
        with CaptureQueriesContext(connection) as queries:
            typed.tell("post-batch KASSA")
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert len(typed.posted.vouchers) == 37
    assert not Entry.objects.filter(company=typed.company.id).exclude(remaining_minor=0).exists()


def test_what_is_told_is_so(typed: Story) -> None:
    fill(typed, 1, 2)
    typed.tell("post-batch KASSA")
    done = typed.posted
    assert (done.lines, done.entries, done.applied) == (2, 2, 2)
    assert [name for name, _, _ in done.vouchers] == ["A-2026-1", "A-2026-2"]
    assert sum(done.accounts.values()) == 0
    vouchers = Voucher.objects.filter(company=typed.company.id, source="GENERAL")
    assert PostingRun.objects.get(company=typed.company.id, number=done.run).id == vouchers[0].posting_run_id
    assert set(TypedLine.objects.filter(company=typed.company.id).values_list("state", "voucher")) == {
        ("POSTED", voucher.id) for voucher in vouchers
    }
    assert Application.objects.filter(company=typed.company.id, voucher__in=vouchers).count() == 2
    bank_entries = BankEntry.objects.filter(company=typed.company.id, voucher__in=vouchers)
    assert [entry.amount_minor for entry in bank_entries] == [98_00, 98_00]
    lines = VoucherLine.objects.filter(company=typed.company.id, voucher=vouchers[0]).order_by("line_number")
    assert [(line.account.number, line.amount_minor) for line in lines] == [
        ("1510", -100_00), ("3731", 2_00), ("1930", 98_00)
    ]  # fmt: skip
    assert Event.objects.filter(company=typed.company.id).latest("id").action == "batch.posted"


def test_some_lines_of_a_batch(typed: Story) -> None:
    fill(typed, 1, 3)
    typed.tells(
        "post-batch KASSA 2\nremaining INV-1 100.00\nremaining INV-2 0.00\npost-batch KASSA\nremaining INV-3 0.00"
    )
