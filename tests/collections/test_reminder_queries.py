"""Reminders found by number, listed by state and customer."""

from __future__ import annotations

import pytest

from reskontra.collections.reminder_queries import (
    ReminderUnknown,
    find_reminder,
    reminder_by_id,
    reminders,
    reminders_named,
)
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import debtor, make, terms

pytestmark = pytest.mark.django_db


def test_reminders_are_found(company: CompanyFacts) -> None:
    terms(company)
    for number in ("C1", "C2"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")
    make(company)
    assert [one.party for one in reminders(company=company)] == ["C2", "C1"]
    assert [one.party for one in reminders(company=company, party="C1")] == ["C1"]
    assert reminders(company=company, states=("ISSUED",)) == []
    found = find_reminder(company=company, number="BPU000001")
    assert (found.is_draft, found.name, found.posted_minor) == (True, "BPU000001", 0)
    assert reminder_by_id(company=company, id=found.id) == found
    assert reminder_by_id(company=build.new_company(name="Other AB"), id=found.id) is None
    assert len(reminders_named(company=company, numbers=["BPU000002", "BPU000002"])) == 1
    with pytest.raises(ReminderUnknown, match='There is no reminder "BPU9"'):
        find_reminder(company=company, number="BPU9")
