"""A line typed anew in its own words is the same line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.journals.batches import BatchFacts, find_batch
from reskontra.journals.entering import change_line
from reskontra.journals.retyping import applied_minor, as_typed, documents_of_line, follows_marks, with_account
from reskontra.journals.typed_lines import TypedFacts, find_typed_line
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
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10
        credit   C1 INV-1 -100.00
        invoice  V1 V-7 -300.00
        batch    KASSA bank:B1
    """)
    return story


def batch(story: Story) -> BatchFacts:
    return find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")


def line(story: Story, number: int = 1) -> TypedFacts:
    return find_typed_line(company=story.company, journal_id=batch(story).journal_id, batch="KASSA", number=number)


@pytest.mark.parametrize("typed", [
    "customer:C1 -980.00 on=2026-03-10 pays=invoice:INV-1 external=X hold=AB late tolerate",
    "customer:C1 -50.00 on=2026-03-10 pays=invoice:INV-1=50.00 correction",
    "vendor:V1 300.00 on=2026-03-10 pays=V-7 no-late",
    "customer:C1 -10.00 currency=EUR local=-112.00",
    "gl:3740 5.00 balancing= vat=MP1" , "bank:B1 5.00 balancing=gl:3740",
])  # fmt: skip
def test_typed_anew_it_is_the_same(told: Story, typed: str) -> None:
    told.tells(f"type KASSA {typed}")
    before = line(told)
    new = as_typed(before, documents_of_line(company=told.company, line=before), local_currency="SEK")
    change_line(company=told.company, actor=build.ALICE, batch=batch(told), number=1, new=new, today=TODAY)
    assert replace(line(told), id=before.id) == before


def test_what_marks_come_to_and_whether_the_amount_follows(told: Story) -> None:
    told.tells("type KASSA customer:C1 on=2026-03-10 pays=invoice:INV-1")
    found = line(told)
    documents = documents_of_line(company=told.company, line=found)
    assert applied_minor(found, documents) == (980_00, 20_00)
    assert follows_marks(found, documents)
    assert not follows_marks(replace(found, amount_minor=-979_00), documents)
    assert follows_marks(replace(found, amount_minor=0, marks=()), {})
    assert not follows_marks(replace(found, marks=()), {})
    assert applied_minor(replace(found, posting_date=None), documents) == (0, 0)
    assert applied_minor(replace(found, currency="EUR"), documents) == (0, 0)


def test_another_account_releases_what_was_settled(told: Story) -> None:
    told.tells("type KASSA customer:C1 on=2026-03-10 pays=invoice:INV-1")
    found = line(told)
    new = as_typed(found, documents_of_line(company=told.company, line=found), local_currency="SEK")
    assert new.settles == ("invoice:INV-1",)
    moved = with_account(new, "vendor:V1")
    assert (moved.account, moved.settles, moved.description, moved.currency, moved.document_type) == (
        "vendor:V1", (), "", "", None,
    )  # fmt: skip


def test_a_document_named_in_a_file_is_named_again(told: Story) -> None:
    found = replace(build_line(told), applies_to_type="INVOICE", applies_to_number="INV-1", marks=())
    assert as_typed(found, {}, local_currency="SEK").settles == ("invoice:INV-1",)
    assert as_typed(replace(found, applies_to_type=""), {}, local_currency="SEK").settles == ("INV-1",)


def build_line(told: Story) -> TypedFacts:
    told.tells("type KASSA customer:C1 -7.00")
    return line(told)
