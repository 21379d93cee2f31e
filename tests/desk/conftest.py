"""A story to begin with: what a test of this room tells before it looks."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.story import Story


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    """Alfa AB owes INV-1 of 1,000.00 and INV-2 of 500.00, Beta AB INV-3 of 800.00; the account B1 holds 10,000.00."""
    told = Story(company)
    told.tells(
        """
        bank      B1
        customer  C1 "Alfa AB" iban=SE8060000000000333444555
        customer  C2 "Beta AB"
        vendor    V1 "Vide AB"
        invoice   C1 INV-1 1000.00 ocr=10017 discount=20.00 until=2026-03-12
        invoice   C1 INV-2 500.00 ocr=10025
        invoice   C2 INV-3 800.00 ocr=10033
        invoice   V1 88012 -300.00
        """
    )
    return told
