"""What a kept preview depends on: nothing of it changes unnoticed, and what others do is no matter of it."""

from __future__ import annotations

import pytest

from reskontra.journals.batches import batch_named
from reskontra.journals.models import JournalBatch, Mark, Registration, TypedLine
from reskontra.journals.previewed_rows import previewed_registrations, previewed_rows
from reskontra.receivables.models import Entry
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_each_part_of_a_journal_is_noticed(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00
        batch    KASSA bank:B1
        type     KASSA customer:C1 -980.00 on=2026-03-20 pays=INV-1
        batch    ANNAN bank:B1
    """)

    def rows() -> str:
        return previewed_rows(company=story.company, batch=batch_named(company=story.company, name="KASSA"))

    first = rows()
    story.tells("type ANNAN gl:6570 5.00 on=2026-03-20")
    assert rows() == first != ""
    seen = {first}
    TypedLine.objects.filter(account_number="C1").update(description="Delbetalning")
    seen.add(rows())
    Mark.objects.update(amount_minor=-1)
    seen.add(rows())
    JournalBatch.objects.update(posting_series="V")
    seen.add(rows())
    assert len(seen) == 4


def test_what_is_ticked_is_noticed_of_one_user_and_ledger(story: Story) -> None:
    story.tells('customer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00\ninvoice C1 INV-2 500.00')

    def rows(user: str = "alice", ledger: str = "CUSTOMER") -> str:
        return previewed_registrations(company=story.company, user=user, ledger=ledger)

    first, second = Entry.objects.filter(company=story.company.id).order_by("document_number")
    Registration(company_id=story.company.id, user="alice", entry_id=first.id, is_made=True, amount_minor=1).save()
    before = rows()
    Registration(company_id=story.company.id, user="bob", entry_id=second.id, is_made=True, amount_minor=1).save()
    assert (rows(), rows(ledger="VENDOR"), rows("carla")) == (before, "", "")
    Registration.objects.filter(user="alice").update(external_document_number="7")
    assert rows() != before
