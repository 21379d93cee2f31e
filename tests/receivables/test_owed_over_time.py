"""What was owed of customers' documents day by day."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import Movement
from reskontra.receivables.models import Entry
from reskontra.receivables.owed_over_time import owed_over_time
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_every_change_of_what_is_owed_counts_once(company: CompanyFacts) -> None:
    Story(company).tells(
        """
        customer  C1 "Alfa AB"
        vendor    V1 "Vide AB"
        invoice   C1 INV-1 1000.00 from=2026-01-01 due=2026-01-31 discount=20.00 until=2026-02-10
        invoice   C1 INV-2 1000.00 left=300.00 from=2026-01-01
        invoice   V1 F-1 -100.00 from=2026-01-01
        payment   C1 P-1 -980.00 from=2026-02-10
        settle    P-1 INV-1
        """
    )
    entries = dict(Entry.objects.filter(company=company.id).values_list("document_number", "id"))

    def owed(day: date) -> dict[str, tuple[int, int, date | None]]:
        found = owed_over_time(company=company, entry_ids=entries.values(), as_of=day).values()
        return {one.document_number: (one.began_minor, one.remaining_minor, one.settled_on) for one in found}

    assert owed(date(2026, 2, 9)) == {"INV-1": (1000_00, 1000_00, None), "INV-2": (300_00, 300_00, None)}
    settled = date(2026, 2, 10)
    assert owed(settled) == {
        "INV-1": (1000_00, 0, settled), "INV-2": (300_00, 300_00, None), "P-1": (-980_00, 0, settled),
    }  # fmt: skip
    one = owed_over_time(company=company, entry_ids=[entries["INV-1"]], as_of=settled)[entries["INV-1"]]
    assert (one.movements, one.due_date) == ((Movement(settled, -1000_00),), date(2026, 1, 31))
    assert owed(date(2025, 12, 31)) == {}
