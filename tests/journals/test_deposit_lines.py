"""A line of a deposit takes the header's day and bank account, whatever was typed."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.journals.batches import find_batch
from reskontra.journals.deposit_lines import as_deposited
from reskontra.journals.entering import NewTyped
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_the_header_says(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        deposit  B1 500.00 on=2026-03-10
    """)
    batch = find_batch(company=story.company, kind="DEPOSIT", name="INS000001")
    typed = NewTyped("customer:C1", posting_date=date(2026, 1, 1), balancing="gl:1910", document_number="7")
    line = as_deposited(company=story.company, batch=batch, new=typed)
    assert (line.posting_date, line.balancing, line.document_number, line.currency) == (
        date(2026, 3, 10), "bank:B1", "7", "SEK"
    )  # fmt: skip
    assert as_deposited(company=story.company, batch=batch, new=NewTyped("gl:1910")).document_number == "INS000001"
