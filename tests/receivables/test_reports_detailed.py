"""The ledger of one customer in full, added up against what remained at every day."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.reports_detailed import DetailedRow, detailed_rows
from tests.reported_book import DAYS, reported
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def _rows(story: Story, party: str, day: date, *, is_open: bool = False) -> list[DetailedRow]:
    found = detailed_rows(company=story.company, party_id=story.parties[party].id, as_of=day, is_open=is_open)
    return list(found)


def test_at_every_day_the_rows_come_to_what_remained(company: CompanyFacts) -> None:
    story = reported(company)
    for day in DAYS:
        for party in ("C1", "C2", "V1"):
            rows = _rows(story, party, day)
            remained = {}
            for row in rows:
                remained[row.entry_id] = remained.get(row.entry_id, 0) + row.amount_minor
                assert row.after_minor == remained[row.entry_id]
                assert row.posting_date <= day
            assert all(row.remaining_minor == remained[row.entry_id] for row in rows)
            wanted = entries_as_of(company=company, as_of=day, party_id=story.parties[party].id)
            found = {id: minor for id, minor in remained.items() if minor}
            assert found == {entry.entry_id: entry.remaining_minor for entry in wanted}
            local = {row.entry_id: row.remaining_local_minor for row in rows}
            assert {entry.entry_id: entry.remaining_local_minor for entry in wanted}.items() <= local.items()
            assert {row.entry_id for row in _rows(story, party, day, is_open=True)} == set(found)


def test_the_rows_of_an_entry_that_was_applied_and_unapplied(company: CompanyFacts) -> None:
    story = reported(company)
    rows = [row for row in _rows(story, "C1", DAYS[-1]) if row.document_number == "INV-2"]
    assert [(row.kind, row.posting_date.day, row.amount_minor, row.after_minor, row.against) for row in rows] == [
        ("INITIAL", 10, 500_00, 500_00, ""),
        ("APPLICATION", 2, -200_00, 300_00, "B-2026-2"),
        ("APPLICATION", 10, -50_00, 250_00, "K-1"),
        ("APPLICATION", 20, 50_00, 300_00, "K-1"),
    ]
    assert [row.voucher for row in rows[:2]] == ["I-2026-4", "B-2026-2"]
    assert {row.external_document_number for row in rows} == {"PO-77"}
