"""An open document found by what a person remembers of it."""

from __future__ import annotations

import pytest

from reskontra.matching.candidates import search_documents
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INV-2", ["INV-2"]),
        ("NV-3", ["INV-3"]),
        ("1003", ["INV-3"]),
        ("500,00", ["INV-2"]),
        ("500.00", ["INV-2"]),
        ("1 000", ["INV-1"]),
        ("beta", ["INV-3"]),
        ("zzz", []),
        ("%%%", []),
        ("in", []),
    ],
)
def test_number_part_reference_amount_and_name(story: Story, text: str, expected: list[str]) -> None:
    found = search_documents(company=story.company, text=text)
    assert [one.name.split()[-1] for one in found] == expected


def test_a_settled_document_is_not_offered(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 500.00 name="ALFA AB" text="10025"\nimport\napply 1 INV-2\npost')
    assert search_documents(company=story.company, text="INV-2") == ()
