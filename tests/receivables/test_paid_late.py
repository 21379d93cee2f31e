"""Documents settled after they were due."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from reskontra.receivables.paid_late import paid_late
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_settled_documents_by_when_they_were_paid(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(
        """
        customer  C1 "Alfa AB"
        customer  C2 "Beta AB"
        invoice   C1 IN-TIME 100.00 due=2026-02-09
        invoice   C1 LATE 100.00 due=2026-02-09
        invoice   C1 OPEN 100.00 due=2026-02-09
        invoice   C2 OTHER 100.00 due=2026-02-09
        payment   C1 P-1 -100.00 from=2026-02-09
        payment   C1 P-2 -100.00 from=2026-02-20
        payment   C2 P-3 -100.00 from=2026-02-20
        settle    P-1 IN-TIME
        settle    P-2 LATE
        settle    P-3 OTHER
        """
    )
    alfa = [story.parties["C1"].id]
    names = dict(Entry.objects.filter(company=company.id).values_list("id", "document_number"))

    def late(since: date) -> list[str]:
        return [names[id] for id in paid_late(company=company, party_ids=alfa, since=since)]

    assert late(date(2026, 1, 1)) == late(date(2026, 2, 20)) == ["LATE"]
    assert late(date(2026, 2, 21)) == []
