"""Receipts of customers on open journal lines."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.matching.receipts_waiting import receipts_waiting

pytestmark = pytest.mark.django_db


def test_a_receipt_waits_until_it_is_posted(company: CompanyFacts, story: Any) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 ocr=10025
        import
        match
        """
    )
    assert receipts_waiting(company=company) == {story.parties["C1"].id: "PRJ000001"}
    story.tells("post")
    assert receipts_waiting(company=company) == {}
