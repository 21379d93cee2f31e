"""Lines as they are read: sides, marks in order, who holds an entry."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.core.settlement import Marked
from reskontra.journals.typed_lines import (
    Holder,
    find_typed_line,
    holders_of,
    last_number,
    marks_of,
    numbers_in_use,
    typed_lines,
)
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        customer C1 "Alfa AB"
        invoice  C1 INV-1 100.00
        invoice  C1 INV-2 200.00
        batch    KASSA gl:3740
        type     KASSA customer:C1 pays="INV-2 INV-1=40.00"
        type     KASSA gl:6570 7.00 balancing=customer:C1
    """)
    return story


def test_a_line_knows_its_customer_and_what_that_one_gets(typed: Story) -> None:
    first, second = typed_lines(company=typed.company, journal_id=typed._of("KASSA").journal_id)
    assert (first.party, first.party_minor, str(first.amount)) == (("CUSTOMER", "C1"), -240_00, "-240.00 SEK")
    assert (second.party, second.party_minor, second.balancing) == (("CUSTOMER", "C1"), -7_00, "customer:C1")


def test_marks_come_in_the_order_they_were_made(typed: Story) -> None:
    first, _ = typed_lines(company=typed.company, journal_id=typed._of("KASSA").journal_id)
    ids = [mark.entry_id for mark in first.marks]
    assert first.marks == (Marked(ids[0], None), Marked(ids[1], 40_00))
    assert marks_of(company=typed.company, line_ids=[first.id]) == {first.id: first.marks}
    assert holders_of(company=typed.company, entry_ids=ids[:1]) == [Holder(ids[0], "KASSA", 1)]
    assert holders_of(company=typed.company, entry_ids=ids, besides=first.id) == []


def test_numbers(typed: Story) -> None:
    journal = typed._of("KASSA").journal_id
    assert last_number(company=typed.company, journal_id=journal) == 2
    assert numbers_in_use(company=typed.company, prefix="INB") == ["INB000001", "INB000002"]
    with pytest.raises(Refused, match="no open line 3"):
        find_typed_line(company=typed.company, journal_id=journal, batch="KASSA", number=3)
