"""A line as data for programs."""

from __future__ import annotations

import pytest

from reskontra.journals.show_typed import document_names, line_data
from reskontra.journals.typed_lines import typed_lines
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_amounts_are_decimal_strings_and_marks_documents(story: Story) -> None:
    story.tells("""
        customer C1 "Alfa AB"
        invoice  C1 INV-1 100.00
        batch    KASSA gl:3740
        type     KASSA customer:C1 -40.50 pays=INV-1=40.50 on=2026-03-10
    """)
    (line,) = typed_lines(company=story.company, journal_id=story._of("KASSA").journal_id)
    data = line_data(line, document_names(company=story.company, lines=[line]), {})
    assert (data["amount"], data["posting_date"], data["balancing"]) == ("-40.50", "2026-03-10", "gl:3740")
    assert data["settles"] == [{"document": "INV-1", "amount": "40.50"}]
    assert (data["voucher"], data["state"]) == (None, "open")
