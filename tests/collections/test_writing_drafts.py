"""Drafts are written as they are told: every column of head, sums and lines, under numbers in a row."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import DraftLine, Sums
from reskontra.collections.writing_drafts import DraftHead, write_drafts, write_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

POSTED, DATED, DUE = date(2026, 3, 31), date(2026, 3, 30), date(2026, 4, 10)
SUMS = Sums(1000_00, 12_34, 60_00, 450_00, 15_00, -34)


def test_drafts_are_written_as_they_are_told(company: CompanyFacts) -> None:
    party = build.customer(company).id
    told = (
        DraftHead("REMINDER", party, "EUR", "sv", POSTED, DATED, DUE, True, False, True, 2, "T", "M", True),
        DraftHead("FINANCE_CHARGE", party, "SEK", "en", POSTED, DATED, DUE, False, True),
    )
    amount = SUMS.total_minor - 8  # the head is the sum of its lines: this amount and its VAT
    line = DraftLine(
        1, "LINE_FEE", 2, None, 3, "Text", "3590", 4, 5, 6, amount, 8, "COMPENSATION", POSTED, DATED, DUE, 9, 10, 11
    )
    short = DraftLine(2, "ENDING", text="Slut")
    series = SeriesFacts("X", "DOCUMENT", "Drafts", "X", 4)
    drafts = [(told[0], SUMS, (line, short)), (told[1], Sums(), ())]
    names = write_drafts(company=company, actor=build.ALICE, series=series, drafts=drafts)
    assert names == ["X0001", "X0002"]
    rows = list(CollectionDocument.objects.filter(company=company.id).order_by("id"))
    for row, name, head, sums in zip(rows, names, told, (SUMS, Sums()), strict=True):
        assert DraftHead(*(getattr(row, column) for column in DraftHead._fields)) == head
        assert {column: getattr(row, column) for column in asdict(sums)} == asdict(sums)
        assert (row.draft_number, row.state, row.made_by) == (name, "DRAFT", build.ALICE)
        assert (row.number, row.issued_by, row.cancelled_by, row.cancel_number, row.pdf_sha256) == ("",) * 5
    write_lines(company=company, documents=[(rows[1].id, [short])])
    kept = CollectionLine.objects.filter(company=company.id).order_by("id").values_list("document_id", *line._fields)
    assert list(kept) == [(rows[0].id, *line), (rows[0].id, *short), (rows[1].id, *short)]
