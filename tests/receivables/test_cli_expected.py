"""report expected-receipts and expected-payments."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.cli_expected import MOST_WEEKS, report
from tests.command_line import done, refused, run
from tests.paying_book import paying

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_expected_payments_are_printed(company: CompanyFacts) -> None:
    paying(company)
    words = ("--as-of", "2026-06-30")
    found = done(report, "expected-receipts", *words, "--weeks", "2", "--format", "json").json
    assert [row["expected"] for row in found["rows"]] == ["100.00", "400.00", "1600.00"]
    rows = done(report, "expected-payments", *words, "--late", "--format", "json").json["rows"]
    assert [(row["document_number"], row["expected_date"], row["is_late"]) for row in rows] == [
        ("A-7", "2026-07-20", True)
    ]
    told = done(report, "expected-payments", *words, "--uncertain", "--customer", "C3", "--lang", "en").out
    assert "G-7" in told
    assert "G-8" not in told
    assert 'There is no customer "C9"' in refused(report, "expected-payments", "--customer", "C9")
    assert run(report, "expected-receipts", "--weeks", str(MOST_WEEKS + 1)).code == 2
