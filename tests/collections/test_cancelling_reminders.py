"""What cancelling refuses and restores is told in tests/collections/test_issuing_reminders.py; here, deleting."""

from __future__ import annotations

import pytest

from reskontra.collections.cancelling_reminders import delete_reminder_drafts
from reskontra.collections.issuing import CollectionDocumentUnknown
from reskontra.collections.reminder_queries import ReminderUnknown, find_reminder
from reskontra.companies.queries import CompanyFacts
from tests import books, build
from tests.collections.reminding import debtor, make, terms

pytestmark = pytest.mark.django_db


def test_drafts_are_deleted_all_or_none(company: CompanyFacts) -> None:
    terms(company)
    build.invoice(company, debtor(company))
    (made,) = make(company).made
    before = books.contents()
    with pytest.raises(CollectionDocumentUnknown):
        delete_reminder_drafts(company=company, actor=build.BOB, drafts=[made.number, "BPU9"])
    assert books.contents() == before
    delete_reminder_drafts(company=company, actor=build.BOB, drafts=[made.number])
    with pytest.raises(ReminderUnknown):
        find_reminder(company=company, number=made.number)
    assert [one.number for one in make(company).made] == ["BPU000002"]
