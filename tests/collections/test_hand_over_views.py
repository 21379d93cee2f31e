"""The page of a hand-over leads to its claims and letters; the way by command is in test_hand_overs.py."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases
from tests.collections.test_hand_overs import give
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_hand_over_and_its_archive(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.issued(company, "R-1")
    give(company, "INV-1")
    rita = Browser(company, role="READER", name="rita")
    page = rita.get("collecting/hand-overs/1/")
    assert page.texts("//tbody//a") == ["INV-1", "R-1"]
    kept = rita.client.get(f"/{company.id}/collecting/hand-overs/1/case.zip")
    assert (kept.headers["Content-Type"], kept.headers["Content-Disposition"]) == (
        "application/zip", 'attachment; filename="case-1.zip"',
    )  # fmt: skip
