"""Documents by number, its beginning, reference and amount; settled ones by their number too."""

from __future__ import annotations

import pytest
from django.db import connection

from reskontra.journals import queries
from reskontra.receivables import search
from reskontra.receivables.search import entries_found
from tests.matching.conftest import story
from tests.story import Story

__all__ = ["story"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("text", "minor", "numbers"),
    [
        ("INV-1", None, ["INV-1"]),
        ("inv", None, ["INV-1", "INV-2", "INV-3"]),
        ("10033", None, ["INV-3"]),
        ("500", 50000, ["INV-2"]),
        ("-500", -50000, ["INV-2"]),
        ("88", 8800, ["88012"]),
        ("i", None, []),
        ("", None, []),
    ],
)
def test_found(story: Story, text: str, minor: int | None, numbers: list[str]) -> None:
    found = entries_found(company=story.company, text=text, minor=minor, most=8)
    assert [one.document_number for one in found] == numbers


def test_what_is_settled_is_found_by_its_number_and_its_amount(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 500.00 text="INV-2"\nimport\nmatch\napply 1 INV-2\npost all')
    assert [one.remaining.minor for one in entries_found(company=story.company, text="INV-2", minor=None, most=1)] == [
        0
    ]
    found = entries_found(company=story.company, text="500", minor=50000, most=8)
    assert sorted(one.document_type for one in found) == ["INVOICE", "PAYMENT"]
    assert {one.remaining.minor for one in found} == {0}
    story.tell("invoice C2 INV-9 500.00")
    assert entries_found(company=story.company, text="500", minor=50000, most=8)[0].document_number == "INV-9"


@pytest.mark.skipif(connection.vendor == "postgresql", reason="with so few rows it reads them all")
@pytest.mark.parametrize(
    ("sql", "index"),
    [(search._SETTLED, "receivables_entry_voucher"), (queries._POSTED, "sqlite_autoindex_journals_journalline_1")],
)
def test_what_others_have_is_not_read(sql: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", [1, search.RECENT, 100, -100, 8])
        plan = [row[3] for row in cursor.fetchall()]
    assert f"SEARCH n USING INDEX {index} (company_id=?)" in plan
