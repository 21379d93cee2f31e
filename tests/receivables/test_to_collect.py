"""Open entries as collecting takes them."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.to_collect import entries_to_collect
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_open_entries_of_customers_alone(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(
        """
        customer  C1 "Alfa AB"
        customer  C2 "Beta AB"
        vendor    V1 "Vide AB"
        invoice   C1 INV-1 1000.00 left=400.00 due=2026-03-01
        invoice   C1 INV-2 200.00 due=2026-02-20
        invoice   C2 INV-3 300.00
        invoice   V1 F-1 -100.00
        invoice   C1 INV-4 50.00
        payment   C1 P-1 -50.00
        settle    P-1 INV-4
        """
    )
    told = [(one.document_number, one.remaining_minor) for one in entries_to_collect(company=company)]
    assert told == [("INV-2", 200_00), ("INV-1", 400_00), ("INV-3", 300_00)]
    only = entries_to_collect(company=company, party_ids=[story.parties["C2"].id])
    assert [one.document_number for one in only] == ["INV-3"]
