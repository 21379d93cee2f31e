"""What interest on one entry would be, on its page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests.collections.charging import TOLD
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_interest_until_any_day(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    story.tells(
        """
        interest-rate M 2026-02-15 1 per=30
        customer  C2 "Beta AB"
        vendor    V1 "Vide AB"
        invoice   C2 INV-2 100.00
        invoice   V1 F-1 -100.00
        """
    )
    ids = dict(Entry.objects.filter(company=company.id).values_list("document_number", "id"))
    browser = Browser(company)

    def shown(number: str, day: str = "2026-03-02") -> tuple[int, str]:
        page = browser.get(f"entries/{ids[number]}/interest/?as_of={day}")
        return page.status, page.text.replace("\u00a0", " ")

    status, text = shown("INV-1")
    assert (status, "There is no interest rate for 2026-02-01" in text) == (422, True)
    story.tell("interest-rate M 2020-01-01 1.5 per=30")
    status, text = shown("INV-1")
    assert status == 200
    assert "14 × 12,500.00 × 1.5 % / 30" in text
    assert "154.17" in text  # 87.50 and 66.67
    assert "No interest is left to charge" in shown("INV-1", "2026-01-31")[1]
    assert "It bears no interest" in shown("INV-2")[1]
    assert shown("INV-1", "soon")[0] == 422
    assert shown("F-1")[0] == 404
    assert f"entries/{ids['INV-1']}/interest/" in browser.get(f"entries/{ids['INV-1']}/").source
