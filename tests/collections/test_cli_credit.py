"""report credit-metrics."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_credit import report
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused
from tests.paying_book import paying

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_figures_of_credit_are_printed(company: CompanyFacts) -> None:
    story = paying(company)
    story.tells('draft C1 "3001;800.00;25;Consulting" on=2026-06-05\npost-drafts UTK000001')
    words = ("credit-metrics", "--to", "2026-06-30")
    found = done(report, *words, "--format", "json").json
    assert found["from"] == "2026-01-01"
    alfa = found["customers"][0]
    assert (alfa["account"], alfa["sales"], alfa["closing"], alfa["dso"]) == ("C1", "1750.00", "1700.00", "175.8")
    alone = done(report, *words, "--customer", "C1", "--lang", "sv").out
    assert "175,8" in alone
    assert "1 750,00" in alone.replace("\u00a0", " ")
    assert 'There is no customer "C9"' in refused(report, *words, "--customer", "C9")
    assert "2026-07-01" in refused(report, *words, "--from", "2026-07-01")
